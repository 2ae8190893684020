"""The rows of today's service: why customers get in touch, and what the service costs beyond agents' pay."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.choices import CostKind
from assessments.models.assessment import Assessment
from clients.models.scoping import ClientManager
from ui.modelfields import EstimateModelField


def _level_is_one_to_five(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 1, f"{field}__lte": 5}),
        name=f"stream_{field}",
        violation_error_message="Choose a level from 1 to 5.",
    )


class DescribedRow(models.Model):
    """What every row of a table of the service has."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class ContactStream(DescribedRow):
    """A subject on its channels. Null means not answered."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="streams")
    channels = models.JSONField(default=list, blank=True)
    contacts_per_month = EstimateModelField()
    handle_seconds = EstimateModelField()
    first_contact_resolution = EstimateModelField()
    complexity_1_to_5 = models.PositiveSmallIntegerField(null=True, blank=True)
    documentation_1_to_5 = models.PositiveSmallIntegerField(null=True, blank=True)
    sensitivity_1_to_5 = models.PositiveSmallIntegerField(null=True, blank=True)
    brand_critical = models.BooleanField(null=True, blank=True)
    data_categories = models.JSONField(null=True, blank=True)
    face_to_face_share = models.FloatField(null=True, blank=True)
    required_country_iso3 = models.CharField(max_length=3, blank=True, default="")
    languages = models.JSONField(default=list, blank=True)
    concurrency = models.FloatField(default=1.0)
    not_known = models.JSONField(
        default=list, blank=True, help_text="Fields that were asked and that nobody knows."
    )
    arrival_profile = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True, default="", max_length=4000)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta(DescribedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "slug"],
                name="stream_slug_is_unique_in_an_assessment",
                violation_error_message="Another contact stream has this name.",
            ),
            _level_is_one_to_five("complexity_1_to_5"),
            _level_is_one_to_five("documentation_1_to_5"),
            _level_is_one_to_five("sensitivity_1_to_5"),
            models.CheckConstraint(
                condition=Q(face_to_face_share__isnull=True)
                | Q(face_to_face_share__gte=0, face_to_face_share__lte=1),
                name="stream_face_to_face_is_a_fraction",
                violation_error_message="The share lies between 0 and 100 percent.",
            ),
            models.CheckConstraint(
                condition=Q(concurrency__gte=1, concurrency__lte=10),
                name="stream_concurrency_one_to_ten",
                violation_error_message="An agent handles between 1 and 10 contacts at a time.",
            ),
        ]


class CostLine(DescribedRow):
    """A yearly cost of today's service, and the share of it that stops when all the work leaves."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="cost_lines")
    kind = models.CharField(max_length=20, choices=CostKind)
    amount_per_year = EstimateModelField()
    avoidable_share = EstimateModelField()

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta(DescribedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "slug"],
                name="cost_line_slug_is_unique_in_an_assessment",
                violation_error_message="Another cost line has this name.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in CostKind]),
                name="cost_line_kind_is_known",
                violation_error_message="Choose what kind of cost this is.",
            ),
        ]
