"""Work that is done in the background, and the processes that do it."""

from jobs.models.job import Job
from jobs.models.worker import Worker

__all__ = ["Job", "Worker"]
