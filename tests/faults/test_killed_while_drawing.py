"""Three workers draw reports; two of them are killed in mid-drawing. Every report comes, once."""

import datetime as dt
import hashlib
import os
import signal
import time
from collections.abc import Callable

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from clients.models import Client
from jobs import lease, services
from jobs.choices import JobState
from jobs.handlers import LeaseLost
from jobs.models import Job, Worker
from reports import pdf
from reports.models import Report, ReportFile, ReportState
from tests.conftest import Figure
from tests.faults.conftest import LEASE_SECONDS
from tests.processes import Programs, slowness, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
REPORTS, WORKERS, KILLED = 6, 3, 2
MARGIN_SECONDS = 5


def in_mid_drawing() -> list[Job]:
    return list(Job.objects.filter(state=JobState.RUNNING, progress__gt=20, attempt=1))


def kill_the_worker_of(job: Job) -> float:
    os.kill(int(job.worker.split(":")[1]), signal.SIGKILL)
    return time.monotonic()


@pytest.mark.skipif(not pdf.is_available(), reason="Pango is missing")
def test_no_report_is_lost_or_doubled(
    programs: Programs,
    client_named: Callable[[str], Client],
    issue: Callable[..., Report],
    figure: Figure,
) -> None:
    client = client_named("Alba")
    for _ in range(WORKERS):
        programs.worker()
    wait_until(lambda: Worker.objects.count() == WORKERS, "all workers are there")
    reports = [issue(client) for _ in range(REPORTS)]
    waits = []
    for _ in range(KILLED):
        wait_until(in_mid_drawing, "a report is being drawn")
        job = in_mid_drawing()[0]
        killed = kill_the_worker_of(job)
        taken = Job.objects.filter(pk=job.pk, attempt=2)
        wait_until(taken.exists, "another worker has taken it over")
        waits.append(time.monotonic() - killed)
    with scopes_disabled():
        ready = Report.objects.filter(state=ReportState.READY)
        wait_until(lambda: ready.count() == REPORTS, "all reports are there", 240)
    figure("Seconds until another program took a killed one's report over, at most", round(max(waits), 1))
    figure("Reports drawn while programs were killed", REPORTS)
    assert max(waits) < LEASE_SECONDS + MARGIN_SECONDS * slowness()
    with scope(client=client):
        files = list(ReportFile.objects.all())
        assert len(files) == REPORTS
        assert {report.pk for report in reports} == set(Report.objects.values_list("pk", flat=True))
        for file in files:
            assert hashlib.sha256(file.location.read_bytes()).hexdigest() == file.sha256
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


def two_workers_finish_one_job() -> list[int]:
    """The attempts whose work was stored, when one that was thought dead comes back."""
    stored: list[int] = []
    services.enqueue(kind="render_report", params={"report": 0})
    late = lease.claim_next()
    assert late
    Job.objects.filter(pk=late.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    second = lease.claim_abandoned(late.pk)
    assert second
    for attempt in (second, late):
        try:
            lease.finish(attempt, lambda attempt=attempt: stored.append(attempt.attempt))  # type: ignore[misc]
        except LeaseLost:
            continue
    return stored


def test_who_was_thought_dead_stores_nothing() -> None:
    assert two_workers_finish_one_job() == [2]


def test_without_the_check_of_the_lease_work_would_be_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "held", lambda job: Job.objects.filter(pk=job.pk))
    assert two_workers_finish_one_job() == [2, 1]
