"""Which function carries out which kind of job.

An app registers its functions in `job_handlers.py`, which is imported when Django starts:

    @handler("render_report")
    def render_report(job: Job, progress: Progress) -> dict[str, Any]: ...

`progress(40, "Drawing the charts")` may be called as often as wished. It raises `LeaseLost` when the job was
cancelled or given to another worker; the handler lets that pass and stops. What it returns is the job's
result. A handler that has rows to store returns instead a function without arguments that stores them and
returns the result: it is called in the same transaction that marks the job as done, so that neither exists
without the other.
"""

import logging
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.db import DatabaseError

from jobs.models import Job

logger = logging.getLogger("jobs.worker")

Result = dict[str, Any]


class Progress(Protocol):
    def __call__(self, percent: int, message: str = "") -> None: ...


Handler = Callable[[Job, Progress], Result | Callable[[], Result]]
AnyHandler = TypeVar("AnyHandler", bound=Handler)
GivenUp = Callable[[Job], Any]
AnyGivenUp = TypeVar("AnyGivenUp", bound=GivenUp)
Chore = Callable[[], Any]
AnyChore = TypeVar("AnyChore", bound=Chore)

_handlers: dict[str, Handler] = {}
_given_up: dict[str, GivenUp] = {}
_chores: list[Chore] = []


class UnknownKind(LookupError):
    """No app has registered a function for this kind of job."""


class LeaseLost(Exception):
    """The job was cancelled, or belongs to another attempt by now: what this attempt did does not count."""


class JobRefused(Exception):
    """The job cannot succeed however often it is tried. The text is shown to the person who started it."""


def handler(kind: str) -> Callable[[AnyHandler], AnyHandler]:
    def register(function: AnyHandler) -> AnyHandler:
        if kind in _handlers and _handlers[kind] is not function:
            raise ValueError(f"Two functions want to carry out jobs of the kind {kind!r}.")
        _handlers[kind] = function
        return function

    return register


def handler_for(kind: str) -> Handler:
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(f"No function is registered for jobs of the kind {kind!r}.") from None


def when_given_up(kind: str) -> Callable[[AnyGivenUp], AnyGivenUp]:
    """Called in the transaction that ends a job as failed, also when its worker died every time."""

    def register(function: AnyGivenUp) -> AnyGivenUp:
        _given_up[kind] = function
        return function

    return register


def tell_given_up(job: Job) -> None:
    if function := _given_up.get(job.kind):
        function(job)


def chore(function: AnyChore) -> AnyChore:
    """Called about once an hour by every worker, in no client's scope; several may do it at the same time."""
    if function not in _chores:
        _chores.append(function)
    return function


def do_chores() -> None:
    """One that fails does not keep the others from being done."""
    for function in _chores:
        try:
            function()
        except DatabaseError:
            raise
        except Exception:
            logger.exception("the chore %s failed", function.__name__)
