"""Take jobs back from dead workers, and see to it that every job that is due has a wake-up.

Any process may do this, any number of them at the same time.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jobs import engines, lease
from jobs.choices import JobState
from jobs.handlers import tell_given_up
from jobs.models import Job

DIED = "The work stopped without a word {attempts} times: it took too long or too much memory, for example."


def reap() -> int:
    """How many jobs were taken back."""
    taken = [job for job in lease.expired() if _take_back(job)]
    _wake_forgotten()
    return len(taken)


def _take_back(job: Job) -> bool:
    """The lease may have been extended since the row was read: the update looks again."""
    expired = lease.expired().filter(pk=job.pk, attempt=job.attempt)
    now = timezone.now()
    if job.attempt >= job.max_attempts:
        message = DIED.format(attempts=job.attempt)
        failed = {"state": JobState.FAILED, "finished": now, "lease_until": None}
        with transaction.atomic():
            if expired.update(**failed, error=message, message=message):
                tell_given_up(job)
        return False
    return bool(expired.update(state=JobState.QUEUED, lease_until=None, progress=0))  # it keeps its place


def _wake_forgotten() -> None:
    """A worker that dies after taking a wake-up and before claiming a job leaves a job without one."""
    due = Job.objects.filter(state=JobState.QUEUED, due__lte=timezone.now(), attempt__lt=F("max_attempts"))
    missing = due.count() - engines.current().waiting()
    for job_id in due.order_by("due").values_list("pk", flat=True)[: max(0, missing)]:
        engines.deliver(job_id)
