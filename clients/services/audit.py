"""The audit trail: one entry per action, chained so that a gap or a change shows."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from clients.models import AuditEvent, Client, User
from clients.models.audit import FIRST_HASH


@transaction.atomic
def record(
    *,
    client: Client,
    actor: User | None,
    action: str,
    target: str,
    before: Any = None,
    after: Any = None,
) -> AuditEvent:
    """Append what was done. Call it inside the transaction of the change that it tells of."""
    Client.objects.select_for_update().get(pk=client.pk)  # entries of one client are written one by one
    last = last_event(client)
    event = AuditEvent(
        client=client,
        sequence=last.sequence + 1 if last else 1,
        actor=actor,
        actor_email=actor.email if actor else "",
        action=action,
        target=target[:240],
        before=_plain(before),
        after=_plain(after),
        at=timezone.now(),
        previous_hash=last.hash if last else FIRST_HASH,
    )
    event.hash = event.computed_hash()
    event.save()
    return event


def first_broken_event(client: Client) -> int | None:
    """The number at which the trail was tampered with or has a gap; None when it is whole."""
    previous = FIRST_HASH
    events = AuditEvent.objects.with_scopes_disabled().filter(client=client).order_by("sequence")
    for number, event in enumerate(events.select_related("client").iterator(), 1):
        whole = event.sequence == number and event.previous_hash == previous
        if not whole or event.hash != event.computed_hash():
            return number
        previous = event.hash
    return None


def last_event(client: Client) -> AuditEvent | None:
    return AuditEvent.objects.with_scopes_disabled().filter(client=client).order_by("-sequence").first()


def _plain(value: Any) -> Any:
    """As the database will give it back, so that the hash can be computed again."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
