"""Make, change, order and remove options, and say who does which share of which stream."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.choices import OptionModel
from assessments.models import Allocation, Assessment, ContactStream, GateWaiver, Option
from clients.models import User
from clients.services import Conflict, record, update_if_unchanged
from vendors.choices import VendorKind
from vendors.models import Offer
from vendors.services.facts import Holder
from vendors.services.named import as_before, change_named, free_name
from vendors.services.offers import mark_changed, plain_sums, write_sums

RESERVED = ("new", "compare")
STAY = "Stay as is"
Shares = Mapping[tuple[int, int], float]
WHOLE = 1.0 + 1e-9


def holder_of(option: Option) -> Holder:
    target = f"assessment {option.assessment.slug} option {option.slug}"
    return Holder(option, option.assessment.client, target, lambda: mark_changed(option.assessment))


@transaction.atomic
def create_option(
    *,
    assessment: Assessment,
    name: str,
    model: str,
    actor: User | None,
    offer: Offer | None = None,
    note: str = "",
) -> Option:
    """A new option; staying as is joins the list with the first one. With an offer, all that may move moves.

    The same one sent twice is one; another of this name is refused.
    """
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    keep_stay(assessment)
    rows = Option.objects.filter(assessment=assessment)
    if same := rows.filter(name=name, archived=None).first():
        return as_before(same, {"model": model, "note": note}, "an option")
    slug = free_name(name, rows, RESERVED, "option")
    option = Option(assessment=assessment, slug=slug, name=name, model=model, order=rows.count(), note=note)
    option.full_clean(validate_unique=False, validate_constraints=False)
    option.save()
    _told(option, actor, "option.create", None, {"name": name, "model": model})
    if offer is not None:
        set_shares(option, _all_that_may_move(option, offer), version=option.version, actor=actor)
    return option


def keep_stay(assessment: Assessment) -> Option:
    """Staying as is is always among the options."""
    stay = Option.objects.filter(assessment=assessment, model=OptionModel.STAY).first()
    if stay is None:
        taken = Option.objects.filter(assessment=assessment)
        slug = free_name(STAY, taken, (), "stay")
        stay = Option.objects.create(assessment=assessment, slug=slug, name=STAY, model=OptionModel.STAY)
    return stay


def _all_that_may_move(option: Option, offer: Offer) -> dict[tuple[int, int], float]:
    """Whole streams, without those that need meeting the customer or must stay in another country."""
    country = country_of(offer)
    streams = ContactStream.objects.filter(assessment=option.assessment)
    bound = [s for s in streams if s.required_country_iso3 and s.required_country_iso3 != country]
    stays = {s.pk for s in streams if s.face_to_face_share} | {s.pk for s in bound}
    return {(stream.pk, offer.pk): 1.0 for stream in streams if stream.pk not in stays}


def country_of(offer: Offer) -> str:
    site = next((site for site in offer.vendor.sites.all() if site.is_main), None)
    return site.country_iso3 if site else offer.vendor.country_iso3


@transaction.atomic
def change_option(option: Option, *, version: int, actor: User | None, **changes: Any) -> Option:
    """Raises Conflict when somebody else changed the option meanwhile."""
    others = Option.objects.filter(assessment=option.assessment, archived=None)
    if change := change_named(option, others, "option", version=version, **changes):
        _told(option, actor, "option.change", *change)
    return option


@transaction.atomic
def remove_option(option: Option, *, version: int, actor: User | None) -> None:
    """Out of the list; decisions that were computed with it keep it. Staying as is cannot be removed."""
    if option.model == OptionModel.STAY:
        raise ValidationError("Staying as is always remains among the options.", code="stay")
    if option.archived:
        return
    update_if_unchanged(option, version=version, archived=timezone.now())
    _told(option, actor, "option.remove", {"name": option.name}, None)


@transaction.atomic
def move_option(option: Option, *, up: bool, actor: User | None) -> None:
    """One place up or down in the list."""
    rows = list(Option.objects.filter(assessment=option.assessment, archived=None).select_for_update())
    place = next(n for n, row in enumerate(rows) if row.pk == option.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows):
        if row.order != order:
            Option.objects.filter(pk=row.pk).update(order=order)
    _told(option, actor, "option.move", {"place": place + 1}, {"place": other + 1})


@transaction.atomic
def set_shares(option: Option, shares: Shares, *, version: int, actor: User | None) -> None:
    """shares: (stream, offer) to the share of the stream, above 0; all others stay in-house.

    ValidationError where more than all of a stream is given away, or the kind of option does not allow it.
    """
    wanted = {key: round(share, 6) for key, share in shares.items() if share > 0}
    _check(option, wanted)
    current = {(row.stream_id, row.offer_id): row.share for row in option.allocations.all()}
    if current == wanted:
        return
    before = _plain(option)
    update_if_unchanged(option, version=version)
    option.allocations.all().delete()
    Allocation.objects.bulk_create(
        Allocation(option=option, stream_id=stream, offer_id=offer, share=share)
        for (stream, offer), share in wanted.items()
    )
    _told(option, actor, "option.shares", before, _plain(option))


def _check(option: Option, shares: Shares) -> None:
    streams = {row.pk: row for row in ContactStream.objects.filter(assessment=option.assessment)}
    rows = Offer.objects.filter(assessment=option.assessment, archived=None).select_related("vendor")
    offers = {row.pk: row for row in rows}
    if any(stream not in streams or offer not in offers for stream, offer in shares):
        raise ValidationError("This stream or offer is not there any more. Open the page anew.", code="gone")
    given: dict[int, float] = {}
    for (stream, _offer), share in shares.items():
        given[stream] = given.get(stream, 0.0) + share
    too_much = [streams[pk].name for pk, share in given.items() if share > WHOLE]
    if too_much:
        raise ValidationError(f"More than 100 % of “{too_much[0]}” is given away.", code="too_much")
    _check_kind(option, {offers[offer] for _stream, offer in shares})


def _check_kind(option: Option, used: set[Offer]) -> None:
    if option.model in (OptionModel.STAY, OptionModel.IMPROVE, OptionModel.TRAINING_ONLY) and used:
        raise ValidationError("With this option the work stays in-house.", code="kind")
    if option.model != OptionModel.MIX and len(used) > 1:
        raise ValidationError("This option has one provider. Make a mix to use several.", code="kind")
    own = {offer.vendor.kind == VendorKind.OWN_CENTRE for offer in used}
    if option.model == OptionModel.CAPTIVE and own == {False}:
        raise ValidationError("An own centre needs a plan of your own, not a vendor's offer.", code="kind")
    if option.model not in (OptionModel.CAPTIVE, OptionModel.MIX) and own == {True}:
        raise ValidationError("This kind of option needs a vendor's offer.", code="kind")


@transaction.atomic
def save_option_sums(
    option: Option, sums: Iterable[Mapping[str, Any]], *, version: int, actor: User | None
) -> None:
    """Replace the sums that fall due once. Raises Conflict."""
    before, after = plain_sums(option), [dict(row) for row in sums]
    if before == after:
        return
    update_if_unchanged(option, version=version)
    write_sums(option.one_off, after)
    _told(option, actor, "option.sums", before, after)


@transaction.atomic
def waive_gate(*, option: Option, gate: str, by_name: str, reason: str, actor: User) -> GateWaiver:
    """Somebody answers for a gate that is not passed. The same waiver sent twice is one; raises Conflict."""
    Assessment.objects.select_for_update().get(pk=option.assessment_id)
    row = GateWaiver.objects.filter(option=option, gate=gate).first()
    if row is not None:
        if (row.by_name, row.reason) == (by_name, reason):
            return row
        raise Conflict(row)
    row = GateWaiver(option=option, gate=gate, by_name=by_name, by=actor, reason=reason)
    row.full_clean()
    row.save()
    _told(option, actor, "gate.waive", None, {"gate": gate, "by": by_name, "reason": reason})
    return row


@transaction.atomic
def end_waiver(waiver: GateWaiver, *, actor: User) -> None:
    before = {"gate": waiver.gate, "by": waiver.by_name, "reason": waiver.reason}
    if GateWaiver.objects.filter(pk=waiver.pk).delete()[0]:
        _told(waiver.option, actor, "gate.end_waiver", before, None)


def _plain(option: Option) -> list[dict[str, Any]]:
    rows = option.allocations.select_related("stream", "offer")
    return [{"stream": r.stream.slug, "offer": r.offer.slug, "share": r.share} for r in rows]


def _told(option: Option, actor: User | None, action: str, before: Any, after: Any) -> None:
    mark_changed(option.assessment)
    holder = holder_of(option)
    record(client=holder.client, actor=actor, action=action, target=holder.target, before=before, after=after)
