"""Write what was accepted of a vendor's answers into its profile and offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from clients.models import User
from ui.estimates import make_estimate
from vendors.choices import FactHolder
from vendors.journey.asked import content_of_claim, question_for
from vendors.models import Offer, Vendor, VendorLink
from vendors.services.facts import save_facts
from vendors.services.links import contents_of, decide_proposals
from vendors.services.offers import change_offer, holder_of, plain_sums, save_sums
from vendors.services.vendors import PARTS, save_profile

ROWS = "rows."
SUMS = {
    "about.set_up": ("Set-up", 0),
    "about.training": ("Training of the agents", 0),
    "about.transition": ("Transition", 1),
}
COLUMNS = ("price_basis", "currency", "valid_until")
SAME = {"sites": ("country_iso3", "city"), "languages": ("code",), "certifications": ("name", "scope")}
QUOTED = "quoted by the vendor"


@transaction.atomic
def accept(link: VendorLink, *, accepted: set[int], refused: set[int], actor: User) -> int:
    """How many answers were accepted now."""
    contents = contents_of(link)
    taken = decide_proposals(link, accepted=accepted, refused=refused, actor=actor)
    given = {(row.holder, row.key): contents[(row.holder, row.key)] for row in taken}
    _into_profile(link.vendor, {k: v for (h, k), v in given.items() if h == FactHolder.VENDOR}, actor)
    if link.offer is not None:
        _into_offer(link.offer, {k: v for (h, k), v in given.items() if h == FactHolder.OFFER}, actor)
    return len(taken)


def _into_profile(vendor: Vendor, given: dict[str, Any], actor: User) -> None:
    facts = {}
    for key, value in given.items():
        question = question_for(FactHolder.VENDOR, key)
        if key.startswith(ROWS):
            _add_rows(vendor, key.removeprefix(ROWS), value)
        elif question is not None:
            facts[key] = content_of_claim(question, value)
    save_profile(vendor, contents=facts, actor=actor)


def _add_rows(vendor: Vendor, part: str, rows: Iterable[dict[str, Any]]) -> None:
    """A row that is there already is brought up to date; a certificate still has to be checked."""
    for values in rows:
        same = {name: values.get(name) or "" for name in SAME[part]}
        row = getattr(vendor, part).filter(**same).first() or PARTS[part](vendor=vendor)
        clean = {name: _read(name, value) for name, value in values.items()}
        if part == "sites" and clean.get("is_main"):
            vendor.sites.exclude(pk=row.pk).update(is_main=False)
        for name, value in clean.items():
            setattr(row, name, value)
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save()


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "expires" and value else value


def _into_offer(offer: Offer, given: dict[str, Any], actor: User) -> None:
    columns = {
        name: _offer_column(name, given[f"about.{name}"]) for name in COLUMNS if f"about.{name}" in given
    }
    if columns:
        change_offer(offer, version=offer.version, actor=actor, **columns)
    facts = {
        key: content_of_claim(question, value)
        for key, value in given.items()
        if (question := question_for(FactHolder.OFFER, key)) is not None and question.in_case
    }
    save_facts(holder_of(offer), contents=facts, versions=None, actor=actor)
    _quoted_sums(offer, given, actor)


def _offer_column(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "valid_until" else value


def _quoted_sums(offer: Offer, given: dict[str, Any], actor: User) -> None:
    quoted = {
        SUMS[key][0]: {
            "name": SUMS[key][0],
            "amount": make_estimate(float(value), "C", source=QUOTED, least=0),
            "month": SUMS[key][1],
        }
        for key, value in given.items()
        if key in SUMS and not isinstance(value, dict)
    }
    if quoted:
        others = [row for row in plain_sums(offer) if row["name"] not in quoted]
        save_sums(offer, [*others, *quoted.values()], version=offer.version, actor=actor)
