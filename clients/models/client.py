"""A company that decides, and who may work on its decisions."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.choices import Role
from clients.models.codes import three_capitals
from clients.models.scoping import ClientManager

INVITATION_LASTS = dt.timedelta(hours=72)


def invitation_end() -> dt.datetime:
    return timezone.now() + INVITATION_LASTS


class Client(models.Model):
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True, help_text="Stands in the address of every page.")
    sector = models.CharField(max_length=120, blank=True, default="")
    country_iso3 = models.CharField("home country", max_length=3)
    currency = models.CharField(max_length=3)
    is_demo = models.BooleanField(default=False)
    archived = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            three_capitals(
                "currency",
                name="client_currency_is_iso_4217",
                says="Give the currency as three capital letters, for example USD.",
            ),
            three_capitals(
                "country_iso3",
                name="client_country_is_iso_3166",
                says="Give the country as three capital letters, for example USA.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    client = models.ForeignKey(Client, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClientManager()

    class Meta:
        ordering = ["client__name", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "client"],
                name="membership_once_per_person",
                violation_error_message="This person has a role at this client already.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="membership_role_is_known",
                violation_error_message="This is not a role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.client}: {self.role}"


class Invitation(models.Model):
    """A way in for one address at one client in one role. Only the hash of its token is kept."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=10, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField(default=invitation_end)
    revoked = models.DateTimeField(null=True, blank=True)
    accepted = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ClientManager()

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("created")),
                name="invitation_ends_after_it_begins",
                violation_error_message="An invitation ends after it was made.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="invitation_role_is_known",
                violation_error_message="This is not a role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} at {self.client}"

    @property
    def is_open(self) -> bool:
        return self.accepted is None and self.revoked is None and self.expires > timezone.now()
