"""A vendor fills in its own profile and quote: an address that opens nothing else."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from clients.models.scoping import ClientManager
from ui.modelfields import EstimateModelField
from vendors.choices import FactHolder, ProposalState
from vendors.models.offer import Offer
from vendors.models.vendor import Vendor

LINK_LASTS = dt.timedelta(days=30)


def link_end() -> dt.datetime:
    return timezone.now() + LINK_LASTS


class VendorLink(models.Model):
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="links")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_to = models.EmailField(blank=True, default="")
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires = models.DateTimeField(default=link_end)
    revoked = models.DateTimeField(null=True, blank=True)
    submitted = models.DateTimeField(null=True, blank=True)

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("created")),
                name="vendor_link_ends_after_it_begins",
                violation_error_message="A link ends after it was made.",
            ),
        ]

    def __str__(self) -> str:
        return f"Link for {self.vendor}"

    @property
    def is_open(self) -> bool:
        return self.revoked is None and self.submitted is None and self.expires > timezone.now()


class VendorProposal(models.Model):
    """One field as the vendor filled it in. It counts once somebody at the client accepts it."""

    link = models.ForeignKey(VendorLink, models.CASCADE, related_name="proposals")
    holder = models.CharField(max_length=10, choices=FactHolder)
    key = models.CharField(max_length=80)
    estimate = EstimateModelField()
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True, default="", max_length=4000)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    saved = models.DateTimeField(default=timezone.now)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    client_path = "link__vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["holder", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "holder", "key"],
                name="vendor_proposal_once_per_field",
                violation_error_message="This field was filled in already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ProposalState]),
                name="vendor_proposal_state_is_known",
                violation_error_message="A proposal is open, accepted or refused.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}.{self.key}"
