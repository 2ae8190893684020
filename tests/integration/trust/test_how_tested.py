"""The page "How this was tested" shows what the run wrote, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import User
from outsourcing.testing import Outcome
from outsourcing.trust import report
from outsourcing.trust.results import Result

CANARY = "tests/integration/test_access.py::test_the_canary_would_be_seen"


@pytest.fixture
def place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(report, "SHIPPED", tmp_path / "shipped.json")
    return tmp_path / report.NAME


@pytest.fixture
def browser(db: None) -> Browser:
    browser = Browser()
    browser.force_login(User.objects.create_user("ana@example.com", name="Ana"))
    return browser


def keep(place: Path, *results: Result, failed: int = 0, database: str = "SQLite") -> None:
    passed = len(results) - failed
    outcome = Outcome(
        "all", passed=passed, failed=failed, results=list(results), seconds=75, database=database
    )
    report.write(report.make([outcome], long=True), place)


def shown(browser: Browser) -> str:
    answer = browser.get(reverse("how_tested"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_figures_of_the_run_are_shown(browser: Browser, place: Path) -> None:
    figures = (("Requests to addresses", 2304, ""),)
    keep(place, Result(CANARY, "passed", figures=figures))
    page = shown(browser)
    assert "<dt>Requests to addresses</dt><dd>2,304</dd>" in page
    assert "1 min 15 s" in page
    assert "It was noticed." in page
    assert "Not everything held" not in page


def test_a_failure_is_said(browser: Browser, place: Path) -> None:
    keep(place, Result(CANARY, "failed"), failed=1)
    page = shown(browser)
    assert "Not everything held" in page
    assert "It was not noticed." in page


def test_without_a_report_the_page_says_how_to_make_one(browser: Browser, place: Path) -> None:
    assert "No report yet" in shown(browser)


def test_a_report_that_was_typed_is_not_shown(browser: Browser, place: Path) -> None:
    place.write_text('{"format": 1, "stages": [], "seal": "typed"}')
    assert "No report yet" in shown(browser)


def test_every_page_of_a_signed_in_person_leads_there(browser: Browser, place: Path) -> None:
    link = f'href="{reverse("how_tested")}"'
    assert link in browser.get("/").content.decode()
    assert link not in Browser().get(reverse("account_login")).content.decode()
