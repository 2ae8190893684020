"""One client waits for twenty reports; another client's single report does not wait for them."""

import time
from collections.abc import Callable

import pytest
from django_scopes import scopes_disabled

from clients.models import Client
from jobs import lease
from jobs.choices import JobState
from jobs.models import Job
from reports import pdf
from reports.models import Report, ReportState
from tests.conftest import Figure
from tests.processes import Programs, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
QUEUED = 20


@pytest.fixture
def waiting(client_named: Callable[[str], Client], issue: Callable[..., Report]) -> Report:
    """The other client's report, queued behind twenty."""
    busy, other = client_named("Busy"), client_named("Other")
    for _ in range(QUEUED):
        issue(busy)
    return issue(other)


@pytest.mark.skipif(not pdf.is_available(), reason="Pango is missing")
def test_the_other_client_waits_for_one_report_at_most(
    waiting: Report, programs: Programs, figure: Figure
) -> None:
    programs.worker()
    with scopes_disabled():
        drawn = Report.objects.filter(state=ReportState.READY)
        mine = drawn.filter(pk=waiting.pk)
        begun = time.monotonic()
        wait_until(mine.exists, "the other client's report is drawn", 120)
        seconds, before = time.monotonic() - begun, drawn.count() - 1
    figure(f"Reports of a client with {QUEUED} in the queue drawn before another client's one", before)
    figure("Seconds until that one was drawn, with the start of the program", round(seconds, 1))
    assert before <= 2, "one that had begun, and one that begins while we look"


def turns() -> list[int | None]:
    """The clients in the order in which their reports would be drawn."""
    order = []
    while job := lease.claim_next():
        order.append(job.client_id)
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE, lease_until=None, finished=job.started)
    return order


def test_turns_go_round(waiting: Report, figure: Figure) -> None:
    place = turns().index(waiting.client_id) + 1
    figure(f"Place in the queue of a report behind {QUEUED} of another client", place)
    assert place <= 2


def test_first_come_first_served_would_keep_the_other_waiting(
    waiting: Report, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    queued = Job.objects.filter(state=JobState.QUEUED).order_by("created", "pk")
    monkeypatch.setattr(lease, "in_turn", lambda: queued.all().values_list("pk", flat=True))
    place = turns().index(waiting.client_id) + 1
    figure("Its place if reports were drawn in the order of arrival", place)
    assert place == QUEUED + 1
