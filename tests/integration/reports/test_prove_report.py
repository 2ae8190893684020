"""Send a PDF, and read that it is identical or what differs; nothing of it is kept."""

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from assessments.models import Decision as StoredDecision
from clients.models import AuditEvent, Client
from jobs.models import Job
from jobs.runner import run_waiting
from reports import services
from reports.models import Report, SignOff
from reports.services import proving
from reports.services.proving import take_proof
from reports.views import proving as page
from tests.integration.reports.conftest import SignedIn

ADDRESS = "/clients/northwind/reports/prove/"


@pytest.fixture
def issued(decided: StoredDecision) -> Report:
    services.issue_report(decision=decided, user=None, parts="memo")
    run_waiting()
    return Report.objects.select_related("file", "client").get()


def bytes_of(report: Report) -> bytes:
    return report.file.location.read_bytes()  # type: ignore[union-attr]


def send(browser: Browser, data: bytes, **more: str) -> Any:
    return browser.post(ADDRESS, {"file": SimpleUploadedFile("r.pdf", data, "application/pdf"), **more})


def answer(browser: Browser, data: bytes) -> str:
    response = send(browser, data)
    assert response.status_code == 302
    assert "Being computed again" in browser.get(response.url).content.decode()
    run_waiting()
    return str(browser.get(response.url).content.decode())


def kept() -> list[Path]:
    return list((Path(settings.MEDIA_ROOT) / "proofs").glob("*"))


def test_an_untouched_report_is_identical_and_known(issued: Report, signed_in: SignedIn) -> None:
    said = answer(signed_in("viewer"), bytes_of(issued))
    assert "Identical" in said
    assert "to the byte" in said
    assert "report 1, version 1" in said.lower()
    assert "Not decided yet" in said
    assert kept() == []
    assert AuditEvent.objects.filter(action="prove_report").count() == 1


def test_a_refused_report_is_proved_and_said_to_be_refused(issued: Report, signed_in: SignedIn) -> None:
    SignOff.objects.create(report=issued, answer="refused", comment="Too dear", person_name="Tom Reed")
    assert "Refused by Tom Reed" in answer(signed_in("viewer"), bytes_of(issued))


def test_a_changed_digit_is_named(issued: Report, signed_in: SignedIn) -> None:
    said = answer(signed_in("viewer"), with_other_futures(bytes_of(issued)))
    assert "Not identical" in said
    assert "decision.options" in said
    assert "No report of this client has exactly these bytes" in said
    assert kept() == []


def with_other_futures(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        plain = json.loads(document.attachments["decision.json"].get_file().read_bytes())
        plain["options"][0]["value"]["mean"] += 1
        spec = pikepdf.AttachedFileSpec(document, json.dumps(plain).encode(), filename="decision.json")
        del document.attachments["decision.json"]
        document.attachments["decision.json"] = spec
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_another_pdf_is_refused_in_words(company: Client, signed_in: SignedIn) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    assert "it is no report of this program" in answer(signed_in("viewer"), out.getvalue())


def test_what_takes_too_long_is_stopped(
    issued: Report, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "_LIMITS", proving.Limits(seconds=0.05))
    assert "took too long" in answer(signed_in("viewer"), bytes_of(issued))
    assert kept() == []


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty"), (b"hello", "not a PDF"), (b"%PDF-" + b"0" * proving.MOST_BYTES, "at most 10 MB")],
)
def test_what_is_no_pdf_is_refused_at_once(
    company: Client, signed_in: SignedIn, data: bytes, says: str
) -> None:
    response = send(signed_in("viewer"), data)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert Job.objects.count() == 0


def test_a_double_click_proves_once(issued: Report, signed_in: SignedIn) -> None:
    browser, before = signed_in("viewer"), Job.objects.count()
    first = send(browser, bytes_of(issued), key="k")
    assert send(browser, bytes_of(issued), key="k").url == first.url
    assert (Job.objects.count() - before, len(kept())) == (1, 1)


def test_many_files_in_a_row_are_refused(
    company: Client, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(page, "MOST_IN_TEN_MINUTES", 1)
    browser = signed_in("viewer")
    assert send(browser, b"%PDF-1.7").status_code == 302
    assert send(browser, b"%PDF-1.7").status_code == 429


def test_an_answer_is_gone_after_its_hour(company: Client, signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    answer(browser, b"%PDF-1.7")
    job = Job.objects.get()
    cache.delete(f"proof:{job.pk}")
    said = browser.get(reverse("show_proof", args=["northwind", job.pk])).content.decode()
    assert "no longer kept" in said


def test_other_jobs_are_no_proofs(company: Client, signed_in: SignedIn, issued: Report) -> None:
    other = Job.objects.exclude(kind="prove_report").first()
    assert other is not None
    assert signed_in("viewer").get(reverse("show_proof", args=["northwind", other.pk])).status_code == 404


def test_what_a_killed_worker_left_is_cleared(company: Client, signed_in: SignedIn) -> None:
    import os

    folder = Path(settings.MEDIA_ROOT) / "proofs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "old.pdf").write_bytes(b"x")
    os.utime(folder / "old.pdf", (0, 0))
    user = signed_in("viewer").get("/").wsgi_request.user
    take_proof(client=company, user=user, data=b"%PDF-", name="n.pdf")
    assert not (folder / "old.pdf").exists()
