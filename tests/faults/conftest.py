"""Programs in a folder of their own, and reports to be drawn."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope

from assessments.models import Assessment
from clients.models import Client
from reports.models import Report
from reports.services import issue_report
from tests.faults.dying import job_handlers  # noqa: F401 (knows the work that dies)
from tests.processes import Programs
from tests.reports_examples import example_case, stored_example

LEASE_SECONDS = 3


@pytest.fixture
def programs(tmp_path: Path, settings: Any) -> Iterator[Programs]:
    settings.MEDIA_ROOT = tmp_path / "files"
    found = Programs(tmp_path)
    found.environment["OUTSOURCING_JOB_LEASE"] = str(LEASE_SECONDS)
    yield found
    found.end()


@pytest.fixture
def client_named(db: None) -> Callable[[str], Client]:
    def make(name: str) -> Client:
        return Client.objects.create(name=name, slug=name.lower(), country_iso3="USA", currency="USD")

    return make


@pytest.fixture
def issue(db: None) -> Callable[..., Report]:
    """Another report of a client each time: none is drawn from what another one left."""
    case, number = example_case(), iter(range(1, 1000))

    def make(client: Client, parts: str = "memo") -> Report:
        seed = next(number)
        with scope(client=client):
            assessment, _ = Assessment.objects.get_or_create(client=client, slug="review", title="Review")
            stored = stored_example(assessment, case, seed)
            return issue_report(decision=stored, user=None, parts=parts)

    return make
