"""Start and stop background work."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs import engines
from jobs.choices import JobState
from jobs.handlers import handler_for
from jobs.models import Job, Worker

if TYPE_CHECKING:
    from clients.models import Client, User


@transaction.atomic
def enqueue(
    *,
    kind: str,
    params: dict[str, Any] | None = None,
    client: "Client | None" = None,
    user: "User | None" = None,
    idempotency_key: str = "",
    max_attempts: int = 3,
) -> Job:
    """Queue one piece of work. The same key of the same client and kind gives the job that exists already."""
    handler_for(kind)
    now = timezone.now()
    fields = {
        "kind": kind,
        "params": params or {},
        "client": client,
        "created_by": user,
        "max_attempts": max_attempts,
        "created": now,
        "due": now,
    }
    if not idempotency_key:
        job, created = Job.objects.create(**fields), True
    else:
        key = f"{client.pk if client else 0}:{kind}:{idempotency_key}"
        job, created = Job.objects.get_or_create(idempotency_key=key, defaults=fields)
    if created:
        engines.deliver(job.pk)
    return job


def cancel(job: Job) -> bool:
    """Stop a job that has not finished; a worker at it notices at its next sign of life. False: too late."""
    unfinished = Job.objects.filter(pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING])
    stopped = unfinished.update(state=JobState.CANCELLED, finished=timezone.now(), lease_until=None)
    job.refresh_from_db()
    return bool(stopped)


def say_alive(name: str) -> None:
    """A worker's sign of life. Those that were silent for a day are forgotten."""
    now = timezone.now()
    first = {"seen": now, "started": now, "engine": settings.JOBS_ENGINE}
    Worker.objects.update_or_create(name=name, defaults={"seen": now}, create_defaults=first)
    Worker.objects.filter(seen__lt=now - dt.timedelta(days=1)).delete()


def say_goodbye(name: str) -> None:
    Worker.objects.filter(name=name).delete()
