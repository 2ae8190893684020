"""Vendors as they are usually priced, to stand in until real offers are there."""

from collections.abc import Iterator

from assessments.choices import OptionModel
from assessments.models import Assessment
from assessments.selectors.reference_figures import Place
from clients.models import User
from clients.services import free_slug, record
from ui.estimates import Estimate, make_estimate, unknown_estimate
from vendors.models import Benchmark, Country, Offer, OfferFact, Vendor

GUESS = "E"
NOTE = "A typical vendor from published prices. Put a real offer in its place."
PRICES = {
    "USA": "price_us_canada",
    "CAN": "price_us_canada",
    "PHL": "price_philippines",
    "IND": "price_india",
}
FAR_AWAY = ("PHL", "IND")
PAY_IN_PRICE = (0.30, 0.375, 0.45)
PAY_IN_PRICE_SOURCE = "worked out from published pay: a vendor's agents get 30 to 45 % of its price"


def typical_offers(assessment: Assessment, place: Place, actor: User) -> Iterator[tuple[OptionModel, Offer]]:
    """One offer at home, so that going abroad is compared with it, and one from far away."""
    yield OptionModel.ONSHORE, _offer(assessment, place.country, place, actor)
    away = next(country for country in FAR_AWAY if country != place.country)
    yield OptionModel.OFFSHORE, _offer(assessment, away, place, actor)


def _offer(assessment: Assessment, country_iso3: str, place: Place, actor: User) -> Offer:
    client, country = assessment.client, Country.objects.filter(pk=country_iso3).first()
    where = "your country" if country_iso3 == place.country else country.name if country else country_iso3
    where = f"the {where}" if where in ("Philippines", "United States", "United Kingdom") else where
    name = f"Typical vendor in {where}"
    vendor = Vendor.objects.filter(client=client, name=name, note=NOTE).first() or Vendor.objects.create(
        client=client,
        slug=free_slug(
            name, lambda slug: Vendor.objects.filter(client=client, slug=slug).exists(), 60, "vendor"
        ),
        name=name,
        country_iso3=country_iso3,
        note=NOTE,
    )
    taken = Offer.objects.filter(assessment=assessment)
    offer = Offer.objects.create(
        assessment=assessment,
        vendor=vendor,
        slug=free_slug(name, lambda slug: taken.filter(slug=slug).exists(), 60, "offer"),
        name=name,
        currency=client.currency,
        note=NOTE,
    )
    price = _price(country_iso3, country, place)
    OfferFact.objects.create(offer=offer, key="price", estimate=price, answered_by=actor)
    target = f"assessment {assessment.slug} {offer.slug}"
    record(client=client, actor=actor, action="offer.draft", target=target, after={"price": price})
    return offer


def _price(country_iso3: str, country: Country | None, place: Place) -> Estimate:
    """The published price of an hour, else one rebuilt from what agents there are paid."""
    if place.per_usd is None:
        return unknown_estimate()
    row = Benchmark.objects.filter(pk=PRICES.get(country_iso3, "")).first()
    if row is not None and row.value is not None:
        low, high = (None if end is None else end * place.per_usd for end in (row.low, row.high))
        source = f"{row.source}, {row.year}"
        return make_estimate(row.value * place.per_usd, GUESS, low=low, high=high, source=source, least=0)
    if country is None or country.agent_wage_per_hour is None:
        return unknown_estimate()
    on_cost = 0.3 if country.benefit_load is None else country.benefit_load
    loaded = country.agent_wage_per_hour * (1 + on_cost) * place.per_usd
    high, likely, low = (loaded / share for share in PAY_IN_PRICE)
    source = f"{country.wage_source}; {PAY_IN_PRICE_SOURCE}"
    return make_estimate(likely, GUESS, low=low, high=high, source=source, least=0)
