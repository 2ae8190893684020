"""PDF/A-3a and PDF/UA-1 in one file, own fonts, the case inside, the same bytes every time."""

import json
from dataclasses import replace

import page
import pytest

from reports import pdf
from reports.pdf.contents import attached
from reports.presenters.edition import Edition
from scoring.case import Case
from scoring.decision import Decision
from tests.conftest import Figure
from tests.pdf.conftest import EDITION
from tests.pdf.pages import fonts
from tests.reports_examples import example_case, example_decision

CHECKED, FAULTS = "Reports checked against a standard", "Breaches of a standard"
PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]


def failures(data: bytes, profile: page.ValidationProfile) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_the_file_keeps_the_standard(drawn: bytes, profile: page.ValidationProfile, figure: Figure) -> None:
    found = failures(drawn, profile)
    figure(CHECKED, 1)
    figure(FAULTS, len(found))
    assert found == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_other_content_keeps_it_too(seed: int, profile: page.ValidationProfile, figure: Figure) -> None:
    """Each drawing compresses to other bytes, some of which end like a line."""
    case = example_case(title=f"Review number {seed}")
    memo = pdf.draw(case, example_decision(case, seed=seed), Edition(parts="memo", version=seed + 1)).data
    found = failures(memo, profile)
    figure(CHECKED, 1)
    figure(FAULTS, len(found))
    assert found == []


def test_a_file_without_its_marks_would_be_found(drawn: bytes) -> None:
    assert failures(drawn.replace(b"<pdfuaid:part>1", b"<pdfuaid:part>9"), PROFILES[1])
    assert failures(drawn.replace(b'pdfaid:part="3"', b'pdfaid:part="9"'), PROFILES[0])


def test_only_own_fonts_and_all_inside(drawn: bytes) -> None:
    found = fonts(drawn)
    assert all(found.values())
    families = {name.split("+")[-1].split("-")[0] for name in found}
    assert families <= {"Inter", "Source", "Print"}


def test_the_same_decision_gives_the_same_bytes(drawn: bytes) -> None:
    assert pdf.draw(example_case(), example_decision(), EDITION).data == drawn


def test_another_version_gives_other_bytes(drawn: bytes) -> None:
    assert pdf.draw(example_case(), example_decision(), replace(EDITION, version=4)).data != drawn


def test_case_and_decision_are_inside(drawn: bytes) -> None:
    files = attached(drawn)
    assert set(files) == {"case.json", "decision.json", "edition.json", "fingerprints.json"}
    assert Case.from_dict(json.loads(files["case.json"])) == example_case()
    assert Decision.from_dict(json.loads(files["decision.json"])) == example_decision()


def test_the_file_is_small(drawn: bytes) -> None:
    assert len(drawn) < 400_000
