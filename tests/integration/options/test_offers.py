"""Offers: several of a vendor, in their own currency and unit, kept term by term."""

from typing import Any

import pytest
from django_scopes import scope

from assessments.snapshots import build_case
from vendors.models import Country, Offer, OfferFact, VendorFact
from vendors.services.facts import contents_of

NEW = {
    "name": "Pilot",
    "price_basis": "contact",
    "currency": "EUR",
    "received_on": "2026-10-01",
    "valid_until": "2027-01-31",
    "note": "",
}


def vendor_slug(place: Any) -> str:
    with scope(client=place.client):
        return Offer.objects.select_related("vendor").get(slug="onshore_bpo").vendor.slug


def add(place: Any, **changes: str) -> Any:
    return place.browser("editor").post(
        place.url("create_offer", vendor=vendor_slug(place)), {**NEW, **changes}
    )


def test_a_vendor_makes_several_offers_each_once(retailer: Any) -> None:
    for _ in range(2):
        assert add(retailer).status_code == 302
    add(retailer, name="Two years")
    with scope(client=retailer.client):
        assert Offer.objects.filter(vendor__slug=vendor_slug(retailer)).count() == 3
    answer = add(retailer, currency="USD")
    assert answer.status_code == 422
    assert "There is an offer “Pilot” already" in answer.content.decode()


@pytest.mark.parametrize(
    "changes", [{"currency": "QQQ"}, {"price_basis": "smile"}, {"valid_until": "31.1.2027"}, {"name": ""}]
)
def test_a_wrong_head_is_refused(retailer: Any, changes: dict[str, str]) -> None:
    assert add(retailer, **changes).status_code == 422


def test_terms_are_kept_in_the_currency_of_the_offer(retailer: Any) -> None:
    add(retailer)
    url = retailer.url("edit_offer_section", offer="pilot", section="price")
    assert "€" in retailer.browser("editor").get(url).content.decode()
    data = {"price_likely": "4.20", "price_evidence": "C", "minimum_commitment_share_likely": "80",
            "minimum_commitment_share_evidence": "C", "price_transparency": "rate_card"}  # fmt: skip
    assert retailer.browser("editor").post(url, data).status_code == 302
    with scope(client=retailer.client):
        kept = contents_of(Offer.objects.get(slug="pilot"))
    assert (kept["price"]["likely"], kept["minimum_commitment_share"]["likely"]) == (4.2, 0.8)
    assert kept["price_transparency"] == "rate_card"


def test_sums_are_kept_and_named_once(retailer: Any) -> None:
    add(retailer)
    url = retailer.url("edit_offer_sums", offer="pilot")
    one = {"sums-0-name": "Training", "sums-0-amount_likely": "12,000", "sums-0-amount_evidence": "C"}
    data = {"sums-TOTAL_FORMS": "1", "sums-INITIAL_FORMS": "0", "version": "1", **one, "sums-0-month": "2"}
    assert retailer.browser("editor").post(url, data).status_code == 302
    with scope(client=retailer.client):
        row = Offer.objects.get(slug="pilot").one_off.get()
    assert (row.name, row.amount["likely"], row.month) == ("Training", 12000, 2)
    again = {key.replace("-0-", "-1-"): text for key, text in one.items()}
    twice = {**data, **again, "sums-TOTAL_FORMS": "2", "sums-INITIAL_FORMS": "1", "version": "2"}
    assert retailer.browser("editor").post(url, twice).status_code == 422
    assert retailer.browser("editor").post(url, {**data, "sums-0-month": "5"}).status_code == 409


def test_two_people_answer_the_same_term(retailer: Any) -> None:
    add(retailer)
    url = retailer.url("edit_offer_section", offer="pilot", section="terms")
    seen = {"version_notice_days": "0"}
    retailer.browser("owner").post(url, {"notice_days": "90", **seen})
    answer = retailer.browser("editor").post(url, {"notice_days": "30", **seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "90" in page
    assert "30" in page


def test_an_offer_in_use_is_not_put_away(retailer: Any) -> None:
    url = retailer.url("archive_offer", offer="onshore_bpo")
    retailer.browser("editor").post(url, {"version": "1"})
    with scope(client=retailer.client):
        assert Offer.objects.get(slug="onshore_bpo").archived is None
    add(retailer)
    retailer.browser("editor").post(retailer.url("archive_offer", offer="pilot"), {"version": "1"})
    with scope(client=retailer.client):
        assert Offer.objects.get(slug="pilot").archived is not None
    assert retailer.browser("editor").get(retailer.url("show_offer", offer="pilot")).status_code == 404


def test_vendors_stand_side_by_side(retailer: Any) -> None:
    page = retailer.page("compare_vendors")
    for words in (
        "Cost per contact settled",
        "other site or work: no proof",
        "Still missing",
        "of which agents get",
    ):
        assert words in page
    with scope(client=retailer.client):
        case = build_case(retailer.assessment)
    assert {p.id for p in case.providers if p.kind == "vendor"} == {
        "onshore_bpo", "nearshore_colombia", "offshore_philippines",
    }  # fmt: skip


def test_a_price_below_local_pay_is_said_to_be_impossible(retailer: Any) -> None:
    url = retailer.url("edit_offer_section", offer="offshore_philippines", section="price")
    with scope(client=retailer.client):
        rows = {f.key: f.version for f in Offer.objects.get(slug="offshore_philippines").facts.all()}
    seen = {f"version_{key}": str(number) for key, number in rows.items()}
    data = {"price_likely": "1.50", "price_evidence": "C", **seen}
    assert retailer.browser("editor").post(url, data).status_code == 302
    assert "cannot pay local wages" in retailer.page("compare_vendors")


def test_an_average_of_all_employees_is_named_as_such_beside_the_price(retailer: Any) -> None:
    with scope(client=retailer.client):
        OfferFact.objects.filter(key="wage_per_hour").delete()
        VendorFact.objects.filter(key="wage_per_hour").delete()
    Country.objects.filter(pk="PHL").update(wage_grade="B", agent_wage_per_hour=40.0)
    page = retailer.page("compare_vendors")
    assert "pay of agents not known" in page
    assert "Average of all employees there, not of agents" in page
