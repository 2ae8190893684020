"""The queue engines. One carries wake-ups through the database that is there: nothing else has to run.

A wake-up names a job, but stands for "there is one more job to do": the worker that gets it picks the job
whose turn it is. A wake-up too many finds nothing to do; one too few is made up for by the reaper.
"""

import datetime as dt
import uuid
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings


class Engine(Protocol):
    def deliver(self, job_id: uuid.UUID, at: dt.datetime | None) -> None:
        """Wake a worker for this job, now or at a given time."""

    def waiting(self) -> int:
        """How many wake-ups are due and have not reached a worker."""

    def prune(self) -> None:
        """Forget wake-ups that were dealt with or whose worker died."""

    def work(self, name: str) -> None:
        """Carry out jobs until the process is told to stop."""


def current() -> Engine:
    return cast(Engine, import_module(f"jobs.engines.{settings.JOBS_ENGINE}"))


def deliver(job_id: uuid.UUID, at: dt.datetime | None = None) -> None:
    current().deliver(job_id, at)
