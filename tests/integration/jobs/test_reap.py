import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from jobs import engines, lease, services
from jobs.choices import JobState
from jobs.models import Job, Worker
from jobs.reaper import reap
from jobs.selectors import last_sign_of_life

pytestmark = pytest.mark.django_db


def die_at(job: Job) -> None:
    """Claim the job as a worker that is never heard of again."""
    assert lease.claim_next()
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def forget_wake_ups() -> None:
    (table,) = {"procrastinate_jobs", "django_tasks_database_dbtaskresult"} & set(
        connection.introspection.table_names()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_the_job_of_a_dead_worker_is_given_back_with_a_wake_up() -> None:
    job = services.enqueue(kind="add")
    die_at(job)
    forget_wake_ups()
    assert reap() == 1
    job.refresh_from_db()
    assert (job.state, job.lease_until, engines.current().waiting()) == (JobState.QUEUED, None, 1)


def test_a_job_that_is_alive_is_left_alone() -> None:
    services.enqueue(kind="add")
    lease.claim_next()
    assert reap() == 0
    assert Job.objects.get().state == JobState.RUNNING


def test_a_job_that_kills_its_worker_every_time_fails_in_the_end() -> None:
    job = services.enqueue(kind="add")
    for _ in range(3):
        die_at(job)
        reap()
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.FAILED, 3)
    assert "3 times" in job.message


def test_a_waiting_job_without_a_wake_up_gets_one_and_only_one() -> None:
    services.enqueue(kind="add")
    services.enqueue(kind="add")
    forget_wake_ups()
    reap()
    reap()
    assert engines.current().waiting() == 2


def test_the_last_sign_of_life_of_any_worker_counts() -> None:
    assert last_sign_of_life() is None
    services.say_alive("one:1")
    Worker.objects.update(seen=timezone.now() - dt.timedelta(minutes=5))
    services.say_alive("two:2")
    age = last_sign_of_life()
    assert age is not None and age < dt.timedelta(seconds=30)
    services.say_goodbye("two:2")
    age = last_sign_of_life()
    assert age is not None and age > dt.timedelta(minutes=4)


def test_wake_ups_that_were_dealt_with_are_forgotten_and_the_others_kept() -> None:
    for _ in range(3):
        services.enqueue(kind="add")
    long_ago = timezone.now() - dt.timedelta(days=3)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            table = "django_tasks_database_dbtaskresult"
            done = f"UPDATE {table} SET status = 'SUCCESSFUL', started_at = %s"
            cursor.execute(f"{done} WHERE id = (SELECT min(id) FROM {table})", [long_ago])
        else:
            table = "procrastinate_jobs"
            cursor.execute(f"UPDATE {table} SET status = 'doing' WHERE id = (SELECT min(id) FROM {table})")
            cursor.execute(f"UPDATE {table} SET status = 'failed' WHERE status = 'doing'")
            cursor.execute("UPDATE procrastinate_events SET at = %s", [long_ago])
        engines.current().prune()
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == 2
    assert engines.current().waiting() == 2
