import pytest
from django.db import IntegrityError, transaction

from clients.models import Client
from jobs import engines, selectors, services
from jobs.choices import JobState
from jobs.handlers import UnknownKind, handler
from jobs.models import Job

pytestmark = pytest.mark.django_db


def test_enqueue_stores_the_job_and_wakes_a_worker() -> None:
    job = services.enqueue(kind="add", params={"a": 1, "b": 2})
    assert (job.state, job.attempt, job.progress) == (JobState.QUEUED, 0, 0)
    assert engines.current().waiting() == 1


def test_enqueue_with_the_same_key_gives_the_job_that_exists() -> None:
    first = services.enqueue(kind="add", params={"a": 1, "b": 2}, idempotency_key="k")
    again = services.enqueue(kind="add", params={"a": 9, "b": 9}, idempotency_key="k")
    assert again == first
    assert (Job.objects.count(), engines.current().waiting()) == (1, 1)


def test_the_keys_of_two_clients_are_two_keys(two_clients: list[Client]) -> None:
    jobs = [services.enqueue(kind="add", client=client, idempotency_key="k") for client in two_clients]
    assert jobs[0] != jobs[1]


def test_a_job_of_another_client_is_not_found(two_clients: list[Client]) -> None:
    alba, borea = two_clients
    job = services.enqueue(kind="add", client=alba)
    assert selectors.job_of(alba, job.pk) == job
    with pytest.raises(Job.DoesNotExist):
        selectors.job_of(borea, job.pk)
    assert list(selectors.unfinished_jobs_of(alba, "add")) == [job]
    assert not selectors.jobs_of(borea).exists()


def test_the_jobs_of_a_client_go_with_it(two_clients: list[Client]) -> None:
    services.enqueue(kind="add", client=two_clients[0])
    two_clients[0].delete()
    assert not Job.objects.exists()


def test_enqueue_without_a_key_makes_a_new_job_every_time() -> None:
    assert services.enqueue(kind="add") != services.enqueue(kind="add")


def test_enqueue_refuses_a_kind_that_nobody_carries_out() -> None:
    with pytest.raises(UnknownKind, match="dance"):
        services.enqueue(kind="dance")
    assert not Job.objects.exists()


def test_enqueue_that_is_rolled_back_leaves_neither_job_nor_wake_up() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        services.enqueue(kind="add")
        raise RuntimeError
    assert (Job.objects.count(), engines.current().waiting()) == (0, 0)


def test_two_functions_cannot_carry_out_one_kind() -> None:
    with pytest.raises(ValueError, match="add"):
        handler("add")(lambda job, progress: {})


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"progress": 101}, "job_progress_is_a_percentage"),
        ({"attempt": 4}, "job_attempts_are_limited"),
        ({"state": "running"}, "job_running_has_a_lease"),
        ({"state": "lost"}, "job_state_is_known"),
    ],
)
def test_the_database_refuses_an_impossible_job(change: dict[str, object], name: str) -> None:
    job = services.enqueue(kind="add")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**change)


def test_cancel_stops_a_waiting_job_for_good() -> None:
    job = services.enqueue(kind="add")
    assert services.cancel(job)
    assert (job.state, job.is_finished) == (JobState.CANCELLED, True)
    assert not services.cancel(job)
