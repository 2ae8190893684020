"""A way in for a program: at one client, in one role, for a time. Only the hash of the token is kept."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.choices import Role
from clients.models.client import Client
from clients.models.scoping import ClientManager

ENDS_SOON = dt.timedelta(days=14)


class ApiToken(models.Model):
    """hint: the first letters of the token, by which people tell it from others."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=10, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=12, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)

    objects = ClientManager()

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("created")),
                name="api_token_ends_after_it_begins",
                violation_error_message="A token ends after it was made.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="api_token_role_is_known",
                violation_error_message="This is not a role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @property
    def is_open(self) -> bool:
        return self.revoked is None and self.expires > timezone.now()

    @property
    def ends_soon(self) -> bool:
        return self.expires - timezone.now() < ENDS_SOON
