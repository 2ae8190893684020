"""What several processes do at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from jobs import engines, lease, services
from jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def in_parallel(count: int, action: object) -> list[object]:
    def once(number: int) -> object:
        try:
            return action()  # type: ignore[operator]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(once, range(count)))


def test_twenty_equal_requests_at_once_make_one_job() -> None:
    before = engines.current().waiting()  # the queue's own tables outlive a test
    jobs = in_parallel(20, lambda: services.enqueue(kind="add", idempotency_key="click").pk)
    assert len(set(jobs)) == 1
    assert (Job.objects.count(), engines.current().waiting() - before) == (1, 1)


def test_twenty_requests_without_a_key_make_twenty() -> None:
    jobs = in_parallel(20, lambda: services.enqueue(kind="add").pk)
    assert len(set(jobs)) == Job.objects.count() == 20


def test_eight_workers_at_once_claim_eight_different_jobs() -> None:
    jobs = {services.enqueue(kind="add").pk for _ in range(8)}
    claimed = in_parallel(8, lambda: getattr(lease.claim_next(), "pk", None))
    assert set(claimed) == jobs
    assert set(Job.objects.values_list("attempt", flat=True)) == {1}


def test_one_abandoned_job_is_taken_over_once() -> None:
    job = services.enqueue(kind="add")
    lease.claim_next()
    Job.objects.update(lease_until="2000-01-01T00:00:00Z")
    taken = in_parallel(8, lambda: lease.claim_abandoned(job.pk) is not None)
    assert taken.count(True) == 1
