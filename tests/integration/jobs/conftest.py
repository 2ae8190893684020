"""Kinds of jobs that only these tests know."""

from collections.abc import Iterator
from typing import Any

import pytest

from clients.models import Client
from jobs import handlers
from jobs.handlers import JobRefused, Progress, handler
from jobs.models import Job


def add(job: Job, progress: Progress) -> dict[str, Any]:
    progress(50, "Halfway")
    return {"sum": job.params["a"] + job.params["b"]}


def stumble(job: Job, progress: Progress) -> dict[str, Any]:
    if job.attempt <= job.params["times"]:
        raise ConnectionError("the data of somebody")
    return {"attempt": job.attempt}


def refuse(job: Job, progress: Progress) -> dict[str, Any]:
    raise JobRefused("The file holds no table.")


@pytest.fixture
def two_clients(db: None) -> list[Client]:
    fields = {"country_iso3": "DEU", "currency": "EUR"}
    return [Client.objects.create(name=name, slug=name.lower(), **fields) for name in ("Alba", "Borea")]


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(handlers, "_handlers", dict(handlers._handlers))
    for function in (add, stumble, refuse):
        handler(function.__name__)(function)
    return
