import datetime as dt
import logging
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from clients.choices import Role
from clients.models import Client, Membership, User
from jobs import lease, runner, services
from jobs.choices import JobState
from jobs.handlers import LeaseLost, Progress, handler
from jobs.models import Job

pytestmark = pytest.mark.django_db
carry_out_next = partial(runner.carry_out_next, keep_alive=False)


def make_due(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(due=timezone.now())


def end_lease(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def test_a_job_is_carried_out_and_its_result_stored() -> None:
    job = services.enqueue(kind="add", params={"a": 1, "b": 2})
    assert carry_out_next(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.progress, job.result, job.attempt) == (JobState.DONE, 100, {"sum": 3}, 1)
    assert job.started and job.finished and job.lease_until is None


def test_a_second_wake_up_does_not_do_the_work_again() -> None:
    job = services.enqueue(kind="add", params={"a": 1, "b": 2})
    carry_out_next(job.pk)
    assert carry_out_next(job.pk) is None
    assert Job.objects.get(pk=job.pk).attempt == 1


def test_a_wake_up_during_the_lease_is_asked_to_come_again_when_it_ends() -> None:
    job = services.enqueue(kind="add", params={"a": 1, "b": 2})
    held = lease.claim_next()
    assert held
    assert carry_out_next(job.pk) == held.lease_until


def test_a_wake_up_after_the_lease_takes_the_job_over() -> None:
    job = services.enqueue(kind="add", params={"a": 1, "b": 2})
    lease.claim_next()
    end_lease(job)
    carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, 2)


def test_an_attempt_that_lost_its_lease_changes_nothing_any_more() -> None:
    job = services.enqueue(kind="add", params={"a": 1, "b": 2})
    late = lease.claim_next()
    assert late
    end_lease(job)
    assert lease.claim_abandoned(job.pk)
    with pytest.raises(LeaseLost):
        lease.report_progress(late, 90)
    with pytest.raises(LeaseLost):
        lease.finish(late, lambda: {"sum": -1})
    lease.fail(late, "late", "late")
    assert not lease.give_back(late, timezone.now())
    job.refresh_from_db()
    assert (job.state, job.attempt, job.progress, job.result) == (JobState.RUNNING, 2, 0, None)


def test_progress_extends_the_lease() -> None:
    services.enqueue(kind="add", params={"a": 1, "b": 2})
    job = lease.claim_next()
    assert job and job.lease_until
    end_lease(job)
    lease.report_progress(job, 140, "Nearly")
    job.refresh_from_db()
    assert (job.progress, job.message) == (100, "Nearly")
    assert job.lease_until > timezone.now()


def test_an_error_is_tried_again_later_and_succeeds() -> None:
    job = services.enqueue(kind="stumble", params={"times": 1})
    again = carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.state, job.due) == (JobState.QUEUED, again)
    assert carry_out_next(job.pk) is None, "it is not due yet"
    make_due(job)
    carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.error) == (JobState.DONE, {"attempt": 2}, "")


def test_an_error_every_time_ends_after_the_last_attempt(caplog: pytest.LogCaptureFixture) -> None:
    job = services.enqueue(kind="stumble", params={"times": 99})
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            carry_out_next(job.pk)
            make_due(job)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.FAILED, 3)
    assert "3 times" in job.message
    assert "ConnectionError" in job.error
    assert "the data of somebody" not in caplog.text


def test_a_refusal_is_shown_and_not_tried_again() -> None:
    job = services.enqueue(kind="refuse")
    carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.message) == (JobState.FAILED, 1, "The file holds no table.")


def test_a_job_cancelled_while_it_runs_stops_at_its_next_sign_of_life() -> None:
    reached: list[int] = []

    @handler("cancelled_on_the_way")
    def cancelled_on_the_way(job: Job, progress: Progress) -> dict[str, Any]:
        services.cancel(Job.objects.get(pk=job.pk))
        progress(10)
        reached.append(1)
        return {}

    job = services.enqueue(kind="cancelled_on_the_way")
    carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.state, reached) == (JobState.CANCELLED, [])


def test_a_worker_that_is_told_to_stop_gives_the_job_back() -> None:
    @handler("interrupted")
    def interrupted(job: Job, progress: Progress) -> dict[str, Any]:
        raise SystemExit(1)

    job = services.enqueue(kind="interrupted")
    with pytest.raises(SystemExit):
        carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.state, job.lease_until) == (JobState.QUEUED, None)


def test_what_a_job_stores_exists_only_if_the_job_is_done() -> None:
    def store(job: Job, progress: Progress) -> Any:
        def rows() -> dict[str, Any]:
            services.enqueue(kind="add", idempotency_key="made by the job")
            if job.attempt == 1:
                raise ConnectionError
            return {"stored": True}

        return rows

    handler("store")(store)
    job = services.enqueue(kind="store")
    carry_out_next(job.pk)
    assert Job.objects.filter(kind="add").count() == 0
    make_due(job)
    carry_out_next(job.pk)
    job.refresh_from_db()
    assert (job.result, Job.objects.filter(kind="add").count()) == ({"stored": True}, 1)


def test_clients_take_turns(two_clients: list[Client]) -> None:
    alba, borea = two_clients
    busy = [services.enqueue(kind="add", client=alba) for _ in range(5)]
    other = services.enqueue(kind="add", client=borea)
    order = []
    while job := lease.claim_next():
        order.append(job.pk)
    assert order == [busy[0].pk, other.pk, *(job.pk for job in busy[1:])]


def test_a_job_sees_the_rows_of_its_client_alone(two_clients: list[Client]) -> None:
    seen: list[str] = []

    @handler("who")
    def who(job: Job, progress: Progress) -> dict[str, Any]:
        seen.extend(str(member.user) for member in Membership.objects.all())
        return {}

    with scopes_disabled():
        for client in two_clients:
            user = User.objects.create_user(f"{client.slug}@example.org", name=client.name)
            Membership.objects.create(user=user, client=client, role=Role.OWNER)
    services.enqueue(kind="who", client=two_clients[1])
    runner.run_waiting()
    assert seen == ["Borea"]


def test_run_waiting_carries_out_everything_that_is_due() -> None:
    services.enqueue(kind="add", params={"a": 1, "b": 1})
    services.enqueue(kind="refuse")
    assert runner.run_waiting() == 2
    assert {job.is_finished for job in Job.objects.all()} == {True}
