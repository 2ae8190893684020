"""Reading the record of what was done at a client."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from clients.models import AuditEvent, Client


@dataclass(frozen=True)
class Wanted:
    """What narrows the list; an empty part narrows nothing."""

    person: str = ""
    action: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def events_of(client: Client, wanted: Wanted) -> QuerySet[AuditEvent]:
    """The newest first. Days are days in UTC, and both ends count."""
    rows = AuditEvent.objects.filter(client=client).order_by("-sequence")
    if wanted.person:
        rows = rows.filter(actor_email=wanted.person)
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_midnight(wanted.until) + dt.timedelta(days=1))
    return rows


def last_seal(client: Client) -> str:
    """The hash of the newest entry: it stands for the whole record."""
    rows = AuditEvent.objects.with_scopes_disabled().filter(client=client).order_by("-sequence")
    return rows.values_list("hash", flat=True).first() or ""


def people_in_events(client: Client) -> list[str]:
    return _values(client, "actor_email")


def actions_in_events(client: Client) -> list[str]:
    return _values(client, "action")


def _values(client: Client, field: str) -> list[str]:
    rows = AuditEvent.objects.filter(client=client).exclude(**{field: ""}).order_by(field)
    return list(rows.values_list(field, flat=True).distinct())


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
