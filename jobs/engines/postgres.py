"""Wake-ups through procrastinate: PostgreSQL tells any number of workers at once."""

import asyncio
import datetime as dt
import uuid

from asgiref.sync import async_to_sync
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs.runner import carry_out_next

TASK = "jobs.wake"
SILENT_AFTER_SECONDS = 60
KEEP_HOURS = 24


@app.task(name=TASK)
def wake(job_id: str) -> None:
    again = carry_out_next(uuid.UUID(job_id))
    if again:
        deliver(uuid.UUID(job_id), again)


def deliver(job_id: uuid.UUID, at: dt.datetime | None) -> None:
    app.configure_task(TASK, schedule_at=at).defer(job_id=str(job_id))


def waiting() -> int:
    due = Q(scheduled_at=None) | Q(scheduled_at__lte=timezone.now())
    return ProcrastinateJob.objects.filter(due, task_name=TASK, status="todo").count()


def prune() -> None:
    async_to_sync(_prune)()


async def _prune() -> None:
    """A wake-up whose worker died is given back, which costs one look for work, and then forgotten."""
    manager = app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER_SECONDS):
        await manager.retry_job(stalled)
    await manager.delete_old_jobs(
        nb_hours=KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


def work(name: str) -> None:
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("The worker needs the connector that Django's settings give.")
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work(name))


async def _work(name: str) -> None:
    async with app.open_async():
        await app.run_worker_async(name=name, concurrency=1, delete_jobs="successful")
