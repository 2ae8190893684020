"""Workers that draw reports are killed in mid-drawing. Every report comes, once."""

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
REPORTS, WORKERS = 6, 3
MARGIN_SECONDS = 5


def in_mid_drawing() -> list[Job]:
    return list(Job.objects.filter(state=JobState.RUNNING, progress__gt=20, attempt=1))


def kill_in_mid_drawing() -> tuple[Job, float]:
    wait_until(in_mid_drawing, "a report is being drawn")
    job = in_mid_drawing()[0]
    os.kill(int(job.worker.split(":")[1]), signal.SIGKILL)
    return job, time.monotonic()


def ready() -> int:
    with scopes_disabled():
        return Report.objects.filter(state=ReportState.READY).count()


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
    for _ in range(REPORTS):
        issue(client)
    kill_in_mid_drawing()
    wait_until(lambda: ready() == REPORTS, "all reports are there", 240)
    programs.worker()
    wait_until(lambda: Worker.objects.count() > WORKERS, "another worker is there")
    issue(client)  # this time the others have nothing else to do
    job, killed = kill_in_mid_drawing()
    wait_until(Job.objects.filter(pk=job.pk, attempt=2).exists, "another worker has taken it over")
    waited = time.monotonic() - killed
    wait_until(lambda: ready() == REPORTS + 1, "the last report is there", 240)
    figure("Seconds until another program took over a killed one's report", round(waited, 1))
    figure("Reports drawn while programs were killed", REPORTS + 1)
    assert waited < LEASE_SECONDS + MARGIN_SECONDS * slowness()
    with scope(client=client):
        files = list(ReportFile.objects.all())
        assert len(files) == Report.objects.count() == REPORTS + 1
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
