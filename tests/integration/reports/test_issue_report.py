"""Issue a report: numbered once, drawn in a job, stored whole or not at all, never drawn twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from assessments.models import Assessment
from assessments.models import Decision as StoredDecision
from clients.models import AuditEvent, Client
from jobs.choices import JobState
from jobs.models import Job
from jobs.runner import run_waiting
from reports import job_handlers, selectors, services
from reports.models import Report, ReportFile, ReportState
from reports.pdf.whole import prepare
from reports.presenters.edition import Edition
from reports.press import child
from reports.press.child import Limits, Stopped, draw_in_child
from reports.press.job import carry_out
from tests.reports_examples import example_case, example_decision, stored_example

FIELDS = {"country_iso3": "USA", "currency": "USD"}
MEMO = Edition(parts="memo")


@pytest.fixture
def client_row(db: None) -> Iterator[Client]:
    client = Client.objects.create(name="Northwind Outfitters", slug="northwind", **FIELDS)
    with scope(client=client):
        yield client


@pytest.fixture
def stored(client_row: Client) -> StoredDecision:
    return store(client_row)


def store(client: Client, seed: int = 1) -> StoredDecision:
    assessment, _ = Assessment.objects.get_or_create(
        client=client, slug="review", title="2026 support review"
    )
    return stored_example(assessment, example_case(), seed)


def test_a_report_is_numbered_drawn_and_stored(stored: StoredDecision) -> None:
    report = services.issue_report(decision=stored, user=None, parts="memo")
    assert (report.number, report.version, report.state) == (1, 1, ReportState.WAITING)
    assert run_waiting() == 1
    report.refresh_from_db()
    assert report.is_ready
    data = report.file.location.read_bytes()
    assert data.startswith(b"%PDF-1.7")
    assert len(data) == report.file.size
    assert data == carry_out(prepare(*selectors.case_and_decision(report), selectors.edition_of(report))).data
    job = selectors.job_of(report)
    assert (job.state, job.progress, job.result["sha256"]) == (JobState.DONE, 100, report.sha256)


def test_only_the_finished_file_lies_in_the_folder(stored: StoredDecision) -> None:
    report = services.issue_report(decision=stored, user=None, parts="memo")
    run_waiting()
    report.refresh_from_db()
    folder = report.file.location.parent
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert report.file.location.is_relative_to(settings.MEDIA_ROOT)


def test_the_same_request_makes_one_report(stored: StoredDecision) -> None:
    first = services.issue_report(decision=stored, user=None, idempotency_key="k1")
    again = services.issue_report(decision=stored, user=None, idempotency_key="k1")
    assert again.pk == first.pk
    assert (Report.objects.count(), Job.objects.count()) == (1, 1)


def test_a_second_issue_is_a_new_version_that_says_what_changed(stored: StoredDecision) -> None:
    services.issue_report(decision=stored, user=None)
    second = services.issue_report(decision=store(stored.assessment.client, seed=2), user=None)
    assert (second.number, second.version) == (1, 2)
    assert second.changes == ["Nothing: the same figures give the same answer."]
    assert list(selectors.reports_of(stored.assessment).values_list("version", flat=True)) == [2, 1]
    assert selectors.version_before(second).version == 1


def test_a_memo_and_an_annex_do_not_supersede_each_other(stored: StoredDecision) -> None:
    issued = [services.issue_report(decision=stored, user=None, parts=parts) for parts in ("memo", "annex")]
    again = services.issue_report(decision=stored, user=None, parts="memo")
    assert [(report.number, report.version) for report in (*issued, again)] == [(1, 1), (2, 1), (1, 2)]


def test_what_was_drawn_is_not_drawn_again(stored: StoredDecision, monkeypatch: pytest.MonkeyPatch) -> None:
    report = services.issue_report(decision=stored, user=None, parts="memo")
    run_waiting()

    def never(*_: object) -> None:
        raise AssertionError("drawn twice")

    monkeypatch.setattr(job_handlers, "draw_in_child", never)
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED, file=None)
    services.draw_again(report=report, user=None)
    run_waiting()
    report.refresh_from_db()
    assert report.is_ready
    assert ReportFile.objects.count() == 1


def test_a_file_that_was_lost_is_drawn_again(stored: StoredDecision) -> None:
    report = services.issue_report(decision=stored, user=None, parts="memo")
    run_waiting()
    report.refresh_from_db()
    report.file.location.unlink()
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED, file=None)
    services.draw_again(report=report, user=None)
    run_waiting()
    report.refresh_from_db()
    assert report.file.location.is_file()


def test_a_drawing_that_fails_leaves_no_file_row(
    stored: StoredDecision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise Stopped("The drawing took more than 1 seconds.")

    monkeypatch.setattr(job_handlers, "draw_in_child", stopped)
    report = services.issue_report(decision=stored, user=None, parts="memo")
    Job.objects.update(max_attempts=1)
    run_waiting()
    report.refresh_from_db()
    assert (report.state, report.file) == (ReportState.FAILED, None)
    assert Job.objects.get().state == JobState.FAILED


def test_without_the_pdf_engine_the_reason_is_said(
    stored: StoredDecision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_handlers.pdf, "is_available", lambda: False)
    services.issue_report(decision=stored, user=None)
    run_waiting()
    assert Job.objects.get().message == job_handlers.NO_ENGINE
    assert Report.objects.get().state == ReportState.FAILED


def test_an_issue_is_in_the_audit_trail(stored: StoredDecision) -> None:
    services.issue_report(decision=stored, user=None)
    event = AuditEvent.objects.get(action="issue_report")
    assert event.target == "report 1, version 1"


def test_reports_of_another_client_are_not_found(stored: StoredDecision) -> None:
    services.issue_report(decision=stored, user=None)
    other = Client.objects.create(name="Other", slug="other", **FIELDS)
    with scope(client=other), pytest.raises(Report.DoesNotExist):
        selectors.report_of(other, 1, 1)


def test_no_report_is_seen_outside_a_scope(db: None) -> None:
    with pytest.raises(ScopeError):
        Report.objects.count()


@pytest.mark.parametrize("wrong", [{"parts": "half"}, {"paper": "A3"}, {"colour": "red"}])
def test_unknown_choices_are_refused(stored: StoredDecision, wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        services.issue_report(decision=stored, user=None, **wrong)
    assert Report.objects.count() == 0


def test_the_database_refuses_ready_without_a_file(stored: StoredDecision) -> None:
    report = services.issue_report(decision=stored, user=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state=ReportState.READY)


def test_a_drawing_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    job = prepare(example_case(), example_decision(), MEMO)
    with pytest.raises(Stopped, match="more than 0"):
        draw_in_child(job, tmp_path / "a.pdf", lambda _: None, Limits(seconds=0.01))
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    job = prepare(example_case(), example_decision(), MEMO)
    with pytest.raises(Stopped, match="without a result"):
        draw_in_child(job, tmp_path / "a.pdf", lambda _: None, Limits(memory=100 * 1024**2))
    assert list(tmp_path.iterdir()) == []


def test_a_drawing_that_nobody_wants_any_more_is_stopped(tmp_path: Path) -> None:
    def cancelled(_: float) -> None:
        raise KeyboardInterrupt

    job = prepare(example_case(), example_decision(), MEMO)
    with pytest.raises(KeyboardInterrupt):
        draw_in_child(job, tmp_path / "a.pdf", cancelled)
    assert list(tmp_path.iterdir()) == []


def test_the_child_draws_what_the_parent_would(tmp_path: Path) -> None:
    job = prepare(example_case(), example_decision(), MEMO)
    sha256 = draw_in_child(job, tmp_path / "sub" / "a.pdf", lambda _: None)
    drawn = carry_out(job)
    assert (tmp_path / "sub" / "a.pdf").read_bytes() == drawn.data
    assert sha256 == drawn.sha256
    assert child.LONGEST_SECONDS < settings.JOBS_LONGEST_RUN_SECONDS
