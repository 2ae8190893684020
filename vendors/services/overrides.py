"""A client's own figure for a country, marked as such wherever it is used."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import Client, User
from clients.services import Conflict, record
from vendors.models import CountryOverride


@transaction.atomic
def set_override(
    *, client: Client, country: str, figure: str, value: Any, source: str, version: int, actor: User
) -> CountryOverride:
    """version: that of the own figure which the person saw, 0 where there was none. Raises Conflict."""
    Client.objects.select_for_update().get(pk=client.pk)
    rows = CountryOverride.objects.filter(client=client, country_iso3=country, figure=figure)
    row = rows.first()
    if row is not None and (row.value, row.source) == (value, source):
        return row
    if (row.version if row else 0) != version:
        raise Conflict(row)
    before = {"value": row.value, "source": row.source} if row else None
    row = row or CountryOverride(client=client, country_iso3=country, figure=figure)
    row.value, row.source, row.by, row.at = value, source, actor, timezone.now()
    row.version = version + 1
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    _told(row, actor, "country.override", before, {"value": value, "source": source})
    return row


@transaction.atomic
def remove_override(row: CountryOverride, *, version: int, actor: User) -> None:
    """Back to the published figure. Raises Conflict."""
    before = {"value": row.value, "source": row.source}
    if not CountryOverride.objects.filter(pk=row.pk, version=version).delete()[0]:
        raise Conflict(CountryOverride.objects.filter(pk=row.pk).first())
    _told(row, actor, "country.published", before, None)


def _told(row: CountryOverride, actor: User, action: str, before: Any, after: Any) -> None:
    target = f"country {row.country_iso3} {row.figure}"
    record(client=row.client, actor=actor, action=action, target=target, before=before, after=after)
