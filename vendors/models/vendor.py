"""A company that could do the work, or the client's own centre abroad."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client
from clients.models.codes import three_capitals
from clients.models.scoping import ClientManager
from vendors.choices import CefrLevel, VendorKind
from vendors.models.fact import Fact


class Vendor(models.Model):
    client = models.ForeignKey(Client, models.CASCADE, related_name="vendors")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=VendorKind, default=VendorKind.VENDOR)
    country_iso3 = models.CharField("country", max_length=3)
    place = models.CharField(max_length=120, blank=True, default="")
    website = models.URLField(blank=True, default="")
    ownership = models.CharField(max_length=240, blank=True, default="")
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    yearly_revenue = models.FloatField(null=True, blank=True)
    revenue_currency = models.CharField(max_length=3, blank=True, default="")
    main_clients = models.TextField(blank=True, default="", max_length=4000)
    subcontractors = models.TextField(blank=True, default="", max_length=4000)
    incidents = models.TextField(blank=True, default="", max_length=4000)
    note = models.TextField(blank=True, default="", max_length=4000)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    archived = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ClientManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "slug"],
                name="vendor_slug_is_unique_at_a_client",
                violation_error_message="Another vendor of this client has this short name.",
            ),
            three_capitals(
                "country_iso3",
                name="vendor_country_is_iso_3166",
                says="Choose the country where the work would be done.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in VendorKind]),
                name="vendor_kind_is_known",
                violation_error_message="This is a vendor or an own centre.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="sites")
    name = models.CharField(max_length=120, blank=True, default="")
    country_iso3 = models.CharField("country", max_length=3)
    city = models.CharField(max_length=120, blank=True, default="")
    timezone = models.CharField("time zone", max_length=64, blank=True, default="")
    seats = models.PositiveIntegerField(null=True, blank=True)
    is_main = models.BooleanField("the site that would do this work", default=False)

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-is_main", "country_iso3", "city", "pk"]
        constraints = [
            three_capitals(
                "country_iso3",
                name="site_country_is_iso_3166",
                says="Choose the country of the site.",
            ),
            models.UniqueConstraint(
                fields=["vendor"],
                condition=Q(is_main=True),
                name="site_one_main_site_per_vendor",
                violation_error_message="Only one site can be the one that would do the work.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.city or self.country_iso3


class LanguageSkill(models.Model):
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="languages")
    code = models.CharField("language", max_length=3)
    voice_level = models.CharField("spoken", max_length=2, choices=CefrLevel, blank=True, default="")
    written_level = models.CharField("written", max_length=2, choices=CefrLevel, blank=True, default="")
    share_of_agents = models.FloatField(null=True, blank=True)
    tested_by = models.CharField(max_length=120, blank=True, default="")

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "code"],
                name="language_skill_once_per_language",
                violation_error_message="This language is listed already.",
            ),
            models.CheckConstraint(
                condition=Q(share_of_agents__isnull=True) | Q(share_of_agents__gte=0, share_of_agents__lte=1),
                name="language_skill_share_is_a_fraction",
                violation_error_message="The share of agents lies between 0 and 100 percent.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Certification(models.Model):
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="certifications")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="certifications")
    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=240, blank=True, default="")
    covers_site_and_scope = models.BooleanField(null=True, blank=True)
    expires = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class VendorFact(Fact):
    """What is known of a vendor; the key is a field of a provider in the case."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="facts")

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["vendor", "key"],
                name="vendorfact_once_per_key",
                violation_error_message="This fact was written by somebody else in the meantime.",
            ),
        ]
