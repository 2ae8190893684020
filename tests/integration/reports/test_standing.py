"""A refused or superseded report says so wherever it is met; its bytes stay as they were."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Decision as StoredDecision
from clients.models import Client
from reports.models import Report, ReportFile, ReportState, SignOff
from reports.selectors.standing import standing_of
from tests.integration.reports.conftest import SignedIn

REASON = "Too dear"


@pytest.fixture
def make(decided: StoredDecision, company: Client):  # type: ignore[no-untyped-def]
    file = ReportFile.objects.create(
        client=company, content_hash="a" * 64, path="a.pdf", sha256="b" * 64, size=4
    )
    file.location.parent.mkdir(parents=True, exist_ok=True)
    file.location.write_bytes(b"%PDF")

    def run(version: int, **changes: object) -> Report:
        fields = {"state": ReportState.READY, "file": file, "number": 1} | changes
        return Report.objects.create(
            client=company,
            assessment=decided.assessment,
            decision=decided,
            version=version,
            issued=dt.date(2026, 11, 1),
            **fields,
        )

    return run


def sign(report: Report, answer: str) -> None:
    SignOff.objects.create(report=report, answer=answer, comment=REASON, person_name="Tom Reed")


def name_of_download(browser, report: Report) -> str:  # type: ignore[no-untyped-def]
    response = browser.get(reverse("download_report", args=["northwind", report.number, report.version]))
    assert b"".join(response.streaming_content) == b"%PDF"
    return str(response["Content-Disposition"])


def test_a_report_that_nobody_answered_holds(make, signed_in: SignedIn) -> None:  # type: ignore[no-untyped-def]
    report = make(1)
    standing = standing_of([report])[report.pk]
    assert (standing.holds, standing.words, standing.mark) == (True, "Not decided yet", "")
    assert 'filename="northwind-report-1-v1.pdf"' in name_of_download(signed_in("viewer"), report)


def test_a_refused_report_says_so_everywhere(make, signed_in: SignedIn) -> None:  # type: ignore[no-untyped-def]
    report, browser = make(1), signed_in("viewer")
    sign(report, "refused")
    page = browser.get(reverse("show_report", args=["northwind", 1, 1])).content.decode()
    assert "This report was refused" in page
    assert "Download the PDF (refused)" in page
    for name, place in (("list_reports", ["northwind"]), ("show_decision", ["northwind", "review"])):
        assert "Refused by Tom Reed" in browser.get(reverse(name, args=place)).content.decode()
    assert "v1-refused.pdf" in name_of_download(browser, report)


def test_a_new_answer_replaces_the_old_one(make) -> None:  # type: ignore[no-untyped-def]
    report = make(1)
    sign(report, "refused")
    sign(report, "approved")
    standing = standing_of([report])[report.pk]
    assert (standing.answer, standing.holds, standing.tone) == ("approved", True, "go")


def test_a_superseded_report_names_the_version_that_holds(make, signed_in: SignedIn) -> None:  # type: ignore[no-untyped-def]
    first, _ = make(1), make(2)
    browser = signed_in("viewer")
    page = browser.get(reverse("show_report", args=["northwind", 1, 1])).content.decode()
    assert "Open version 2" in page
    assert (
        "Superseded by version 2" in browser.get(reverse("list_reports", args=["northwind"])).content.decode()
    )
    assert "v1-superseded.pdf" in name_of_download(browser, first)


def test_a_version_that_could_not_be_drawn_supersedes_nothing(make) -> None:  # type: ignore[no-untyped-def]
    first = make(1)
    make(2, state=ReportState.FAILED, file=None)
    assert standing_of([first])[first.pk].holds


def test_the_list_asks_as_often_for_many_as_for_two(make, signed_in: SignedIn) -> None:  # type: ignore[no-untyped-def]
    browser, address = signed_in("viewer"), reverse("list_reports", args=["northwind"])
    make(1), make(2)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    count()
    before = count()
    for version in range(3, 12):
        sign(make(version), "more")
    assert count() == before
