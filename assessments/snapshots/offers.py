"""Providers as the case holds them: a vendor or own centre on the terms of one offer."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, NamedTuple
from zoneinfo import ZoneInfoNotFoundError

from django.db.models import Prefetch

from assessments.models import Assessment, Option
from assessments.snapshots.exchange import exchange_rate
from scoring.case import Offer as CaseOffer
from scoring.case import OwnCentre, Provider
from ui.estimates import make_estimate
from vendors.choices import VendorKind
from vendors.models import Country, Offer, Reference, Vendor
from vendors.selectors.claims import confirmed
from vendors.selectors.overlap import hours_shared

OFFER_FACTS = {field.name for field in fields(CaseOffer)} - {
    "price_basis",
    "currency",
    "valid_until",
    "one_off",
}
CENTRE_FACTS = {field.name for field in fields(OwnCentre)} - {"one_off"}
PROVIDER_FACTS = {field.name for field in fields(Provider)} - {
    "id", "name", "kind", "country_iso3", "place", "offer", "own_centre", "languages", "certifications",
}  # fmt: skip
OFFICE_HOURS = "IANA time zones: your opening hours between 9 and 18 o'clock there, mean over the year"
Facts = dict[str, Any]


class Home(NamedTuple):
    """Where and when the service is open."""

    zone: str
    opening: tuple[float, float]


def used_offers(assessment: Assessment, options: Iterable[Option]) -> list[Offer]:
    """The offers that an option builds on, with all that is known of their vendors."""
    used = {row.offer_id for option in options for row in option.allocations.all()}
    related = (
        "facts",
        "one_off",
        *(f"vendor__{name}" for name in ("facts", "sites", "languages", "certifications")),
    )
    heard = Prefetch("vendor__references", Reference.objects.filter(verified=True))
    offers = Offer.objects.filter(assessment=assessment, pk__in=used).select_related("vendor")
    return list(offers.prefetch_related(*related, heard).order_by("slug"))


def zones_of(offers: Iterable[Offer], home: str) -> dict[str, str]:
    """Main time zone by country, of the providers and of the client."""
    places = {home, *(where(offer.vendor)[0] for offer in offers)}
    return dict(Country.objects.filter(pk__in=places).values_list("iso3", "timezone"))


def provider_of(offer: Offer, currency: str, home: Home, zones: dict[str, str]) -> dict[str, Any]:
    """What the offer says of the provider goes before what its profile says."""
    vendor = offer.vendor
    said = {fact.key: fact.content for fact in offer.facts.all()}
    profile = confirmed({fact.key: fact.content for fact in vendor.facts.all()}, vendor.references.all())
    country, place = where(vendor)
    facts = {"overlap_hours_per_day": _overlap(vendor, zones.get(country, ""), home), **profile, **said}
    own = vendor.kind == VendorKind.OWN_CENTRE
    terms = {"own_centre": _own_centre(offer, said)} if own else {"offer": _offer(offer, said, currency)}
    return {
        **_known({name: facts.get(name) for name in PROVIDER_FACTS}),
        **terms,
        "id": offer.slug,
        "name": vendor.name,
        "kind": "captive" if own else "vendor",
        "country_iso3": country,
        "place": place,
        "references_verified": _references(facts, vendor),
        "languages": [_language(row) for row in vendor.languages.all()],
        "certifications": [_certification(row) for row in vendor.certifications.all()],
    }


def where(vendor: Vendor) -> tuple[str, str]:
    """Country and town of the site that would do the work, else of the vendor."""
    site = next((site for site in vendor.sites.all() if site.is_main), None)
    return (site.country_iso3, site.city) if site else (vendor.country_iso3, vendor.place)


def _offer(offer: Offer, said: Facts, currency: str) -> dict[str, Any]:
    rate = {"currency_rate": exchange_rate(offer.currency, currency)}
    return {
        **rate,
        **_known({name: said.get(name) for name in OFFER_FACTS}),
        "price_basis": offer.price_basis,
        "currency": offer.currency,
        "valid_until": offer.valid_until.isoformat() if offer.valid_until else None,
        "one_off": _sums(offer),
    }


def _own_centre(offer: Offer, said: Facts) -> dict[str, Any]:
    return {**_known({name: said.get(name) for name in CENTRE_FACTS}), "one_off": _sums(offer)}


def _sums(offer: Offer) -> list[dict[str, Any]]:
    return [plain_sum(row) for row in sorted(offer.one_off.all(), key=lambda row: row.slug)]


def plain_sum(row: Any) -> dict[str, Any]:
    amount = {} if row.amount is None else {"amount": row.amount}
    return {"id": row.slug, "name": row.name, "month": row.month, **amount}


def _overlap(vendor: Vendor, zone: str, home: Home) -> Any:
    """From the time zones of both places; None where one of them is not known."""
    site = next((site for site in vendor.sites.all() if site.is_main), None)
    away = site.timezone if site and site.timezone else zone
    try:
        hours = hours_shared(home.zone, away, home.opening) if home.zone and away else None
    except (ZoneInfoNotFoundError, ValueError):
        hours = None
    return None if hours is None else make_estimate(hours, "C", source=OFFICE_HOURS, least=0, most=24)


def _references(facts: Facts, vendor: Vendor) -> int | None:
    """Calls on record, or what was noted without a record, whichever is more."""
    noted, heard = facts.get("references_verified"), len(vendor.references.all())
    return max(noted or 0, heard) if heard or noted is not None else None


def _language(row: Any) -> dict[str, Any]:
    names = ("code", "voice_level", "written_level", "tested_by")
    return {name: getattr(row, name) for name in names}


def _certification(row: Any) -> dict[str, Any]:
    """One that names another site than the one that would do the work does not cover it."""
    elsewhere = row.site is not None and not row.site.is_main
    return {
        "name": row.name,
        "covers_site_and_scope": False if elsewhere else row.covers_site_and_scope,
        "expires": row.expires.isoformat() if row.expires else None,
    }


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
