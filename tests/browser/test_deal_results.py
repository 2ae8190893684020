"""Living with a deal in a real browser: begun, a month entered with a slip, read by an executive."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope
from playwright.sync_api import Page, expect

from assessments.models import Assessment, Decision
from clients.models import User
from reports import services
from reports.models import Answer, DealPlan, MonthResult, SignOff
from reports.presenters.results.entered import months_after
from reports.selectors.plan import plannable, reading_of
from reports.services.plan import draft_plan, save_plan
from tests.reports_examples import SCHEME

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def plan(retailer: Assessment, people: dict[str, User]) -> DealPlan:
    """Drafted, with a scheme that can be worked out by hand, and approved by the executive."""
    owner, executive = people["owner"], people["viewer"]
    with scope(client=retailer.client):
        decision = Decision.objects.get(assessment=retailer)
        Decision.objects.filter(pk=decision.pk).update(verdict="go")
        found = draft_plan(decision=decision, option=plannable(reading_of(decision))[0].option_id, user=owner)
        found = save_plan(plan=found, version=found.version, user=owner, scheme=SCHEME)
        report = services.issue_report(decision=decision, user=owner)
        SignOff.objects.create(
            report=report, answer=Answer.APPROVED, person=executive, person_name=executive.name
        )
        return found


def first_month() -> dt.date:
    return months_after(timezone.localdate().replace(day=1), -1)


def fill_in(page: Page, satisfaction: str = "85.5") -> None:
    """A month of 100,000 with quality at 69 % and satisfaction at 85.5 %, typed as people type."""
    page.get_by_label("Contacts handled").fill("20,000")
    page.get_by_label("Fee invoiced").fill("$100,000")
    page.get_by_label("Quality: settled at the first contact").fill("69")
    page.get_by_label("Satisfaction: customers satisfied").fill(satisfaction)
    for requirement in page.get_by_role("radio", name="Met").all():
        requirement.press("Space")
    page.get_by_label("Why customers called, and whether it was settled").fill("Parcels that are late.")
    page.get_by_role("button", name="Save").click()


def test_a_deal_is_begun_and_its_first_month_entered_without_scripts(
    as_person: Callable[..., Page], address: Callable[..., str], plan: DealPlan, retailer: Assessment
) -> None:
    editor = as_person("editor", java_script_enabled=False)
    editor.goto(address("show_results"))
    editor.get_by_role("link", name="Say when the deal begins").click()
    editor.get_by_label("When does the provider begin").fill(first_month().isoformat())
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("1 month is over and not entered yet.")).to_be_visible()
    editor.locator(".page-head").get_by_role("link", name="Enter").click()
    fill_in(editor, satisfaction="85,5")
    expect(editor.get_by_text("Write decimals with a point").first).to_be_visible()
    expect(editor.get_by_label("Why customers called")).to_have_value("Parcels that are late.")
    editor.get_by_label("Satisfaction: customers satisfied").fill("85.5")
    editor.get_by_role("button", name="Save").click()
    expect(editor.locator("#months")).to_contain_text("$680 bonus")
    executive = as_person("viewer", java_script_enabled=False)
    executive.goto(address("show_results"))
    expect(executive.locator("#voices")).to_contain_text("Parcels that are late.")
    expect(executive.get_by_role("link", name="Change")).to_have_count(0)
    with scope(client=retailer.client):
        assert MonthResult.objects.get().measured["satisfaction"] == [0.855]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_accessible_and_quiet_at_the_width_of_a_phone(
    as_person: Callable[..., Page],
    address: Callable[..., str],
    plan: DealPlan,
    violations: Callable[[Page], list[str]],
    scheme: Any,
) -> None:
    editor, said = as_person("editor", viewport=PHONE, color_scheme=scheme), []
    editor.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    editor.goto(address("begin_deal", plan=plan.pk))
    editor.get_by_label("When does the provider begin").fill(first_month().isoformat())
    editor.get_by_role("button", name="Save").click()
    month = address("enter_month", plan=plan.pk, month=f"{first_month():%Y-%m}")
    editor.goto(month)
    fill_in(editor)
    for page in (address("show_results"), month, address("begin_deal", plan=plan.pk)):
        editor.goto(page)
        editor.wait_for_load_state("networkidle")
        assert said == [] and violations(editor) == [], page
        said.clear()  # the check itself brings one message of the content policy
        wide = editor.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, page
