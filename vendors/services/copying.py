"""Take what is known of a vendor from one client to another: facts, never quotes or what references said."""

from typing import Any

from django.db import transaction
from django_scopes import scope

from clients.models import Client, User
from clients.services import record
from vendors.models import Vendor
from vendors.services.facts import content_of, save_facts
from vendors.services.vendors import COLUMNS, PARTS, create_vendor, holder_of

HEARD = ("references_verified", "references_positive_share")
OF_ONE_CLIENT = (
    "client_share_of_revenue",
    "location_accepted_share",
    "overlap_hours_per_day",
    "handle_time_ratio",
)
MONEY = ("wage_per_hour",)


@transaction.atomic
def copy_vendor(vendor: Vendor, *, to: Client, actor: User) -> Vendor:
    """The vendor at the other client. Amounts stay behind where the other client counts in other money.

    ValidationError when the other client has a different vendor of this name.
    """
    left_out = {*HEARD, *OF_ONE_CLIENT, *(MONEY if to.currency != vendor.client.currency else ())}
    facts = {f.key: content_of(f) for f in vendor.facts.all() if f.key not in left_out}
    rows = {part: list(getattr(vendor, part).all()) for part in PARTS}
    columns = {name: getattr(vendor, name) for name in COLUMNS}
    if to.currency != vendor.client.currency:
        columns["yearly_revenue"] = None
    head = {"kind": vendor.kind, "country_iso3": vendor.country_iso3, "place": vendor.place}
    with scope(client=to):
        made = create_vendor(client=to, actor=actor, name=vendor.name, copied_from=vendor, **head, **columns)
        if not made.facts.exists():
            _copy_rows(made, rows)
            save_facts(holder_of(made), contents=facts, versions=None, actor=actor)
    after = {"vendor": made.slug, "facts": len(facts)}
    target = f"vendor {vendor.slug}"
    record(client=vendor.client, actor=actor, action="vendor.copy_out", target=target, after=after)
    return made


def _copy_rows(made: Vendor, rows: dict[str, list]) -> None:  # type: ignore[type-arg]
    sites: dict[Any, Any] = {}
    for part in PARTS:  # sites first: certificates name them
        for row in rows[part]:
            old = row.pk
            row.pk, row.vendor = None, made
            row._state.adding = True
            if part == "certifications":
                row.site, row.seen_by = sites.get(row.site_id), None
            row.save()
            if part == "sites":
                sites[old] = row
