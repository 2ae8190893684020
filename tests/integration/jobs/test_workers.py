"""Real worker processes on the real database, killed without warning."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jobs import services
from jobs.choices import JobState
from jobs.handlers import handler
from jobs.models import Job, Worker
from outsourcing.embedded import WorkerChild
from tests.processes import PATIENCE_SECONDS, database_url, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
LEASE_SECONDS = 2
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.integration.jobs.worker_settings")
    monkeypatch.setenv("OUTSOURCING_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OUTSOURCING_JOB_LEASE", str(LEASE_SECONDS))
    monkeypatch.setenv("OUTSOURCING_NO_BOOTSTRAP", "1")
    handler("slow")(lambda job, progress: {})


@pytest.fixture
def start(project_root: Path) -> Iterator[Start]:
    started = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(project_root / "manage.py"), "worker", "--until-input-ends"]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def state_of(job: Job) -> str:
    return str(Job.objects.values_list("state", flat=True).get(pk=job.pk))


def test_the_job_of_a_killed_worker_is_done_by_another(start: Start) -> None:
    start()
    start()
    wait_until(lambda: Worker.objects.count() == 2, "both workers are there")
    job = services.enqueue(kind="slow", params={"seconds": 1.5})
    wait_until(lambda: Job.objects.get(pk=job.pk).progress >= 20, "the job is on its way")
    os.kill(int(Job.objects.get(pk=job.pk).worker.split(":")[1]), signal.SIGKILL)
    killed = time.monotonic()
    wait_until(lambda: state_of(job) == JobState.DONE, "the other worker has done it")
    assert time.monotonic() - killed < LEASE_SECONDS + 1.5 + 5
    assert Job.objects.get(pk=job.pk).result == {"attempt": 2}


def test_nothing_is_lost_or_done_twice_when_one_of_three_workers_is_killed(start: Start) -> None:
    jobs = [services.enqueue(kind="slow", params={"seconds": 0.5}) for _ in range(9)]
    workers = [start() for _ in range(3)]
    wait_until(lambda: Job.objects.filter(kind="slow", state=JobState.RUNNING).count() == 3, "all three work")
    workers[0].send_signal(signal.SIGKILL)
    done = Job.objects.filter(kind="slow", state=JobState.DONE)
    wait_until(lambda: done.count() == len(jobs), "all jobs are done")
    marks = Job.objects.filter(kind="mark").values_list("params__of", flat=True)
    assert sorted(marks) == sorted(str(job.pk) for job in jobs)
    assert Job.objects.filter(kind="slow", attempt=2).count() == 1


def test_a_worker_ends_when_its_parent_is_gone(start: Start) -> None:
    worker = start()
    wait_until(Worker.objects.exists, "the worker is there")
    assert worker.stdin
    worker.stdin.close()
    assert worker.wait(PATIENCE_SECONDS) == 0


def test_a_worker_that_is_told_to_stop_finishes_its_job_and_says_goodbye(start: Start) -> None:
    job = services.enqueue(kind="slow", params={"seconds": 1})
    worker = start()
    wait_until(lambda: state_of(job) == JobState.RUNNING, "the job is running")
    worker.send_signal(signal.SIGTERM)
    worker.wait(PATIENCE_SECONDS)
    assert state_of(job) == JobState.DONE
    assert not Worker.objects.exists()


def test_a_job_without_an_end_does_not_block_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTSOURCING_JOB_LIMIT", "1")
    endless = services.enqueue(kind="slow", params={"seconds": 6000}, max_attempts=1)
    with WorkerChild():
        wait_until(lambda: state_of(endless) == JobState.FAILED, "the endless job is given up")
        job = services.enqueue(kind="slow", params={"seconds": 0.1})
        wait_until(lambda: state_of(job) == JobState.DONE, "the next job is done")
    assert "took too long" in Job.objects.get(pk=endless.pk).message


def test_a_worker_child_that_dies_is_started_again() -> None:
    with WorkerChild() as child:
        wait_until(Worker.objects.exists, "the worker is there")
        assert child.process
        first = child.process.pid
        os.kill(first, signal.SIGKILL)
        job = services.enqueue(kind="slow", params={"seconds": 0.1})
        wait_until(lambda: state_of(job) == JobState.DONE, "the next child has done the job")
        assert child.process.pid != first
    assert child.process.poll() is not None
