"""Work in another process, which can be stopped when it takes too long or too much memory."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from reports.press.job import Job, carry_out

LONGEST_SECONDS = 120
MOST_MEMORY = 2 * 1024**3
_LOOK_EVERY = 0.2


class Stopped(RuntimeError):
    """The drawing took too long, took too much memory, or died."""


@dataclass(frozen=True)
class Limits:
    seconds: float = LONGEST_SECONDS
    memory: int = MOST_MEMORY


def draw_in_child(
    job: Job, target: Path, still_wanted: Callable[[float], None], limits: Limits = Limits()
) -> str:
    """Write the PDF to target, whole or not at all, and return its SHA-256.

    still_wanted is called every moment with the seconds so far; what it raises stops the drawing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        in_child(_draw, (job, draft), still_wanted, limits)
        if not draft.exists():
            raise Stopped("The drawing ended without a result.")
        sha256 = draft.with_suffix(".sha256").read_text()
        _put_in_place(draft, target)
    finally:
        for leftover in (draft, draft.with_suffix(".sha256")):
            leftover.unlink(missing_ok=True)
    return sha256


def in_child(
    work: Callable[..., None],
    arguments: tuple[Any, ...],
    still_wanted: Callable[[float], None],
    limits: Limits = Limits(),
) -> None:
    """Call work, a function of a module, in a process of its own. Stopped: it did not come to its end."""
    spawned = multiprocessing.get_context("spawn")
    process = spawned.Process(target=_limited, args=(work, arguments, limits), daemon=True)
    process.start()
    try:
        _wait(process, still_wanted, limits)
        if process.exitcode != 0:
            raise Stopped(f"The work ended without a result (code {process.exitcode}).")
    finally:
        _end(process)


def with_django(name: str, *arguments: Any) -> None:
    """For in_child: call the function of this name once Django is ready, which in a new process it is not."""
    import django
    from django.utils.module_loading import import_string

    django.setup()
    import_string(name)(*arguments)


def _wait(process: BaseProcess, still_wanted: Callable[[float], None], limits: Limits) -> None:
    begun = time.monotonic()
    while process.is_alive():
        process.join(_LOOK_EVERY)
        seconds = time.monotonic() - begun
        if seconds > limits.seconds:
            raise Stopped(f"The work took more than {limits.seconds:g} seconds.")
        still_wanted(seconds)


def _end(process: BaseProcess) -> None:
    if process.is_alive():
        process.kill()
    process.join(5)
    process.close()


def _limited(work: Callable[..., None], arguments: tuple[Any, ...], limits: Limits) -> None:
    _limit(limits)
    work(*arguments)


def _draw(job: Job, draft: Path) -> None:
    pdf = carry_out(job)
    with open(draft, "wb") as file:
        file.write(pdf.data)
        file.flush()
        os.fsync(file.fileno())
    draft.with_suffix(".sha256").write_text(pdf.sha256)


def _limit(limits: Limits) -> None:
    """Where the system has no such limits (Windows), the time limit of the parent stands alone."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limits.seconds) + 1, int(limits.seconds) + 2))


def _put_in_place(draft: Path, target: Path) -> None:
    """The name appears only when the content is safe on disk."""
    draft.replace(target)
    if sys.platform != "win32":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
