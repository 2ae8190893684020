"""The clock of the machine jumps: nothing is done twice, and nothing stands still."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from django_scopes import scope

from clients.models import Client
from clients.services import first_broken_event, record
from jobs import lease, runner, services
from jobs.choices import JobState
from jobs.handlers import LeaseLost
from jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)
Jump = Callable[[dt.timedelta], None]


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    real = timezone.now

    def by(distance: dt.timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + distance)

    return by


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    from jobs import handlers

    monkeypatch.setitem(handlers._handlers, "tick", lambda job, progress: {"attempt": job.attempt})


def test_a_clock_that_jumps_is_noticed_at_all(jump: Jump) -> None:
    services.enqueue(kind="tick")
    assert lease.claim_next()
    assert not lease.expired().exists()
    jump(HOUR)
    assert lease.expired().exists()


def test_forward_the_work_is_stored_once(jump: Jump) -> None:
    """A worker at work seems dead. Another one takes over, and only that one stores."""
    job = services.enqueue(kind="tick")
    first = lease.claim_next()
    jump(HOUR)
    second = lease.claim_abandoned(job.pk)
    assert first and second
    lease.finish(second, lambda: {"attempt": 2})
    with pytest.raises(LeaseLost):
        lease.finish(first, lambda: {"attempt": 1})
    assert Job.objects.get().result == {"attempt": 2}


def test_backward_what_waits_is_still_carried_out(jump: Jump) -> None:
    before = services.enqueue(kind="tick")
    jump(-HOUR)
    after = services.enqueue(kind="tick")
    assert runner.run_waiting() == 2
    assert {Job.objects.get(pk=job.pk).state for job in (before, after)} == {JobState.DONE}


def test_backward_the_record_stays_whole(jump: Jump, client_named: Callable[[str], Client]) -> None:
    client = client_named("Alba")
    with scope(client=client):
        first = record(client=client, actor=None, action="test", target="x")
        jump(-HOUR)
        second = record(client=client, actor=None, action="test", target="x")
        assert (second.sequence, second.at < first.at) == (first.sequence + 1, True)
        assert first_broken_event(client) is None
