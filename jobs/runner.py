"""Carry out one job: claim it, call its function, store what came of it."""

import datetime as dt
import logging
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

from django.utils import timezone
from django_scopes import scope, scopes_disabled

from jobs import lease
from jobs.choices import JobState
from jobs.handlers import JobRefused, LeaseLost, Result, UnknownKind, handler_for
from jobs.models import Job

logger = logging.getLogger(__name__)
SORRY = "This did not work, although it was tried {attempts} times. The operator finds the reason in the job."


def carry_out_next(job_id: uuid.UUID, *, keep_alive: bool = True) -> dt.datetime | None:
    """Answer one wake-up. What is returned is when the named job has to be woken again, if it has to."""
    job = lease.claim_next() or lease.claim_abandoned(job_id)
    if job is None:
        return _lease_end_of(job_id)
    return _carry_out(job, keep_alive)


def run_waiting() -> int:
    """Carry out all jobs that are due in this process, one after the other, and say how many there were."""
    count = 0
    while job := lease.claim_next():
        _carry_out(job, keep_alive=False)
        count += 1
    return count


def _lease_end_of(job_id: uuid.UUID) -> dt.datetime | None:
    """A wake-up that comes while another worker has the job must come again, in case that worker is dead."""
    running = Job.objects.filter(pk=job_id, state=JobState.RUNNING)
    return running.values_list("lease_until", flat=True).first()


def _carry_out(job: Job, keep_alive: bool) -> dt.datetime | None:
    try:
        with lease.kept_alive(job) if keep_alive else nullcontext(), _scope_of(job):
            outcome = handler_for(job.kind)(job, partial(lease.report_progress, job))
            lease.finish(job, _as_store(outcome))
    except LeaseLost:
        logger.info("job %s (%s) was taken from attempt %d", job.pk, job.kind, job.attempt)
    except (JobRefused, UnknownKind) as refusal:
        lease.fail(job, error=str(refusal), message=str(refusal))
    except Exception as error:
        return _try_again(job, error)
    except BaseException:  # the process is told to stop: somebody else may begin at once
        lease.give_back(job, job.due)  # in its old place
        raise
    return None


@contextmanager
def _scope_of(job: Job) -> Iterator[None]:
    """A job of a client sees that client's rows alone."""
    with scope(client=job.client) if job.client else scopes_disabled():
        yield


def _as_store(outcome: Result | Callable[[], Result]) -> Callable[[], Result]:
    return outcome if callable(outcome) else lambda: outcome


def _try_again(job: Job, error: Exception) -> dt.datetime | None:
    """The log names job, kind and place; what the error says may hold client data and stays in the row."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} at {frame.filename}:{frame.lineno}"
    logger.error("job %s (%s) attempt %d: %s", job.pk, job.kind, job.attempt, place)
    details = "".join(traceback.format_exception(error))[-4000:]
    if job.attempt >= job.max_attempts:
        lease.fail(job, error=details, message=SORRY.format(attempts=job.attempt))
        return None
    due = timezone.now() + dt.timedelta(seconds=2**job.attempt)
    return due if lease.give_back(job, due, error=details) else None
