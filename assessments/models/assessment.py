"""One decision of one client, from the first question to the signed report."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.choices import AssessmentStatus
from clients.models import Client
from clients.models.scoping import ClientManager
from scoring.case import Method
from scoring.case.codec import from_plain


def validate_method(value: Any) -> None:
    """Settings of the method: only those that exist, each of its own type."""
    try:
        from_plain(Method, value, "method")
    except ValueError as error:
        raise ValidationError(str(error), code="method") from error


class Assessment(models.Model):
    client = models.ForeignKey(Client, models.CASCADE, related_name="assessments")
    slug = models.SlugField(max_length=60, help_text="Names the assessment in its case.")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=AssessmentStatus, default=AssessmentStatus.DRAFT)
    as_of = models.DateField("as of", null=True, blank=True, help_text="Empty: the day of each decision.")
    method = models.JSONField(default=dict, blank=True, validators=[validate_method])
    law_ids = models.JSONField(
        default=list, blank=True, help_text="Rules that bear beyond those of the data."
    )
    note = models.TextField(blank=True, default="", max_length=8000)
    imported_from = models.CharField(max_length=120, blank=True, default="")
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed = models.DateTimeField(default=timezone.now, help_text="When an input was last changed.")
    archived = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClientManager()

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "slug"],
                name="assessment_slug_is_unique_at_a_client",
                violation_error_message="Another assessment of this client has this short name.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in AssessmentStatus]),
                name="assessment_status_is_known",
                violation_error_message="This is not a state of an assessment.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def case_id(self) -> str:
        """The same in every installation, so that a case keeps its hash when a client moves."""
        return f"{self.client.slug}/{self.slug}"
