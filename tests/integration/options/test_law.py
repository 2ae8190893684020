"""The law that bears, duties shown, pending rules switched, gates waived by name."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from assessments.models import Assessment, GateWaiver, Option
from assessments.selectors.quick_decision import quick_decision
from assessments.services.law import switch_pending_law
from assessments.snapshots import build_case
from clients.services import Conflict
from scoring import decide
from scoring.decision import GateResult
from vendors.models import LegalRule, Offer

REASON = {"by_name": "Priya Nair", "reason": "The pilot is measured weekly."}


def gate(place: Any, option: str, name: str) -> GateResult:
    with scope(client=place.client):
        decision = quick_decision(Assessment.objects.get(pk=place.assessment.pk)).decision
    assert decision is not None
    gates = next(o.gates for o in decision.options if o.option_id == option)
    return next(g for g in gates if g.gate == name)


def version(place: Any) -> str:
    with scope(client=place.client):
        return str(Assessment.objects.get(pk=place.assessment.pk).version)


def test_the_insurers_rules_close_the_offshore_option_with_citations(place: Any) -> None:
    insurer = place("case2_health_insurer")
    with scope(client=insurer.client):
        decision = decide(build_case(insurer.assessment), futures=64, seed=1)
        home = set(Offer.objects.filter(vendor__country_iso3="USA").values_list("slug", flat=True))
        abroad = [o for o in decision.options if set(o.providers) - home - {"in_house"}]
    barred = [g for o in abroad for g in o.gates if g.gate == "K06" and g.state == "fail"]
    assert barred
    assert any("Medicaid" in citation or "AHCCCS" in citation for g in barred for citation in g.citations)
    page = insurer.page("show_law")
    assert "State Medicaid offshore restrictions" in page
    assert "Arizona AHCCCS" in page
    assert "may not be done there" in page
    assert "CMS offshore subcontractor attestation" in page


def test_a_rule_whose_text_was_not_read_says_check_with_counsel(retailer: Any) -> None:
    page = retailer.page("show_law")
    unread = LegalRule.objects.filter(text_read=False).values_list("regime", flat=True)
    shown = [regime for regime in unread if regime.replace("'", "&#x27;") in page]
    assert shown
    assert "check with counsel" in page


def test_a_pending_law_is_switched_and_reaches_the_case(retailer: Any) -> None:
    rule = LegalRule.objects.get(pk="kcca_2025")
    url = retailer.url("switch_law", rule=rule.pk)
    for action, expected in (("in_force", (rule.pk,)), ("not_in_force", ())):
        retailer.browser("editor").post(url, {"action": action, "version": version(retailer)})
        with scope(client=retailer.client):
            case = build_case(Assessment.objects.get(pk=retailer.assessment.pk))
        assert case.method.pending_laws_in_force == expected


def test_a_law_in_force_cannot_be_switched(retailer: Any) -> None:
    rule = next(row for row in LegalRule.objects.all() if not row.is_pending)
    with scope(client=retailer.client), pytest.raises(ValidationError):
        switch_pending_law(
            retailer.assessment, rule=rule, in_force=True, version=1, actor=retailer.people["owner"]
        )


def test_two_people_at_the_switches(retailer: Any) -> None:
    rule = LegalRule.objects.get(pk="kcca_2025")
    with scope(client=retailer.client), pytest.raises(Conflict):
        switch_pending_law(
            retailer.assessment, rule=rule, in_force=True, version=77, actor=retailer.people["owner"]
        )


def test_a_rule_is_brought_in_and_taken_out(retailer: Any) -> None:
    url = retailer.url("switch_law", rule="hipaa_baa")
    for action, expected in (("add", True), ("remove", False)):
        retailer.browser("editor").post(url, {"action": action, "version": version(retailer)})
        with scope(client=retailer.client):
            case = build_case(Assessment.objects.get(pk=retailer.assessment.pk))
        assert ("hipaa_baa" in {law.id for law in case.laws}) is expected


def test_a_duty_that_was_shown_closes_its_part_of_the_gate(retailer: Any) -> None:
    before = gate(retailer, "nearshore_colombia", "K06")
    assert before.state == "open"
    page = retailer.page("show_law", role="editor")
    form = page[page.find('id="duties"') :]
    with scope(client=retailer.client):
        vendor = Offer.objects.select_related("vendor").get(slug="nearshore_colombia").vendor
    listed = re.findall(rf'id="duty_{vendor.slug}_(\w+)"', form)
    assert listed
    data = {"listed": listed, "shown": listed, "version": "0"}
    answer = retailer.browser("editor").post(retailer.url("show_duties_met", vendor=vendor.slug), data)
    assert answer.status_code == 302
    assert gate(retailer, "nearshore_colombia", "K06").state == "pass"


def test_a_gate_is_waived_with_name_reason_and_date(retailer: Any) -> None:
    assert gate(retailer, "nearshore_colombia", "K13").state == "open"
    url = retailer.url("waive_gate", option="nearshore_colombia", gate="K13")
    for _ in range(2):
        assert retailer.browser("owner").post(url, REASON).status_code == 302
    with scope(client=retailer.client):
        row = GateWaiver.objects.get()
    assert (row.by_name, row.by, row.on) == ("Priya Nair", retailer.people["owner"], dt.date.today())
    waived = gate(retailer, "nearshore_colombia", "K13")
    assert (waived.state, waived.waived_by, waived.waived_reason) == ("waived", *REASON.values())
    assert "Waived by Priya Nair" in retailer.page("show_law")
    answer = retailer.browser("owner").post(url, {**REASON, "by_name": "Somebody else"})
    assert answer.status_code == 409
    end = retailer.url("end_gate_waiver", option="nearshore_colombia", gate="K13")
    retailer.browser("owner").post(end)
    assert gate(retailer, "nearshore_colombia", "K13").state == "open"


@pytest.mark.parametrize("changes", [{"by_name": ""}, {"reason": ""}, {"reason": " "}])
def test_a_waiver_without_name_or_reason_is_refused(retailer: Any, changes: dict[str, str]) -> None:
    url = retailer.url("waive_gate", option="nearshore_colombia", gate="K13")
    assert retailer.browser("owner").post(url, {**REASON, **changes}).status_code == 422
    with scope(client=retailer.client):
        assert not GateWaiver.objects.exists()


def test_a_gate_that_is_passed_cannot_be_waived(retailer: Any) -> None:
    passed = next(g.gate for g in _gates(retailer, "nearshore_colombia") if g.state == "pass")
    url = retailer.url("waive_gate", option="nearshore_colombia", gate=passed)
    assert retailer.browser("owner").post(url, REASON).status_code == 404


def _gates(place: Any, option: str) -> tuple[GateResult, ...]:
    with scope(client=place.client):
        decision = quick_decision(place.assessment).decision
        assert Option.objects.filter(slug=option).exists()
    assert decision is not None
    return next(o.gates for o in decision.options if o.option_id == option)


def test_only_an_owner_waives(retailer: Any) -> None:
    url = retailer.url("waive_gate", option="nearshore_colombia", gate="K13")
    assert retailer.browser("editor").post(url, REASON).status_code == 403
    assert retailer.browser("viewer").get(url).status_code == 403


def test_the_webhosts_own_centres_stand_beside_the_vendor(place: Any) -> None:
    webhost = place("case3_saas_webhost")
    page = webhost.page("compare_vendors")
    assert "own centre" in page
    with scope(client=webhost.client):
        decision = decide(build_case(webhost.assessment), futures=64, seed=1)
    models = {option.model for option in decision.options}
    assert {"captive", "build_operate_transfer"} <= models
