"""Look at background work."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from jobs.choices import FINISHED_STATES, JobState
from jobs.models import Job, Worker

if TYPE_CHECKING:
    from clients.models import Client


def jobs_of(client: "Client") -> QuerySet[Job]:
    return Job.objects.filter(client=client)


def job_of(client: "Client", job_id: uuid.UUID | str) -> Job:
    """Raises Job.DoesNotExist for a job of another client as for one that never was."""
    return jobs_of(client).get(pk=job_id)


def unfinished_jobs_of(client: "Client", kind: str) -> QuerySet[Job]:
    return jobs_of(client).filter(kind=kind).exclude(state__in=FINISHED_STATES)


def waiting_jobs() -> QuerySet[Job]:
    return Job.objects.filter(state=JobState.QUEUED, due__lte=timezone.now())


def last_sign_of_life() -> dt.timedelta | None:
    """How long ago any worker was seen alive; None when none ever was."""
    worker = Worker.objects.order_by("-seen").first()
    return timezone.now() - worker.seen if worker else None
