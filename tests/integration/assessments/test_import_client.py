"""A client document becomes a client, or nothing."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope

from assessments.models import Answer, Assessment, ContactStream, CostLine, Option, WeightSet
from assessments.services.client_import import ImportRefused, import_client, read_document
from clients.models import Client, User
from clients.selectors import membership_of
from vendors.models import Certification, OfferFact, Vendor, VendorFact

from .conftest import FOLDER, NAMES, document

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[3] / "assessments" / "data" / "demo"
Change = Callable[[dict[str, Any]], object]


def everything() -> list[int]:
    models = (Client, Assessment, Answer, ContactStream, CostLine, Option, Vendor, VendorFact, WeightSet)
    return [model._base_manager.count() for model in models]


def test_the_retailer_is_read_completely(retailer: Assessment) -> None:
    answers = {answer.key: answer for answer in Answer.objects.all()}
    assert answers["service.agent_wage_per_hour"].estimate["likely"] == 22.76
    assert answers["service.agent_wage_per_hour"].estimate["evidence"] == "A"
    assert answers["service.first_contact_resolution"].estimate["likely"] == pytest.approx(0.71)
    assert answers["service.hours_per_week"].value == 119
    assert answers["service.service_level_target_seconds"].value == 20
    assert answers["service.timezone"].value == "America/New_York"
    assert answers["readiness.metrics_measured"].value[:2] == ["volume", "subject"]
    assert "readiness.contingency_plan_reviewed" not in answers
    assert sum(answers["service.monthly_volume_factors"].value) == pytest.approx(12)
    assert (
        answers["service.monthly_volume_factors"].value[0]
        > 1
        > answers["service.monthly_volume_factors"].value[5]
    )
    streams = {stream.slug: stream for stream in ContactStream.objects.all()}
    assert len(streams) == 5
    assert streams["returns-and-refunds"].contacts_per_month["likely"] == pytest.approx(664000 * 0.22 / 12)
    assert streams["phone-orders-with-card"].required_country_iso3 == "USA"
    assert {line.slug: line.avoidable_share["likely"] for line in CostLine.objects.all()} == {
        "supervisors": 0.75,
        "quality-training-planning": 0.40,
        "technology": 0.20,
        "facilities": 0.40,
    }


def test_the_benefit_load_names_its_published_source(retailer: Assessment) -> None:
    load = Answer.objects.get(key="service.benefit_load").estimate
    assert (load["evidence"], load["source"][:27]) == ("B", "BLS Employer Costs for Empl")


def test_options_vendors_and_quotes_are_read(retailer: Assessment) -> None:
    models = dict(Option.objects.values_list("slug", "model"))
    assert models == {
        "stay": "stay",
        "improve": "improve",
        "onshore_bpo": "onshore",
        "nearshore_colombia": "nearshore",
        "offshore_philippines": "offshore",
    }
    claims = {fact.key: fact for fact in VendorFact.objects.filter(vendor__country_iso3="COL")}
    assert claims["satisfaction"].estimate == {
        "low": 0.77, "likely": 0.82, "high": 0.85, "evidence": "C", "source": "vendor's statement",
    }  # fmt: skip
    assert claims["references_verified"].value == 1
    terms = {fact.key: fact for fact in OfferFact.objects.filter(offer__slug="nearshore_colombia")}
    assert terms["price"].estimate["likely"] == 17.5
    assert terms["handle_time_ratio"].estimate["likely"] == pytest.approx(1.07)
    assert terms["learning_extra_share"].estimate["likely"] == pytest.approx(0.27726, abs=1e-4)
    assert terms["notice_days"].value == 60
    assert Certification.objects.filter(covers_site_and_scope=False).get().name == "ISO 27001"


@pytest.mark.parametrize(
    ("name", "option", "shares"),
    [
        (NAMES[0], "offshore_philippines", {"where-is-my-order-delivery": 1, "returns-and-refunds": 1}),
        (
            NAMES[1],
            "nearshore_jamaica",
            {"benefits-and-eligibility-commercial": 1, "claims-status-commercial": 1},
        ),
        (
            NAMES[2],
            "captive_romania",
            {
                "dns-mail-password-billing-questions": 1,
                "migrations": 1,
                "server-and-application-incidents": pytest.approx(0.06 / 0.34),
            },
        ),
    ],
)
def test_a_share_of_volume_becomes_the_most_suitable_streams(
    imported: Callable[..., Assessment], name: str, option: str, shares: dict[str, float]
) -> None:
    assessment = imported(name)
    with scope(client=assessment.client):
        rows = Option.objects.get(slug=option).allocations.select_related("stream")
        assert {row.stream.slug: row.share for row in rows} == shares


def test_all_lines_but_one_leave_when_only_that_makes_up_the_share(
    imported: Callable[..., Assessment],
) -> None:
    assessment = imported(NAMES[1])
    with scope(client=assessment.client):
        rows = Option.objects.get(slug="offshore_philippines").allocations.select_related("stream")
        left = set(ContactStream.objects.values_list("slug", flat=True)) - {row.stream.slug for row in rows}
    assert left == {"provider-calls"}


def test_an_own_centre_and_a_transfer_are_recognised(imported: Callable[..., Assessment]) -> None:
    assessment = imported(NAMES[2])
    with scope(client=assessment.client):
        centre = {f.key: f.content for f in OfferFact.objects.filter(offer__slug="captive_romania")}
        assert Vendor.objects.filter(kind="own_centre").count() == 2
        transfer = Option.objects.get(slug="vendor_romania_bot")
    assert centre["leader_ratio"]["likely"] == 2.2
    assert centre["fixed_cost_per_year"]["likely"] == 180_000
    assert centre["build_months"]["likely"] == 7
    assert centre["handle_time_ratio"]["likely"] == 1.0
    assert centre["occupancy_cost_per_seat_year"]["likely"] == pytest.approx(6004, abs=1)
    assert (transfer.model, transfer.transfer_month) == ("build_operate_transfer", 24)


def test_points_become_weights(retailer: Assessment) -> None:
    weights = WeightSet.objects.get(in_force=True)
    assert weights.factors["cost"] == pytest.approx(0.30)
    assert sum(weights.factors.values()) == pytest.approx(1)
    assert weights.judgements == {"points": document()["weights"]}


def test_the_owner_is_the_person_who_imports(ana: User, retailer_document: dict[str, Any]) -> None:
    client = import_client(document=retailer_document, user=ana).client
    membership = membership_of(ana, client.slug)
    assert membership is not None
    assert membership.role == "owner"


def test_importing_twice_needs_a_word(retailer: Assessment, retailer_document: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused, match=f"assessment {retailer.pk}. Use --again"):
        import_client(document=retailer_document)
    again = import_client(document=retailer_document, again=True)
    assert again.client.slug == "harbor-pine-2"


REFUSED: list[tuple[str, Change, str]] = [
    ("data category", lambda d: d["processes"][0].update(data_categories=["shoe_size"]), "'shoe_size'"),
    ("country", lambda d: d["options"][2].update(country_iso3="ATL"), "'ATL' is not known"),
    ("model", lambda d: d["options"][1].update(model="robots"), "'robots' is not known"),
    ("channel", lambda d: d["processes"][1].update(channel="fax"), "'fax' is not known"),
    ("law", lambda d: d.update(legal_ids=["lex_talionis"]), "'lex_talionis' is not known"),
    ("factor", lambda d: d["weights"].update(beauty=3), "'beauty' is not known"),
    ("missing part", lambda d: d.pop("baseline"), "baseline: missing"),
    ("missing column", lambda d: d["processes"][0].pop("aht_seconds"), "aht_seconds: missing"),
    ("shares", lambda d: d["processes"][0].update(share_of_contacts=0.9), "add up to 1.560"),
    ("share of volume", lambda d: d["options"][1].update(share_of_volume=56), "a fraction from 0 to 1"),
    ("percent for a share", lambda d: d["baseline"].update(shrinkage=28), r"shrinkage: .*above 1.*0\.35"),
    ("text for a number", lambda d: d["baseline"].update(agent_wage_usd_hour="lots"), "a number is expected"),
    ("true for a number", lambda d: d["baseline"].update(occupancy=True), "a number is expected"),
    ("negative", lambda d: d["baseline"].update(agent_wage_usd_hour=-3), "below 0"),
    (
        "low above high",
        lambda d: d["customers"].update(
            yearly_margin_usd={"low": 9, "likely": 5, "high": 7, "evidence": "B"}
        ),
        "must be in this order",
    ),
    (
        "evidence",
        lambda d: d["customers"]["yearly_margin_usd"].update(evidence="sure"),
        "A, B, C, D, E or unknown",
    ),
    ("twin", lambda d: d["options"][1].update(id="nearshore_colombia"), "is given twice"),
    ("expiry", lambda d: d["options"][1]["vendor"]["certifications"][0].update(expires="soon"), "2027-06-30"),
    ("list for an object", lambda d: d.update(company=[]), "company: expected an object"),
    ("level", lambda d: d["processes"][0].update(complexity_1_5=9), "level from 1 to 5"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_used_is_refused_by_name_and_nothing_is_left(
    retailer_document: dict[str, Any], change: Change, words: str
) -> None:
    change(retailer_document)
    with pytest.raises(ImportRefused, match=words):
        import_client(document=retailer_document)
    assert everything() == [0] * 9


NAUGHTY: list[Any] = [
    None, "", "x" * 5000, "\x00", "\u202e<script>", [], {}, [[]], [{"a": {}}], {"low": 1}, -1, 0, 1e308,
    10**40, True, "NaN", 0.1,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_a_document_with_a_wrong_value_somewhere_is_used_or_refused(
    retailer_document: dict[str, Any], seed: int
) -> None:
    """Never anything else, and nothing is left of a refused one."""
    chance = random.Random(seed)
    place, key = chance.choice(list(leaves(retailer_document)))
    place[key] = chance.choice(NAUGHTY)
    faults: tuple[str, ...] = ()
    try:
        import_client(document=retailer_document)
    except ImportRefused as refused:
        faults = refused.faults or ("",)
    assert all(faults)
    assert everything()[0] == (0 if faults else 1)
    assert not faults or everything() == [0] * 9


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a document with its key or number, containers included."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, content in entries:
        yield value, key
        if isinstance(content, dict | list):
            yield from leaves(content)


def test_allowed_values_are_named(retailer_document: dict[str, Any]) -> None:
    retailer_document["options"][1]["model"] = "robots"
    with pytest.raises(ImportRefused) as refused:
        import_client(document=retailer_document)
    assert refused.value.faults == (
        "options[1].model: 'robots' is not known. Allowed are captive, in_house, outsource_nearshore, "
        "outsource_offshore, outsource_onshore.",
    )


def test_all_faults_are_named_at_once(retailer_document: dict[str, Any]) -> None:
    retailer_document["options"][1]["model"] = "robots"
    retailer_document["options"][2]["country_iso3"] = "ATL"
    retailer_document["processes"][0]["channel"] = "fax"
    with pytest.raises(ImportRefused) as refused:
        import_client(document=retailer_document)
    assert len(refused.value.faults) == 3


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": NaN}', "[" * 100_000, "\x00", '"x"'])
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "client.json"
    path.write_text(text)
    with pytest.raises(ImportRefused):
        read_document(path)


def test_what_the_document_expects_is_not_read(retailer_document: dict[str, Any]) -> None:
    retailer_document["expected"] = {"verdict": "go", "leading_option": "offshore_philippines"}
    retailer_document["moon_phase"] = "full"
    found = import_client(document=retailer_document)
    assert found.notices == ("moon_phase was not read: it is not part of a client document.",)


def test_the_command_prints_the_assessment_last(capsys: pytest.CaptureFixture[str], ana: User) -> None:
    call_command("import_client", str(FOLDER / f"{NAMES[0]}.json"), "--user", "ana@example.com")
    word = capsys.readouterr().out.split()[-1]
    assert Assessment.objects.with_scopes_disabled().get(pk=int(word)).created_by == ana


def test_the_command_refuses_a_stranger_and_a_broken_file(tmp_path: Path) -> None:
    path = FOLDER / f"{NAMES[0]}.json"
    with pytest.raises(CommandError, match="Nobody signs in as eve"):
        call_command("import_client", str(path), "--user", "eve@example.com")
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_client", str(broken))
    assert everything() == [0] * 9


@pytest.mark.parametrize("name", NAMES)
def test_the_demo_documents_are_those_of_the_tests_without_what_is_expected(name: str) -> None:
    shipped = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    tested = document(name)
    del tested["expected"]
    assert shipped == tested
