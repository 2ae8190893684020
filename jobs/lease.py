"""Claim a job, keep it while working, and give it back. Every write is one conditional update.

A job belongs to the attempt that claimed it, until its lease ends. Writes carry the number of the attempt, so
that a worker which was thought dead and wakes up again changes nothing.
"""

import datetime as dt
import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connections, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobs.choices import JobState
from jobs.handlers import LeaseLost, Result, tell_given_up
from jobs.models import Job

logger = logging.getLogger(__name__)
MEMORY_OF_TURNS = dt.timedelta(hours=1)


def worker_name() -> str:
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def lease_end() -> dt.datetime:
    return timezone.now() + dt.timedelta(seconds=settings.JOBS_LEASE_SECONDS)


def claim_next() -> Job | None:
    """Take the job whose turn it is, whatever job the wake-up named."""
    while candidates := list(in_turn()[:5]):
        for job_id in candidates:
            if job := _claim(job_id, Q(state=JobState.QUEUED)):
                return job
    return None


def claim_abandoned(job_id: uuid.UUID) -> Job | None:
    """Take a job whose worker gave no sign of life until the lease ended."""
    return _claim(job_id, Q(state=JobState.RUNNING, lease_until__lt=timezone.now()))


def in_turn() -> QuerySet[Job, uuid.UUID]:
    """Due jobs: first those of the client that has waited longest for a turn, then the oldest."""
    now = timezone.now()
    same_client = Job.objects.alias(owner=Coalesce("client_id", 0)).filter(
        owner=Coalesce(OuterRef("client_id"), 0), started__gt=now - MEMORY_OF_TURNS
    )
    last_turn = same_client.order_by("-started").values("started")[:1]
    due = Q(due__lte=now) | Q(
        attempt=0
    )  # what was never tried waits for no clock, which may have been set back
    waiting = Job.objects.filter(due, state=JobState.QUEUED, attempt__lt=F("max_attempts"))
    order = (F("last_turn").asc(nulls_first=True), "due", "created", "pk")
    return waiting.alias(last_turn=Subquery(last_turn)).order_by(*order).values_list("pk", flat=True)


def _claim(job_id: uuid.UUID, is_free: Q) -> Job | None:
    """The attempt counts before the work begins: a job that kills its worker is not tried for ever."""
    free = Job.objects.filter(is_free, pk=job_id, attempt__lt=F("max_attempts"))
    claimed = free.update(
        state=JobState.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=lease_end(),
        worker=worker_name(),
        started=timezone.now(),
        progress=0,
        message="",
    )
    return Job.objects.get(pk=job_id) if claimed else None


def held(job: Job) -> QuerySet[Job]:
    """The row, as long as it belongs to this attempt."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)


def report_progress(job: Job, percent: int, message: str = "") -> None:
    percent = max(0, min(100, int(percent)))
    if not held(job).update(progress=percent, message=message[:200], lease_until=lease_end()):
        raise LeaseLost(f"Job {job.pk} no longer belongs to attempt {job.attempt}.")


def finish(job: Job, store: Callable[[], Result]) -> None:
    """Mark the job as done and store what it made, both or neither."""
    with transaction.atomic():
        done = held(job).update(
            state=JobState.DONE, progress=100, finished=timezone.now(), lease_until=None, error=""
        )
        if not done:
            raise LeaseLost(f"Job {job.pk} no longer belongs to attempt {job.attempt}.")
        Job.objects.filter(pk=job.pk).update(result=store())


def fail(job: Job, error: str, message: str) -> None:
    failed = {"state": JobState.FAILED, "finished": timezone.now(), "lease_until": None, "error": error}
    with transaction.atomic():
        if held(job).update(**failed, message=message[:200]):
            tell_given_up(job)


def give_back(job: Job, due: dt.datetime, error: str = "") -> bool:
    """Let another attempt have it from the given time on."""
    queued = {"state": JobState.QUEUED, "lease_until": None, "progress": 0, "due": due, "error": error}
    return bool(held(job).update(**queued))


@contextmanager
def kept_alive(job: Job) -> Iterator[None]:
    """Extend the lease from a second thread, so that only a dead process or an endless job loses it.

    Python cannot stop a function that never returns: after the longest time that a job may take, the process
    ends, whoever watches over it starts another one, and the job counts as one whose worker died.
    """
    stop = threading.Event()
    latest = timezone.now() + dt.timedelta(seconds=settings.JOBS_LONGEST_RUN_SECONDS)
    thread = threading.Thread(target=_extend, args=(job, stop, latest), daemon=True, name=f"lease-{job.pk}")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _extend(job: Job, stop: threading.Event, latest: dt.datetime) -> None:
    try:
        while not stop.wait(settings.JOBS_LEASE_SECONDS / 3):
            if timezone.now() > latest:
                logger.critical("job %s (%s) takes too long; this worker ends", job.pk, job.kind)
                os._exit(1)
            try:
                held(job).update(lease_until=lease_end())
            except DatabaseTrouble:  # the database may be back before the lease ends
                connections.close_all()
    finally:
        connections.close_all()


def expired() -> QuerySet[Job]:
    return Job.objects.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())
