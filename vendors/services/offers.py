"""Make and change offers: the terms on which a vendor or an own centre would do the work."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from clients.models import User
from clients.services import free_slug, record, update_if_unchanged
from vendors.models import Offer, Vendor
from vendors.services.facts import Holder
from vendors.services.named import LONGEST_SLUG, as_before, change_named, free_name

RESERVED = ("new", "compare")
Assessment = Any


def holder_of(offer: Offer) -> Holder:
    target = f"assessment {offer.assessment.slug} offer {offer.slug}"
    return Holder(offer, offer.assessment.client, target, lambda: mark_changed(offer.assessment))


@transaction.atomic
def create_offer(
    *, assessment: Assessment, vendor: Vendor, name: str, actor: User | None, **values: Any
) -> Offer:
    """A new offer. The same one sent twice is one; another of this name in the assessment is refused."""
    type(assessment).objects.select_for_update().get(pk=assessment.pk)
    rows = Offer.objects.filter(assessment=assessment)
    if same := rows.filter(name=name, archived=None).first():
        return as_before(same, {"vendor": vendor, **values}, "an offer")
    slug = free_name(name, rows, RESERVED, "offer")
    offer = Offer(assessment=assessment, vendor=vendor, slug=slug, name=name, **values)
    offer.full_clean(validate_unique=False, validate_constraints=False)
    offer.save()
    _told(offer, actor, "offer.create", None, {"name": name, "vendor": vendor.slug, **values})
    return offer


@transaction.atomic
def change_offer(offer: Offer, *, version: int, actor: User | None, **changes: Any) -> Offer:
    """Raises Conflict when somebody else changed the offer meanwhile."""
    others = Offer.objects.filter(assessment=offer.assessment, archived=None)
    if change := change_named(offer, others, "offer", version=version, **changes):
        _told(offer, actor, "offer.change", *change)
    return offer


@transaction.atomic
def save_sums(offer: Offer, sums: Iterable[Mapping[str, Any]], *, version: int, actor: User | None) -> None:
    """Replace the sums that fall due once. Raises Conflict when the offer changed meanwhile."""
    before, after = plain_sums(offer), [dict(row) for row in sums]
    if before == after:
        return
    update_if_unchanged(offer, version=version)
    write_sums(offer.one_off, after)
    _told(offer, actor, "offer.sums", before, after)


def write_sums(manager: Any, sums: Iterable[Mapping[str, Any]]) -> None:
    """Give each sum a short name of its own and put them in the place of those that were there."""
    manager.all().delete()
    taken: set[str] = set()
    for order, values in enumerate(sums):
        slug = free_slug(values["name"], taken.__contains__, LONGEST_SLUG, "sum")
        taken.add(slug)
        row = manager.model(slug=slug, order=order, **{manager.field.name: manager.instance}, **values)
        row.full_clean(validate_unique=False, validate_constraints=False)
        row.save()


def plain_sums(holder: Any) -> list[dict[str, Any]]:
    return [{"name": row.name, "amount": row.amount, "month": row.month} for row in holder.one_off.all()]


@transaction.atomic
def archive_offer(offer: Offer, *, version: int, actor: User) -> None:
    """Put it away. Refused while an option builds on it, for the option would lose its work."""
    if offer.archived:
        return
    using = sorted({row.option.name for row in offer.allocations.filter(option__archived=None)})
    if using:
        raise ValidationError(
            f"“{using[0]}” builds on this offer. Take it out of that option first.", code="used"
        )
    update_if_unchanged(offer, version=version, archived=timezone.now())
    _told(offer, actor, "offer.archive", None, None)


def mark_changed(assessment: Assessment) -> None:
    """The decision that was computed before no longer holds all that is known."""
    assessment.changed = timezone.now()
    assessment.save(update_fields=["changed"])


def _told(offer: Offer, actor: User | None, action: str, before: Any, after: Any) -> None:
    mark_changed(offer.assessment)
    holder = holder_of(offer)
    record(client=holder.client, actor=actor, action=action, target=holder.target, before=before, after=after)
