"""Wake-ups through django-tasks-db: rows of the same database, read every third of a second."""

import datetime as dt
import uuid

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from jobs.runner import carry_out_next

KEEP = dt.timedelta(days=1)


@task()
def wake(job_id: str) -> None:
    again = carry_out_next(uuid.UUID(job_id))
    if again:
        deliver(uuid.UUID(job_id), again)


def deliver(job_id: uuid.UUID, at: dt.datetime | None) -> None:
    wake.using(run_after=at).enqueue(str(job_id))


def waiting() -> int:
    return DBTaskResult.objects.ready().filter(task_path=wake.module_path).count()


def prune() -> None:
    """A wake-up whose worker died stays "running" for ever; the reaper has long made up for it."""
    past = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    past.filter(started_at__lt=timezone.now() - KEEP).delete()


def work(name: str) -> None:
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=settings.JOBS_POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name[:64],
    )
    worker.configure_signals()
    worker.run()
