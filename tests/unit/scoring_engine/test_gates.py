"""Each gate passes, stays open and fails when docs/method.md says so; a waiver covers what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from scoring import Case
from scoring.case import Certification, Estimate, LanguageSkill, LegalRule, Waiver, canonical
from scoring.costs import demand_of, money_of
from scoring.decision import GateResult
from scoring.draws import SampledNumbers, model_inputs
from scoring.gates import gates_of

Change = Callable[[Case], Case]
VENDOR = "nearshore_colombia"


def _gates(case: Case, option_id: str = VENDOR) -> dict[str, GateResult]:
    case = canonical(case)
    numbers = SampledNumbers(model_inputs(case), 64, 1)
    option = next(o for o in case.options if o.id == option_id)
    money = money_of(case, option, demand_of(case, numbers), numbers)
    return {g.gate: g for g in gates_of(case, option, money, numbers)}


def vendor(**changes: Any) -> Change:
    def change(case: Case) -> Case:
        found = tuple(replace(p, **changes) if p.id == VENDOR else p for p in case.providers)
        return replace(case, providers=found)

    return change


def offer(**changes: Any) -> Change:
    def change(case: Case) -> Case:
        found = tuple(
            replace(p, offer=replace(p.offer, **changes)) if p.id == VENDOR and p.offer else p
            for p in case.providers
        )
        return replace(case, providers=found)

    return change


def ready(**changes: Any) -> Change:
    return lambda case: replace(case, readiness=replace(case.readiness, **changes))


def streams(**changes: Any) -> Change:
    def change(case: Case) -> Case:
        found = tuple(replace(s, **changes) for s in case.service.streams)
        return replace(case, service=replace(case.service, streams=found))

    return change


def _rule(**terms: Any) -> LegalRule:
    return LegalRule(
        **{
            "id": "rule",
            "regime": "A law",
            "requirement": "Keep it here",
            "effect": "prohibits",
            "citation": "Art. 1",
            "status": "in force",
            "categories": ("contact_identity",),
            **terms,
        }
    )


def laws(*rules: LegalRule) -> Change:
    return lambda case: replace(case, laws=rules)


def local_pay(wage: float, grade: str) -> Change:
    """What the table of countries says about pay where the vendor works."""

    def change(case: Case) -> Case:
        place = next(p.country_iso3 for p in case.providers if p.id == VENDOR)
        found = tuple(
            replace(c, agent_wage_per_hour=wage, wage_grade=grade) if c.iso3 == place else c
            for c in case.countries
        )
        return replace(case, countries=found)

    return change


def leaving(share: float) -> Change:
    gone = Estimate.constant(share)
    return lambda case: replace(case, customers=replace(case.customers, would_leave_if_abroad_share=gone))


CURED = ready(contingency_plan_reviewed="2026-10-01", layoff_notice_planned=True)
EU = streams(data_categories=("eu_personal",))
CARD = streams(data_categories=("payment_card",))
REPORT = (Certification(name="PCI DSS", covers_site_and_scope=True, expires="2027-01-01"),)
OLD = (Certification(name="PCI DSS", covers_site_and_scope=True, expires="2026-01-01"),)
C1 = LanguageSkill(code="en", voice_level="C1", written_level="B2")
SPANISH = replace(C1, code="es")


@pytest.mark.parametrize(
    ("gate", "state", "changes"),
    [
        ("K01", "pass", [streams(face_to_face_share=0.0)]),
        ("K01", "open", [streams(face_to_face_share=None)]),
        ("K01", "fail", [streams(face_to_face_share=0.1)]),
        ("K02", "pass", [ready(owner_can_judge_quality=True)]),
        ("K02", "open", [ready(owner_can_judge_quality=None)]),
        ("K02", "fail", [ready(owner_can_judge_quality=False)]),
        ("K03", "pass", [ready(metrics_measured=("volume", "subject", "fcr", "service_level"))]),
        ("K03", "open", [ready(metrics_measured=("volume", "subject"))]),
        ("K03", "open", [ready(metrics_measured=None)]),
        ("K04", "pass", [vendor(satisfaction=Estimate.constant(0.9))]),
        ("K04", "open", [vendor(satisfaction=Estimate())]),
        ("K04", "fail", [vendor(first_contact_resolution=Estimate.constant(0.6))]),
        ("K05", "pass", [vendor(languages=(C1, SPANISH))]),
        ("K05", "open", [vendor(languages=(C1, LanguageSkill(code="es")))]),
        ("K05", "fail", [vendor(languages=(C1, replace(SPANISH, voice_level="B2")))]),
        ("K05", "fail", [vendor(languages=(C1,))]),
        ("K05", "pass", [vendor(languages=(), agents_at_language_level_share=Estimate.constant(0.97))]),
        ("K05", "open", [vendor(languages=(), agents_at_language_level_share=Estimate.constant(0.9))]),
        ("K06", "pass", [laws()]),
        ("K06", "open", [laws(_rule(effect="requires control"))]),
        ("K06", "pass", [laws(_rule(effect="requires control")), vendor(duties_evidenced=("rule",))]),
        ("K06", "fail", [laws(_rule(allowed_countries=("USA",)))]),
        ("K06", "fail", [laws(_rule(forbidden_countries=("COL",)))]),
        ("K06", "pass", [laws(_rule(allowed_countries=("USA", "COL")))]),
        ("K06", "pass", [laws(_rule(allowed_countries=("USA",), status="proposed"))]),
        ("K06", "pass", [laws(_rule(allowed_countries=("USA",), home_countries=("DEU",)))]),
        ("K06", "fail", [laws(), streams(required_country_iso3="USA")]),
        ("K06", "open", [laws(), EU]),
        (
            "K06",
            "pass",
            [laws(), streams(data_categories=("eu_personal",)), vendor(transfer_safeguards=True)],
        ),
        (
            "K06",
            "fail",
            [laws(), streams(data_categories=("eu_personal",)), vendor(transfer_safeguards=False)],
        ),
        ("K06", "open", [laws(), streams(data_categories=None)]),
        ("K07", "pass", [streams(data_categories=("contact_identity",))]),
        ("K07", "pass", [CARD, vendor(certifications=REPORT)]),
        ("K07", "open", [CARD, vendor(certifications=OLD)]),
        ("K07", "open", [CARD, vendor(certifications=())]),
        ("K07", "fail", [CARD, vendor(certifications=(), will_certify=False)]),
        ("K07", "fail", [vendor(privileged_access_limited=False)]),
        ("K08", "pass", [CURED, vendor(labour_attestation=True)]),
        ("K08", "open", [CURED, vendor(labour_attestation=None)]),
        ("K08", "fail", [CURED, vendor(labour_attestation=False)]),
        ("K08", "open", [ready(layoff_notice_planned=None)]),
        ("K09", "pass", [vendor(references_verified=2)]),
        ("K09", "open", [vendor(references_verified=1)]),
        ("K09", "open", [vendor(references_verified=None)]),
        ("K10", "pass", []),
        ("K10", "open", [lambda c: replace(c, options=tuple(o for o in c.options if o.id != "onshore_bpo"))]),
        ("K11", "pass", []),
        ("K11", "open", [ready(service_owner="")]),
        ("K11", "open", [ready(governance_budget_per_year=None)]),
        ("K11", "open", [vendor(audit_rights=False)]),
        ("K11", "fail", [ready(governance_budget_per_year=0.0)]),
        ("K11", "fail", [ready(service_owner_named=False)]),
        ("K12", "pass", []),
        ("K12", "open", [offer(termination_for_convenience=False)]),
        ("K12", "open", [offer(returns_data_and_knowledge=None)]),
        ("K12", "open", [ready(nucleus_agents_kept=1.0)]),
        ("K12", "open", [ready(nucleus_agents_kept=None)]),
        ("K13", "pass", [CURED]),
        ("K13", "open", [ready(contingency_plan_reviewed=None)]),
        ("K13", "open", [ready(contingency_plan_reviewed="2025-01-01")]),
        ("K14", "pass", [ready(budget_one_off_and_first_year=5e6)]),
        ("K14", "open", [ready(budget_one_off_and_first_year=None)]),
        ("K14", "fail", [ready(budget_one_off_and_first_year=1e5)]),
        ("K15", "pass", [vendor(wage_per_hour=Estimate.constant(4.0))]),
        ("K15", "open", [vendor(wage_per_hour=Estimate.constant(11.0))]),
        ("K15", "fail", [vendor(wage_per_hour=Estimate.constant(16.0))]),
        ("K15", "fail", [vendor(wage_per_hour=Estimate()), local_pay(16.0, "A")]),
        ("K15", "fail", [vendor(wage_per_hour=Estimate()), local_pay(16.0, "own")]),
        ("K15", "open", [vendor(wage_per_hour=Estimate()), local_pay(16.0, "B")]),
        ("K15", "open", [vendor(wage_per_hour=Estimate()), local_pay(16.0, "C")]),
        ("K15", "pass", [vendor(wage_per_hour=Estimate()), local_pay(4.0, "B")]),
        ("K15", "fail", [vendor(wage_per_hour=Estimate.constant(16.0)), local_pay(16.0, "B")]),
        ("K16", "pass", [leaving(0.001)]),
        ("K16", "fail", [leaving(0.9)]),
        (
            "K16",
            "open",
            [lambda c: replace(c, customers=replace(c.customers, would_leave_if_abroad_share=Estimate()))],
        ),
    ],
)
def test_state(retailer: Case, gate: str, state: str, changes: list[Change]) -> None:
    case = retailer
    for change in changes:
        case = change(case)
    found = _gates(case)[gate]
    assert found.state == state, found
    assert found.reason
    assert bool(found.closes_with) == (state in ("open", "fail"))


def test_an_average_of_all_employees_is_named_as_such(retailer: Case) -> None:
    case = local_pay(16.0, "B")(vendor(wage_per_hour=Estimate())(retailer))
    found = _gates(case)["K15"]
    assert "What agents earn" in found.reason
    assert "average of all employees" in found.reason
    assert "cannot pay local wages" not in found.reason


@pytest.mark.parametrize("option", ["stay", "improve"])
def test_gates_concern_work_that_leaves(retailer: Case, option: str) -> None:
    assert {g.state for g in _gates(retailer, option).values()} == {"not_applicable"}


def test_a_rule_that_is_proposed_counts_when_the_case_says_so(retailer: Case) -> None:
    case = laws(_rule(allowed_countries=("USA",), status="proposed"))(retailer)
    case = replace(case, method=replace(case.method, pending_laws_in_force=("rule",)))
    assert _gates(case)["K06"].state == "fail"


def test_a_text_that_nobody_read_carries_a_warning(retailer: Case) -> None:
    unread = _gates(laws(_rule(allowed_countries=("USA",)))(retailer))["K06"]
    read = _gates(laws(_rule(allowed_countries=("USA",), text_read=True))(retailer))["K06"]
    assert unread.citations == ("Art. 1 (check with counsel)",)
    assert read.citations == ("Art. 1",)


def test_a_waiver_covers_an_open_gate_and_leaves_its_reason(retailer: Case) -> None:
    waiver = Waiver(gate="K13", by="Tom", reason="The plan is in print", on="2026-10-30")
    options = tuple(replace(o, waivers=(waiver,)) if o.id == VENDOR else o for o in retailer.options)
    found = _gates(replace(retailer, options=options))["K13"]
    assert (found.state, found.waived_by, found.waived_on) == ("waived", "Tom", "2026-10-30")
    assert found.reason == "There is no contingency plan."


def test_a_waiver_of_a_gate_that_is_passed_changes_nothing(retailer: Case) -> None:
    waiver = Waiver(gate="K02", by="Tom", reason="Just in case", on="2026-10-30")
    options = tuple(replace(o, waivers=(waiver,)) if o.id == VENDOR else o for o in retailer.options)
    found = _gates(replace(retailer, options=options))["K02"]
    assert (found.state, found.waived_by) == ("pass", "")
