"""What was done, by whom, from what to what: append-only, each entry sealed with the one before."""

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from clients.models.client import Client
from clients.models.scoping import ClientManager

FIRST_HASH = "0" * 64


class AppendOnly(Exception):
    """An entry of the audit trail is neither changed nor taken away."""


class AuditEvent(models.Model):
    client = models.ForeignKey(Client, models.CASCADE, related_name="audit_events")
    sequence = models.PositiveIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    actor_email = models.CharField(max_length=254, blank=True, help_text="Empty: the system itself.")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=240)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = ClientManager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "sequence"],
                name="audit_event_sequence_is_unbroken",
                violation_error_message="Another entry has this number already.",
            ),
            models.CheckConstraint(
                condition=Q(sequence__gte=1),
                name="audit_event_sequence_starts_at_one",
                violation_error_message="The audit trail starts with entry 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("An audit event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("An audit event is never deleted.")

    def computed_hash(self) -> str:
        """What the hash must be. Names instead of row numbers, so that an exported trail can be checked."""
        parts = [self.client.slug, self.sequence, self.actor_email, self.action, self.target]
        sealed = [*parts, self.before, self.after, self.at.isoformat(), self.previous_hash]
        text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()
