"""A report is proved by computing and drawing it again; what was changed is named."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from reports import pdf
from reports.presenters.edition import Edition
from reports.presenters.plan import PlanPart, PlanTable
from reports.verification import NotAReport, verify
from scoring import decide
from tests.reports_examples import example_case, example_decision

PLAN = (
    PlanPart("Exit", ("Notice is 90 days.",), (PlanTable("Steps", ("Month", "What"), (("1", "Notice"),)),)),
)


@pytest.fixture(scope="module")
def report() -> bytes:
    case = example_case()
    return pdf.draw(case, decide(case, futures=128, seed=7), Edition(parts="memo", number="3"), PLAN).data


def changed(report: bytes, name: str, change: Callable[[Any], None]) -> bytes:
    """The report with one attached file changed."""
    with pikepdf.open(io.BytesIO(report)) as document:
        plain = json.loads(document.attachments[name].get_file().read_bytes())
        change(plain)
        description = document.attachments[name].description
        spec = pikepdf.AttachedFileSpec(
            document, json.dumps(plain).encode(), description=description, filename=name
        )
        del document.attachments[name]
        document.attachments[name] = spec
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_an_untouched_report_is_identical(report: bytes) -> None:
    result = verify(report)
    assert (result.differences, result.notes) == ((), ())
    assert result.identical


def test_a_changed_figure_of_the_case_is_named_by_path(report: bytes) -> None:
    def change(case: Any) -> None:
        provider = next(p for p in case["providers"] if p["id"] == "carolina")
        provider["offer"]["price"]["likely"] = 27.0

    found = verify(changed(report, "case.json", change)).differences
    assert found[0].startswith("case.providers.carolina.offer.price.likely: embedded hash differs")
    assert "27.0" in found[0]
    assert any(text.startswith("decision.") for text in found)


def test_a_changed_figure_of_the_decision_is_named_by_path(report: bytes) -> None:
    def change(decision: Any) -> None:
        decision["options"][0]["money"]["net_benefit"]["mean"] += 1000.0

    first = example_first_option(report)
    found = verify(changed(report, "decision.json", change)).differences
    assert found[0].startswith(f"decision.options.{first}.money.net_benefit.mean: the report says")
    assert len(found) == 1


def test_a_changed_verdict_is_named(report: bytes) -> None:
    def change(decision: Any) -> None:
        decision["verdict"]["kind"] = "go"

    found = verify(changed(report, "decision.json", change)).differences
    assert found == ('decision.verdict.kind: the report says "go", computed again it is "conditional_go"',)


def test_a_changed_seed_is_found(report: bytes) -> None:
    def change(decision: Any) -> None:
        decision["seed"] = 8

    assert not verify(changed(report, "decision.json", change)).identical


def test_a_changed_page_is_named(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as document:
        page = document.pages[1]
        page.contents_add(b"q 1 0 0 rg 100 100 50 50 re f Q")
        out = io.BytesIO()
        document.save(out)
    assert verify(out.getvalue()).differences == ("page 2: what is printed is not what the decision says",)


def test_a_file_saved_again_by_another_program_is_still_proved(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as document:
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    result = verify(out.getvalue())
    assert result.identical
    assert "saved again" in result.notes[0]


def test_a_removed_field_is_named(report: bytes) -> None:
    def change(case: Any) -> None:
        del case["customers"]["count"]

    found = verify(changed(report, "case.json", change)).differences
    assert any(text.startswith("case.customers.count.") and "is missing" in text for text in found)


def test_a_decision_of_another_engine_says_so() -> None:
    """The hand-written decision was never computed: that shows, and the versions are told."""
    result = verify(pdf.draw(example_case(), example_decision(), Edition(parts="memo")).data)
    assert not result.identical
    assert "engine version 1.0.0" in result.notes[0]


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(NotAReport):
        verify(data)


def test_a_pdf_without_a_case_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    with pytest.raises(NotAReport, match=r"case\.json"):
        verify(out.getvalue())


def test_the_commands_make_and_prove_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, out = tmp_path / "case.json", tmp_path / "out.pdf"
    case.write_text(json.dumps(example_case().to_dict()))
    call_command("report", case, output=out, futures=128, parts="memo", paper="Letter")
    assert out.read_bytes().startswith(b"%PDF-1.7")
    call_command("verify", out)
    assert capsys.readouterr().out.splitlines()[-1] == "identical"


def test_verify_fails_loudly(tmp_path: Path, report: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "changed.pdf"
    path.write_bytes(changed(report, "decision.json", lambda decision: decision.update(currency="EUR")))
    with pytest.raises(CommandError, match="differs in 1 place") as refusal:
        call_command("verify", path)
    assert refusal.value.returncode == 1
    assert "decision.currency" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "says"), [("{", "is no case"), ("{}", "missing"), ('{"schema": 1}', "is no case")]
)
def test_a_case_file_that_is_none_is_refused_in_words(tmp_path: Path, text: str, says: str) -> None:
    case = tmp_path / "case.json"
    case.write_text(text)
    with pytest.raises(CommandError, match=says):
        call_command("report", case, output=tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("report", tmp_path / "none.json", output=tmp_path / "out.pdf")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify", tmp_path / "none.pdf")


def example_first_option(report: bytes) -> str:
    with pikepdf.open(io.BytesIO(report)) as document:
        decision = json.loads(document.attachments["decision.json"].get_file().read_bytes())
    return str(decision["options"][0]["option_id"])
