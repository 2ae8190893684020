"""A job that kills its own worker, in its first attempt, at the moment that it is told."""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobs.handlers import Progress, handler
from jobs.models import Job

MOMENTS = ("claimed", "halfway", "storing", "stored", "failing")


class Deadly(Exception):
    """Kills whoever writes down what it says."""

    def __str__(self) -> str:
        _die()
        return ""


@handler("dying")
def dying(job: Job, progress: Progress) -> Callable[[], dict[str, Any]]:
    at = job.params["at"] if job.attempt == 1 or job.params["at"] == "always" else "never"
    if at in ("claimed", "always"):
        _die()
    progress(50)
    if at == "halfway":
        _die()
    if at == "failing":
        raise Deadly
    return lambda: _store(job, at)


def _store(job: Job, at: str) -> dict[str, Any]:
    """One mark for each time that the work was stored."""
    now = timezone.now()
    Job.objects.create(kind="mark", params={"of": str(job.pk)}, state="done", created=now, due=now)
    if at == "storing":
        _die()
    if at == "stored":
        transaction.on_commit(_die)
    return {"attempt": job.attempt}


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
