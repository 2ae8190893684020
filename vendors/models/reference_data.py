"""Published facts that ship with the product, the same for every client: each with year and source."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models import Client
from clients.models.scoping import ClientManager
from vendors.choices import LegalEffect


class Source(models.Model):
    id = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=300)
    licence_class = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class Country(models.Model):
    """figures holds every column of countries.csv that is not blank, by name; years likewise."""

    iso3 = models.CharField(max_length=3, primary_key=True)
    iso2 = models.CharField(max_length=2)
    name = models.CharField(max_length=80)
    region = models.CharField(max_length=80)
    currency_code = models.CharField(max_length=3)
    timezone = models.CharField(max_length=64)
    gdpr_transfer_status = models.CharField(max_length=40, blank=True, default="")
    country_of_concern = models.BooleanField(default=False)
    agent_wage_per_hour = models.FloatField(null=True, blank=True)
    agent_wage_low = models.FloatField(null=True, blank=True)
    agent_wage_high = models.FloatField(null=True, blank=True)
    wage_grade = models.CharField(max_length=1, blank=True, default="")
    wage_year = models.PositiveSmallIntegerField(null=True, blank=True)
    wage_source = models.CharField(max_length=200, blank=True, default="")
    benefit_load = models.FloatField(null=True, blank=True)
    figures = models.JSONField(default=dict)
    years = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    @property
    def is_wage_of_agents(self) -> bool:
        """Else it is an average of all employees."""
        return self.wage_grade == "A"

    @property
    def is_on_cost_in_wage(self) -> bool:
        """The figure for pay is labour cost: nothing comes on top of it."""
        return self.wage_grade == "B"


class CountryOverride(models.Model):
    """A client knows better: its own figure for a country, marked as such wherever it is used."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="country_overrides")
    country_iso3 = models.CharField("country", max_length=3)
    figure = models.CharField(max_length=60)
    value = models.JSONField()
    source = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ClientManager()

    class Meta:
        ordering = ["country_iso3", "figure"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "country_iso3", "figure"],
                name="country_override_once_per_figure",
                violation_error_message="This figure has an own value already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_iso3} {self.figure}"


class LegalRule(models.Model):
    """allowed_countries null: the rule does not speak of places. home_countries empty: binds everybody.

    home_states narrows it to clients in these US states. follows_persons: kinds of data that bring the
    rule in wherever the client sits.
    """

    id = models.CharField(max_length=40, primary_key=True)
    regime = models.CharField(max_length=160)
    jurisdiction = models.CharField(max_length=160)
    triggered_by = models.CharField(max_length=400)
    requirement = models.TextField()
    effect = models.CharField(max_length=20, choices=LegalEffect)
    citation = models.CharField(max_length=300)
    source_url = models.URLField(max_length=300, blank=True, default="")
    confidence = models.CharField(max_length=10)
    status = models.CharField(max_length=60)
    text_read = models.BooleanField()
    allowed_countries = models.JSONField(null=True, blank=True)
    forbidden_countries = models.JSONField(default=list, blank=True)
    home_countries = models.JSONField(default=list, blank=True)
    home_states = models.JSONField(default=list, blank=True)
    follows_persons = models.JSONField(default=list, blank=True)
    closes_with = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect__in=[effect.value for effect in LegalEffect]),
                name="legal_rule_effect_is_known",
                violation_error_message="This is not an effect of a rule.",
            ),
        ]

    def __str__(self) -> str:
        return self.regime

    @property
    def is_pending(self) -> bool:
        return self.status.startswith("proposed")


class DataCategory(models.Model):
    """A kind of data, or a circumstance (staff_us), that brings rules in."""

    id = models.CharField(max_length=40, primary_key=True)
    label = models.CharField(max_length=120)
    rules = models.ManyToManyField(LegalRule, related_name="categories")

    class Meta:
        ordering = ["label"]
        verbose_name_plural = "data categories"

    def __str__(self) -> str:
        return self.label


class Benchmark(models.Model):
    id = models.CharField(max_length=60, primary_key=True)
    topic = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    value = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=60)
    region = models.CharField(max_length=80)
    year = models.CharField(max_length=20)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True, default="")
    confidence = models.CharField(max_length=10)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label


class Wage(models.Model):
    """US Bureau of Labor Statistics, OEWS: pay per hour of an occupation in an area and industry."""

    area_code = models.CharField(max_length=10)
    area_type = models.CharField(max_length=1)
    area = models.CharField(max_length=120)
    industry_code = models.CharField(max_length=10)
    industry = models.CharField(max_length=160)
    occupation_code = models.CharField(max_length=10)
    occupation = models.CharField(max_length=120)
    employment = models.PositiveIntegerField(null=True, blank=True)
    mean = models.FloatField(null=True, blank=True)
    median = models.FloatField(null=True, blank=True)
    p10 = models.FloatField(null=True, blank=True)
    p25 = models.FloatField(null=True, blank=True)
    p75 = models.FloatField(null=True, blank=True)
    p90 = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["occupation_code", "area_type", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "industry_code", "occupation_code"],
                name="wage_once_per_area_industry_and_occupation",
                violation_error_message="This wage is listed already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occupation}, {self.area}"


class ReferenceEdition(models.Model):
    """Which files were loaded, so that loading them again is quick and a page can say how old they are."""

    file = models.CharField(max_length=60, primary_key=True)
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    rows = models.PositiveIntegerField()
    loaded = models.DateTimeField()

    class Meta:
        ordering = ["file"]

    def __str__(self) -> str:
        return self.file
