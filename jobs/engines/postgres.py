"""Wake-ups through procrastinate: PostgreSQL tells any number of workers at once."""

import asyncio
import datetime as dt
import signal
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from asgiref.sync import async_to_sync
from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from jobs.runner import carry_out_next

TASK = "jobs.wake"
SILENT_AFTER_SECONDS = 60
KEEP_HOURS = 24
POLL_SECONDS = 2.0  # in case a notification is lost
GRACE_SECONDS = 3.0

_idle = threading.Event()
_idle.set()


@app.task(name=TASK)
def wake(job_id: str) -> None:
    _idle.clear()
    try:
        again = carry_out_next(uuid.UUID(job_id))
        if again:
            deliver(uuid.UUID(job_id), again)
    finally:
        _idle.set()


@contextmanager
def database_errors() -> Iterator[None]:
    """A lost connection is told as Django tells it: whoever waits for the database knows only that."""
    try:
        yield
    except ConnectorException as error:
        raise OperationalError("procrastinate lost the database") from error


def deliver(job_id: uuid.UUID, at: dt.datetime | None) -> None:
    with database_errors():
        app.configure_task(TASK, schedule_at=at).defer(job_id=str(job_id))


def waiting() -> int:
    due = Q(scheduled_at=None) | Q(scheduled_at__lte=timezone.now())
    return ProcrastinateJob.objects.filter(due, task_name=TASK, status="todo").count()


def prune() -> None:
    with database_errors():
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
    with database_errors(), app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work(name))


async def _work(name: str) -> None:
    """Being told to stop lets the current job finish. Any other end means that a connection was lost."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    told: list[asyncio.Task[None]] = []  # the loop itself holds tasks only weakly

    def stop() -> None:
        if task and told:  # a second time: at once
            task.cancel()
        elif task:
            told.append(loop.create_task(_insist(task)))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    with suppress(asyncio.CancelledError):
        async with app.open_async():
            await app.run_worker_async(
                name=name,
                concurrency=1,
                delete_jobs="successful",
                install_signal_handlers=False,
                fetch_job_polling_interval=POLL_SECONDS,
            )
        raise OperationalError("procrastinate stopped listening")


async def _insist(task: asyncio.Task[None]) -> None:
    """Before Python 3.12 a cancellation can be lost in asyncio.wait_for, and with it the end of the worker:
    it is said again, when no job is under way."""
    while True:
        task.cancel()
        quiet = False
        while not quiet:
            was_idle = _idle.is_set()
            await asyncio.sleep(GRACE_SECONDS)
            quiet = was_idle and _idle.is_set()
