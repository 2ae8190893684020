"""A worker is killed at every change that a job goes through. The work is done, and stored once."""

from collections import Counter

import pytest

from jobs import services
from jobs.choices import JobState
from jobs.models import Job
from tests.conftest import Figure
from tests.faults.dying.job_handlers import MOMENTS
from tests.processes import Programs, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("rounds", [1, pytest.param(8, marks=pytest.mark.long)])
def test_every_job_is_stored_once(programs: Programs, rounds: int, figure: Figure) -> None:
    programs.environment["DJANGO_SETTINGS_MODULE"] = "tests.faults.worker_settings"
    jobs = [services.enqueue(kind="dying", params={"at": at}) for at in MOMENTS for _ in range(rounds)]
    programs.keep_workers(2)
    done = Job.objects.filter(kind="dying", state=JobState.DONE)
    wait_until(lambda: done.count() == len(jobs), "all jobs are done", 120 + 30 * rounds)
    marks = Counter(Job.objects.filter(kind="mark").values_list("params__of", flat=True))
    figure("Workers killed at a change of a job's state", programs.ended)
    figure("Jobs stored twice or not at all", sum(marks[str(job.pk)] != 1 for job in jobs))
    assert programs.ended >= len(jobs)
    assert {str(job.pk): 1 for job in jobs} == dict(marks)
    assert set(done.exclude(params__at="stored").values_list("attempt", flat=True)) == {2}
