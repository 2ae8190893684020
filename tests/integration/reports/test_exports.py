"""Files that a decision or a report is taken elsewhere in: who gets them, their names, what they hold."""

import io
import json
import zipfile
from collections.abc import Iterator

import docx
import openpyxl
import pytest
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from assessments.models import Assessment, Decision
from clients.choices import Role
from clients.models import Client, Membership, User
from reports import exports
from reports.models import Report
from reports.services import issue_report
from tests.exports_examples import CLIENTS, golden


@pytest.fixture
def client_row(db: None) -> Iterator[Client]:
    client = Client.objects.create(name="Harbor & Pine", slug="harbor", country_iso3="USA", currency="USD")
    with scope(client=client):
        yield client


@pytest.fixture
def report(client_row: Client) -> Report:
    assessment = Assessment.objects.create(client=client_row, slug="review", title="Review")
    case, decision = golden(CLIENTS[0])
    stored = Decision.objects.create(
        assessment=assessment,
        case=case.to_dict(),
        case_sha256=decision.case_sha256,
        decision=decision.to_dict(),
        engine_version=decision.engine_version,
        seed=decision.seed,
        futures=decision.futures,
        verdict=decision.verdict.kind,
    )
    return issue_report(decision=stored, user=None, parts="memo")


@pytest.fixture
def viewer(client_row: Client, client: Browser) -> Browser:
    user = User.objects.create_user("tom@example.com", "correct horse battery", name="Tom")
    Membership.objects.create(user=user, client=client_row, role=Role.VIEWER)
    client.force_login(user)
    return client


def of_decision(file: str) -> str:
    return reverse("export_decision", args=["harbor", "review", file])


def of_report(report: Report, file: str) -> str:
    return reverse("export_report", args=["harbor", report.number, report.version, file])


@pytest.mark.parametrize("file", exports.FILES)
def test_a_viewer_takes_the_decision_elsewhere(file: str, report: Report, viewer: Browser) -> None:
    response = viewer.get(of_decision(file))
    ending, content_type, _ = exports.FILES[file]
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="harbor-review-{ending}"'
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content


def test_a_report_is_taken_with_its_own_parts_and_number(report: Report, viewer: Browser) -> None:
    response = viewer.get(of_report(report, "word"))
    assert response["Content-Disposition"] == 'attachment; filename="harbor-report-1-v1-report.docx"'
    made = docx.Document(io.BytesIO(response.content))
    heads = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert heads == ["Conditions, next steps and sign-off"]  # the memo has no more
    assert "report 1 · version 1" in made.sections[0].header.paragraphs[0].text


def test_the_decision_is_taken_with_all_its_tables(report: Report, viewer: Browser) -> None:
    whole = zipfile.ZipFile(io.BytesIO(viewer.get(of_decision("tables")).content)).namelist()
    memo = zipfile.ZipFile(io.BytesIO(viewer.get(of_report(report, "tables")).content)).namelist()
    assert len(whole) > len(memo) > 3
    assert any("every-figure-that-went-in" in name for name in whole)


def test_the_spreadsheet_names_the_case_that_it_was_made_of(report: Report, viewer: Browser) -> None:
    book = openpyxl.load_workbook(io.BytesIO(viewer.get(of_report(report, "workbook")).content))
    about = [cell.value for row in book["About"].iter_rows() for cell in row]
    assert report.decision.case_sha256 in about


def test_the_case_is_the_stored_one(report: Report, viewer: Browser) -> None:
    assert json.loads(viewer.get(of_decision("case")).content) == report.decision.case
    assert viewer.get(of_report(report, "case")).content == viewer.get(of_decision("case")).content


def test_pages_offer_every_file(report: Report, viewer: Browser) -> None:
    decision = viewer.get(reverse("show_decision", args=["harbor", "review"])).content.decode()
    issued = viewer.get(reverse("show_report", args=["harbor", 1, 1])).content.decode()
    for file in exports.FILES:
        assert of_decision(file) in decision
        assert of_report(report, file) in issued


def test_files_that_there_are_not_are_not_found(report: Report, viewer: Browser) -> None:
    assert viewer.get(of_decision("exe")).status_code == 404
    assert viewer.get(of_report(report, "exe")).status_code == 404
    assert viewer.get(reverse("export_decision", args=["harbor", "nowhere", "word"])).status_code == 404
    assert viewer.post(of_decision("word")).status_code == 405


def test_without_a_decision_there_is_nothing_to_take(client_row: Client, viewer: Browser) -> None:
    Assessment.objects.create(client=client_row, slug="fresh", title="Fresh")
    assert viewer.get(reverse("export_decision", args=["harbor", "fresh", "word"])).status_code == 404


def test_strangers_find_nothing(report: Report, client: Browser, client_row: Client) -> None:
    assert client.get(of_decision("case")).status_code in (302, 404)
    client.force_login(User.objects.create_user("eve@example.com", "correct horse battery", name="Eve"))
    assert client.get(of_decision("case")).status_code == 404
    assert client.get(of_report(report, "word")).status_code == 404
