import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from jobs.handlers import Progress, handler
from jobs.models import Job


@handler("slow")
def slow(job: Job, progress: Progress) -> Callable[[], dict[str, Any]]:
    for step in range(1, 11):
        time.sleep(job.params["seconds"] / 10)
        progress(step * 10)
    return lambda: _leave_a_mark(job)


def _leave_a_mark(job: Job) -> dict[str, Any]:
    now = timezone.now()
    Job.objects.create(kind="mark", params={"of": str(job.pk)}, state="done", created=now, due=now)
    return {"attempt": job.attempt}
