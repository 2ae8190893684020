"""From rows to the case to a stored decision."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from assessments.models import Answer, Assessment, Decision, Frozen, Scenario, WeightSet
from assessments.services.client_import import import_client
from assessments.services.client_import.comparison import compare
from assessments.services.deciding import decide_assessment
from assessments.snapshots import build_case, with_changes
from clients.models import AuditEvent
from scoring import Case
from scoring.case import case_sha256
from vendors.models import CountryOverride, LegalRule, OfferFact, Reference, Site, Vendor

from .conftest import NAMES, document

pytestmark = pytest.mark.django_db
FEW = 256


@pytest.mark.parametrize("name", NAMES)
def test_the_verdict_is_that_of_an_expert(imported: Callable[..., Assessment], name: str) -> None:
    assessment, expected = imported(name), document(name)["expected"]
    with scope(client=assessment.client):
        row = decide_assessment(assessment)
    assert (row.verdict, row.leading_option_slug) == (expected["verdict"], expected["leading_option"])
    by_option = {option["option_id"]: option["verdict"] for option in row.decision["options"]}
    assert {name: by_option[name] for name in expected["per_option"]} == expected["per_option"]


def test_a_case_survives_the_way_through_json(retailer: Assessment) -> None:
    case = build_case(retailer)
    again = Case.from_dict(json.loads(json.dumps(case.to_dict())))
    assert again == case
    assert case_sha256(again) == case_sha256(case)


def test_the_same_document_gives_the_same_case_wherever_it_is_imported(retailer: Assessment) -> None:
    case = build_case(retailer)
    retailer.client.slug = "elsewhere"
    retailer.client.save()
    other = import_client(document=document(), as_of=retailer.as_of, again=True).assessment
    with scope(client=other.client):
        assert case_sha256(build_case(other)) == case_sha256(case)


def test_a_case_holds_the_published_figures_that_it_used(retailer: Assessment) -> None:
    case = build_case(retailer)
    assert {"us_benefit_load", "replacement_cost", "training_days", "breach_us"} <= {
        r.id for r in case.references
    }
    assert {c.iso3: c.wage_grade for c in case.countries} == {"COL": "A", "PHL": "A", "USA": "A"}


def test_overlap_follows_the_hours_of_the_service(retailer: Assessment) -> None:
    hours = {
        p.id: p.overlap_hours_per_day.likely for p in build_case(retailer).providers if p.kind == "vendor"
    }
    assert hours["nearshore_colombia"] == hours["onshore_bpo"] == 9
    assert 2.5 < hours["offshore_philippines"] < 4


def test_laws_come_from_the_data_the_place_and_the_client(imported: Callable[..., Assessment]) -> None:
    retailer, insurer, webhost = (laws(imported(name)) for name in NAMES)
    assert {"pci_sad", "warn", "state_privacy_ccpa"} <= set(retailer)
    assert not {"gdpr_28", "uk_gdpr", "quebec_25", "ny_callcenter", "florida_ehr"} & set(retailer)
    assert insurer["medicaid_state_offshore"] == ("USA",)
    assert "florida_ehr" not in insurer  # the client is in Arizona
    assert {"gdpr_28", "gdpr_44_49"} <= set(webhost)  # the law follows the person, not the company
    assert "warn" in webhost


def laws(assessment: Assessment) -> dict[str, tuple[str, ...] | None]:
    with scope(client=assessment.client):
        return {law.id: law.allowed_countries for law in build_case(assessment).laws}


def test_a_rule_of_another_state_is_taken_while_the_place_is_unknown(retailer: Assessment) -> None:
    assert "ny_callcenter" not in laws(retailer)
    Answer.objects.filter(key="service.place").delete()
    assert "ny_callcenter" in laws(retailer)


def test_no_staff_is_released_when_no_work_moves(retailer: Assessment) -> None:
    for option in retailer.options.all():
        option.allocations.all().delete()
    retailer.law_ids = []
    assert not any(law.categories == ("staff_us",) for law in build_case(retailer).laws)


def test_unanswered_is_unknown_never_zero(retailer: Assessment) -> None:
    Answer.objects.filter(key__in=["service.agents_fte", "readiness.service_owner"]).delete()
    Answer.objects.filter(key="service.shrinkage").update(estimate=None)
    case = build_case(retailer)
    assert case.service.agents_fte.is_unknown
    assert case.service.shrinkage.is_unknown
    assert case.service.service_level_at_peak.is_unknown
    assert case.readiness.service_owner == ""


def test_without_weights_every_weight_is_open(retailer: Assessment) -> None:
    WeightSet.objects.all().delete()
    weights = build_case(retailer).weights
    assert set(weights.factors.values()) == {1 / 6}
    assert weights.concentration == 6


def test_a_reference_that_confirms_a_claim_raises_its_evidence(retailer: Assessment) -> None:
    vendor = Vendor.objects.get(country_iso3="COL")
    before = provider(retailer, "nearshore_colombia").satisfaction
    heard = Reference(vendor=vendor, company="Shoe Shop", confirms_facts=["satisfaction"], verified=False)
    heard.save()
    assert provider(retailer, "nearshore_colombia").satisfaction == before
    heard.verified, heard.called_on = True, retailer.as_of
    heard.save()
    after = provider(retailer, "nearshore_colombia").satisfaction
    assert (before.evidence, after.evidence) == ("C", "B")
    assert before.low < after.low < after.likely < after.high < before.high
    assert "confirmed by Shoe Shop" in after.source


def provider(assessment: Assessment, name: str):  # type: ignore[no-untyped-def]
    return next(p for p in build_case(assessment).providers if p.id == name)


def test_the_site_that_does_the_work_decides_the_country(retailer: Assessment) -> None:
    vendor = Vendor.objects.get(country_iso3="COL")
    Site(vendor=vendor, country_iso3="MEX", city="Monterrey").save()
    assert provider(retailer, "nearshore_colombia").country_iso3 == "COL"
    vendor.sites.update(is_main=True)
    found = provider(retailer, "nearshore_colombia")
    assert (found.country_iso3, found.place) == ("MEX", "Monterrey")
    assert "MEX" in {country.iso3 for country in build_case(retailer).countries}


def test_an_offer_goes_before_the_profile(retailer: Assessment) -> None:
    offer = retailer.offers.get(slug="nearshore_colombia")
    OfferFact(offer=offer, key="audit_rights", value=False).save()
    assert provider(retailer, "nearshore_colombia").audit_rights is False


def test_a_currency_is_turned_into_the_clients(retailer: Assessment) -> None:
    retailer.offers.filter(slug="nearshore_colombia").update(currency="COP")
    rate = provider(retailer, "nearshore_colombia").offer.currency_rate
    assert rate.likely == pytest.approx(1 / 3686.725)
    retailer.offers.filter(slug="nearshore_colombia").update(currency="ZZZ")
    assert provider(retailer, "nearshore_colombia").offer.currency_rate.is_unknown


def test_a_clients_own_figure_of_a_country_is_marked(retailer: Assessment) -> None:
    CountryOverride(
        client=retailer.client,
        country_iso3="COL",
        figure="agent_wage_per_hour",
        value=6.1,
        source="our payroll",
    ).save()
    colombia = next(c for c in build_case(retailer).countries if c.iso3 == "COL")
    assert (colombia.agent_wage_per_hour, colombia.wage_grade) == (6.1, "own")


def test_the_number_of_queries_does_not_grow_with_the_vendors(
    retailer: Assessment, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(32):  # type: ignore[attr-defined]
        build_case(retailer)


def test_a_case_is_not_built_outside_its_clients_scope(imported: Callable[..., Assessment]) -> None:
    with pytest.raises(ScopeError):
        build_case(imported())


def test_the_same_case_is_decided_once(retailer: Assessment) -> None:
    first = decide_assessment(retailer, futures=FEW)
    assert decide_assessment(retailer, futures=FEW) == first
    assert decide_assessment(retailer, futures=FEW, seed=2) != first
    Answer.objects.filter(key="readiness.nucleus_agents_kept").update(value=3)
    assert decide_assessment(retailer, futures=FEW) != first
    assert Decision.objects.count() == 3
    computed = AuditEvent.objects.filter(action="decision.compute")
    assert computed.count() == 3
    retailer.refresh_from_db()
    assert retailer.status == "decided"


def test_a_stored_decision_is_not_edited(retailer: Assessment) -> None:
    row = decide_assessment(retailer, futures=FEW)
    row.verdict = "go"
    with pytest.raises(Frozen):
        row.save()


def test_what_lists_show_is_what_the_decision_says(retailer: Assessment) -> None:
    row = decide_assessment(retailer, futures=FEW)
    leading = next(o for o in row.decision["options"] if o["option_id"] == row.leading_option_slug)
    assert row.verdict == row.decision["verdict"]["kind"]
    assert row.saving == leading["money"]["net_benefit"]["mean"]
    assert row.open_gates == sum(gate["state"] == "open" for gate in leading["gates"]) > 0


def test_a_scenario_changes_what_it_names_and_nothing_else(retailer: Assessment) -> None:
    base = build_case(retailer)
    changes = {
        "service.agent_wage_per_hour": 30.0,
        "providers.nearshore_colombia.offer.price": 25,
        "method.horizon_months": 48,
        "weights.factors.cost": 0.3,
    }
    scenario = Scenario.objects.create(assessment=retailer, slug="dear", name="Dear people", changes=changes)
    case = build_case(retailer, scenario)
    assert case.scenario == "Dear people"
    assert case.service.agent_wage_per_hour.is_constant
    assert case.service.agent_wage_per_hour.likely == 30
    assert case.method.horizon_months == 48
    assert case.customers == base.customers
    row = decide_assessment(retailer, scenario=scenario, futures=FEW)
    assert row.scenario == scenario
    retailer.refresh_from_db()
    assert retailer.status == "draft"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("service.moon", 1, "not an input"),
        ("providers.nobody.offer.price", 1, "this case has no nobody"),
        ("service.shrinkage", 28, "above 1"),
        ("method.horizon_months", "long", "expected int"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    retailer: Assessment, path: str, value: object, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        with_changes(build_case(retailer), {path: value})


def test_settings_of_the_method_are_checked(retailer: Assessment) -> None:
    retailer.method = {"horizon_months": 60, "pending_laws_in_force": ["kcca_2025"]}
    retailer.full_clean()
    assert build_case(retailer).method.horizon_months == 60
    retailer.method = {"horizon_weeks": 5}
    with pytest.raises(Exception, match="not a field of Method"):
        retailer.full_clean()


def test_export_decide_and_the_stored_decision_agree(
    retailer: Assessment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = decide_assessment(retailer, futures=FEW)
    call_command("export_case", str(retailer.pk))
    case = tmp_path / "case.json"
    case.write_text(capsys.readouterr().out)
    call_command("decide", str(case), "--futures", str(FEW), "-o", str(tmp_path / "decision.json"))
    assert json.loads((tmp_path / "decision.json").read_text()) == row.decision


@pytest.mark.parametrize(
    ("text", "words"),
    [("{}", "schema: missing"), ("[]", "an object"), ("{", "Expecting"), ('{"schema": NaN}', "NaN")],
)
def test_decide_names_what_is_wrong_with_a_case(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "case.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=words):
        call_command("decide", str(path))


def test_exporting_what_does_not_exist_is_refused() -> None:
    with pytest.raises(CommandError, match="There is no assessment 4711"):
        call_command("export_case", "4711")


def test_figures_of_the_document_stand_beside_ours(retailer: Assessment) -> None:
    lines = {line.what: line for line in compare(document(), retailer)}
    cost = lines["Yearly cost of today's service"]
    assert cost.ours == pytest.approx(cost.theirs, rel=0.03)
    assert "document $5,312,216" in cost.text
    assert len(lines) > 10


def test_reference_data_are_frozen_into_the_case(retailer: Assessment) -> None:
    row = decide_assessment(retailer, futures=FEW)
    LegalRule.objects.all().delete()
    row.refresh_from_db()
    assert {law["id"] for law in row.case["laws"]} >= {"pci_sad", "warn"}
