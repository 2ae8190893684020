"""On which terms a vendor (or an own centre) would do the work of one assessment."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models.codes import three_capitals
from clients.models.scoping import ClientManager
from vendors.choices import PriceBasis
from vendors.models.fact import Fact, OneOffSum
from vendors.models.vendor import Vendor


class Offer(models.Model):
    """Its facts are fields of an offer or own centre in the case; a provider's go before the vendor's."""

    assessment = models.ForeignKey("assessments.Assessment", models.CASCADE, related_name="offers")
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="offers")
    slug = models.SlugField(max_length=60, help_text="Names the provider in the case.")
    name = models.CharField(max_length=160)
    price_basis = models.CharField(max_length=20, choices=PriceBasis, default=PriceBasis.PRODUCTIVE_HOUR)
    currency = models.CharField(max_length=3)
    received_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="", max_length=4000)
    archived = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "slug"],
                name="offer_slug_is_unique_in_an_assessment",
                violation_error_message="Another offer of this assessment has this short name.",
            ),
            three_capitals(
                "currency",
                name="offer_currency_is_iso_4217",
                says="Give the currency as three capital letters, for example USD.",
            ),
            models.CheckConstraint(
                condition=Q(price_basis__in=[basis.value for basis in PriceBasis]),
                name="offer_price_basis_is_known",
                violation_error_message="Choose what the price is for.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfferFact(Fact):
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="facts")

    client_path = "offer__assessment__client"
    objects = ClientManager()

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["offer", "key"],
                name="offerfact_once_per_key",
                violation_error_message="This fact was written by somebody else in the meantime.",
            ),
        ]


class OfferSum(OneOffSum):
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="one_off")

    client_path = "offer__assessment__client"
    objects = ClientManager()

    class Meta(OneOffSum.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "slug"],
                name="offersum_once_per_slug",
                violation_error_message="This sum is listed already.",
            ),
        ]
