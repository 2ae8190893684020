"""Options as the case holds them."""

from typing import Any

from django.db.models import Prefetch

from assessments.models import Allocation, Assessment, Option
from assessments.snapshots.offers import plain_sum

OWN_PARTS = ("improvement", "training")


def option_rows(assessment: Assessment) -> list[Option]:
    """Options that are not archived, with all their parts, in a fixed number of queries."""
    shares = Prefetch("allocations", Allocation.objects.select_related("stream", "offer"))
    options = Option.objects.filter(assessment=assessment, archived=None).order_by("slug")
    return list(options.prefetch_related(shares, "facts", "one_off", "waivers"))


def plain_option(option: Option) -> dict[str, Any]:
    facts = {fact.key: fact.content for fact in option.facts.all() if fact.content is not None}
    parts = {part: _part(part, facts) for part in OWN_PARTS}
    return {
        **{key: content for key, content in facts.items() if "." not in key},
        **{part: content for part, content in parts.items() if content or _is_of(option, part)},
        "id": option.slug,
        "name": option.name,
        "model": option.model,
        "start_month": option.start_month,
        "transfer_month": option.transfer_month,
        "allocations": sorted((_allocation(row) for row in option.allocations.all()), key=_place),
        "one_off": [plain_sum(row) for row in sorted(option.one_off.all(), key=lambda row: row.slug)],
        "waivers": [_waiver(row) for row in option.waivers.all()],
        "note": option.note,
    }


def _part(part: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {key.partition(".")[2]: value for key, value in facts.items() if key.startswith(f"{part}.")}


def _is_of(option: Option, part: str) -> bool:
    return (option.model, part) in {("improve", "improvement"), ("training_only", "training")}


def _allocation(row: Allocation) -> dict[str, Any]:
    return {"stream_id": row.stream.slug, "provider_id": row.offer.slug, "share": row.share}


def _place(allocation: dict[str, Any]) -> tuple[str, str]:
    return allocation["stream_id"], allocation["provider_id"]


def _waiver(row: Any) -> dict[str, Any]:
    return {"gate": row.gate, "by": row.by_name, "reason": row.reason, "on": row.on.isoformat()}
