"""What a report holds and looks like is chosen once and frozen with it."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Decision as StoredDecision
from assessments.models import Scenario
from clients.models import Client
from jobs.models import Job
from jobs.runner import run_waiting
from reports import selectors
from reports.models import Letterhead, Report
from tests.integration.reports.conftest import SignedIn
from tests.integration.reports.test_letterhead import png

CHOSEN = {"parts": "memo", "paper": "Letter", "mark": "Board only", "key": "k1"}


@pytest.fixture
def address(decided: StoredDecision) -> str:
    return reverse("issue_report", args=["northwind", "review"])


def test_the_page_of_a_no_go_without_conditions_says_what_is_unmet(
    decided: StoredDecision, signed_in: SignedIn
) -> None:
    verdict = decided.decision["verdict"] | {"kind": "no_go", "conditions": []}
    StoredDecision.objects.update(decision=decided.decision | {"verdict": verdict}, verdict="no_go")
    page = signed_in("viewer").get(reverse("show_decision", args=["northwind", "review"])).content.decode()
    assert "The verdict is no-go, so there is nothing to sign" in page and "Nothing is open" not in page


def test_what_was_chosen_is_frozen_with_the_report(address: str, signed_in: SignedIn) -> None:
    response = signed_in("editor").post(address, CHOSEN)
    report = Report.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("show_report", args=["northwind", 1, 1])
    assert (report.parts, report.paper, report.mark, report.logo) == ("memo", "Letter", "Board only", "")


def test_a_letterhead_that_changes_later_changes_no_byte(
    address: str, company: Client, signed_in: SignedIn
) -> None:
    head = Letterhead.objects.create(
        client=company, logo="data:image/png;base64," + png_text(), colour="#0b5cab"
    )
    signed_in("editor").post(address, CHOSEN | {"letterhead": "on"})
    run_waiting()
    report = Report.objects.get()
    before = report.file.location.read_bytes()  # type: ignore[union-attr]
    head.delete()
    from reports.pdf.whole import prepare
    from reports.press.job import carry_out

    again = carry_out(prepare(*selectors.case_and_decision(report), selectors.edition_of(report))).data
    assert (report.colour, again) == ("#0b5cab", before)


def test_without_the_tick_the_letterhead_stays_away(
    address: str, company: Client, signed_in: SignedIn
) -> None:
    Letterhead.objects.create(client=company, colour="#0b5cab")
    signed_in("editor").post(address, CHOSEN)
    assert Report.objects.get().colour == ""


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"parts": "half"}, "Choose which parts"),
        ({"parts": ""}, "Choose which parts"),
        ({"paper": "A3"}, "Choose the paper"),
        ({"mark": "x" * 41}, "at most 40"),
    ],
)
def test_unknown_choices_are_refused_in_words(
    address: str, signed_in: SignedIn, wrong: dict[str, str], says: str
) -> None:
    response = signed_in("editor").post(address, CHOSEN | wrong)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert Report.objects.count() == 0


def test_a_double_click_issues_once(address: str, signed_in: SignedIn) -> None:
    browser = signed_in("editor")
    assert browser.post(address, CHOSEN).url == browser.post(address, CHOSEN).url
    assert (Report.objects.count(), Job.objects.count()) == (1, 1)


def test_the_form_proposes_what_the_last_report_had(address: str, signed_in: SignedIn) -> None:
    browser = signed_in("editor")
    first: Any = browser.get(address).context["form"].initial
    assert (first["parts"], first["paper"]) == ("full", "Letter")
    browser.post(address, CHOSEN | {"paper": "A4"})
    page = browser.get(address)
    assert page.context["form"].initial["paper"] == "A4"
    assert "report 1, version 2" in page.content.decode()


def test_a_scenario_is_issued_and_numbered_apart(
    address: str, decided: StoredDecision, signed_in: SignedIn
) -> None:
    scenario = Scenario.objects.create(assessment=decided.assessment, slug="dearer", name="Dearer peso")
    browser = signed_in("editor")
    assert browser.post(f"{address}?scenario=dearer", CHOSEN).status_code == 404, "nothing computed yet"
    browser.post(address, CHOSEN)
    kept = ("case", "case_sha256", "decision", "engine_version", "seed", "futures", "verdict")
    same = {name: getattr(decided, name) for name in kept}
    StoredDecision.objects.create(assessment=decided.assessment, scenario=scenario, **same)
    page = browser.get(f"{address}?scenario=dearer").content.decode()
    assert "Dearer peso" in page
    browser.post(f"{address}?scenario=dearer", CHOSEN | {"key": "k2"})
    found = Report.objects.order_by("number").values_list("number", "version", "decision__scenario")
    assert list(found) == [(1, 1, None), (2, 1, scenario.pk)]


def test_nobody_issues_from_nothing(company: Client, decided: StoredDecision, signed_in: SignedIn) -> None:
    address = reverse("issue_report", args=["northwind", "review"])
    decided.delete()
    assert signed_in("editor").post(address, CHOSEN).status_code == 404


def png_text() -> str:
    import base64

    return base64.b64encode(png(60, 20)).decode()
