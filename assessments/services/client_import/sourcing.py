"""Options of a document as rows: vendors, own centres, offers and who does which share."""

import datetime as dt
from functools import partial
from typing import Any

from assessments.choices import OptionModel
from assessments.models import Allocation, Assessment, ContactStream, Option, OptionFact, OptionSum
from assessments.services.client_import import terms
from assessments.services.client_import.allocation import streams_that_leave
from assessments.services.client_import.assumed import agent_pay
from assessments.services.client_import.document import Document, ImportRefused
from assessments.services.client_import.figures import is_estimate
from clients.models import User
from clients.services import free_slug
from vendors.choices import PriceBasis, VendorKind
from vendors.models import (
    Certification,
    Country,
    Fact,
    Offer,
    OfferFact,
    OfferSum,
    OneOffSum,
    Vendor,
    VendorFact,
)

MODELS = {
    "in_house": OptionModel.IMPROVE,
    "outsource_onshore": OptionModel.ONSHORE,
    "outsource_nearshore": OptionModel.NEARSHORE,
    "outsource_offshore": OptionModel.OFFSHORE,
    "captive": OptionModel.CAPTIVE,
}
STAY = "stay"


def write_options(assessment: Assessment, document: Document, user: User | None) -> list[str]:
    """Rows for every option, and one to stay as is. Notices name what was not read."""
    Option(assessment=assessment, slug=STAY, name="Stay as is", model=OptionModel.STAY, order=0).save()
    streams = list(ContactStream.objects.filter(assessment=assessment))
    taken = {STAY}
    notices: list[str] = []
    for number, row in enumerate(document["options"]):
        slug = _slug(row, taken)
        option = _option(assessment, row, slug, number + 1)
        _write_facts(OptionFact, {"option": option}, terms.option_facts(row, f"options[{number}]"), user)
        if row["model"] != "in_house":
            _outsource(option, row, document, streams, f"options[{number}]", user)
            notices += terms.unread_of_vendor(row, f"options[{number}]")
    return notices


def _slug(row: Document, taken: set[str]) -> str:
    """The id of the document, so that both can be compared; improving takes another name than staying."""
    wanted = "improve" if row["id"] == STAY else str(row["id"])
    slug = wanted if wanted not in taken and wanted.replace("_", "").isalnum() else ""
    slug = slug or free_slug(wanted, taken.__contains__, longest=60, otherwise="option")
    taken.add(slug)
    return slug


def _option(assessment: Assessment, row: Document, slug: str, order: int) -> Option:
    month = terms.transfer_month(row) if row["model"].startswith("outsource") else None
    option = Option(
        assessment=assessment,
        slug=slug,
        name=row["name"],
        model=OptionModel.BUILD_OPERATE_TRANSFER if month else MODELS[row["model"]],
        transfer_month=month,
        order=order,
        note=str(row.get("notes", "")),
    )
    option.full_clean()
    option.save()
    return option


def _outsource(
    option: Option,
    row: Document,
    document: Document,
    streams: list[ContactStream],
    at: str,
    user: User | None,
) -> None:
    vendor = _vendor(option, row, at, user)
    offer = _offer(option, vendor, row, document["baseline"], at, user)
    leaving = streams_that_leave(streams, row["share_of_volume"], row["country_iso3"])
    for stream, share in leaving:
        Allocation(option=option, stream=stream, offer=offer, share=share).save()
    if row["model"] != "captive":
        _write_sums(OptionSum, {"option": option}, terms.option_sums(row, at))


def _vendor(option: Option, row: Document, at: str, user: User | None) -> Vendor:
    client = option.assessment.client
    taken = set(Vendor.objects.filter(client=client).values_list("slug", flat=True))
    vendor = Vendor(
        client=client,
        slug=free_slug(option.slug.replace("_", "-"), taken.__contains__, longest=60, otherwise="vendor"),
        name=row["name"],
        kind=VendorKind.OWN_CENTRE if row["model"] == "captive" else VendorKind.VENDOR,
        country_iso3=row["country_iso3"],
        place=str(row["name"]).partition(",")[2].strip(),
        note=str(row.get("notes", "")),
    )
    vendor.full_clean()
    vendor.save()
    pay = agent_pay(vendor.country_iso3, vendor.place)
    _write_facts(VendorFact, {"vendor": vendor}, {**pay, **terms.vendor_facts(row, at)}, user)
    for number, given in enumerate(row.get("vendor", {}).get("certifications", [])):
        _certification(vendor, given, f"{at}.vendor.certifications[{number}]")
    return vendor


def _certification(vendor: Vendor, given: Document, at: str) -> None:
    try:
        expires = dt.date.fromisoformat(given["expires"]) if given.get("expires") else None
    except ValueError as error:
        raise ImportRefused([f"{at}.expires: a day such as 2027-06-30 is expected."]) from error
    covers = given.get("covers_site_and_scope")
    Certification(vendor=vendor, name=given["name"], covers_site_and_scope=covers, expires=expires).save()


def _offer(
    option: Option, vendor: Vendor, row: Document, baseline: Document, at: str, user: User | None
) -> Offer:
    offer = Offer(
        assessment=option.assessment,
        vendor=vendor,
        slug=option.slug,
        name=row["name"],
        price_basis=PriceBasis.PRODUCTIVE_HOUR,
        currency=vendor.client.currency,
    )
    offer.full_clean()
    offer.save()
    captive = row["model"] == "captive"
    home = Country.objects.filter(pk=option.assessment.client.country_iso3).first()
    quote = terms.centre_facts if captive else partial(terms.offer_facts, home=home)
    facts = quote(row, baseline, at=at)
    _write_facts(OfferFact, {"offer": offer}, facts, user)
    _write_sums(
        OfferSum, {"offer": offer}, terms.centre_sums(row, at) if captive else terms.offer_sums(row, at)
    )
    return offer


def _write_facts(model: type[Fact], owner: dict[str, Any], facts: dict[str, Any], user: User | None) -> None:
    for key, content in facts.items():
        said = {"estimate": content} if is_estimate(content) else {"value": content}
        fact = model(**owner, key=key, answered_by=user, **said)
        fact.full_clean()
        fact.save()


def _write_sums(
    model: type[OneOffSum], owner: dict[str, Any], sums: list[tuple[str, str, dict[str, Any]]]
) -> None:
    for order, (slug, name, amount) in enumerate(sums):
        line = model(**owner, slug=slug, name=name, amount=amount, order=order)
        line.full_clean()
        line.save()
