"""One thing that is known about something: an estimate or a plain value, with who said so and when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ui.modelfields import EstimateModelField


class Fact(models.Model):
    """Neither estimate nor value: the question was asked and nobody knows. No row: not asked yet."""

    key = models.CharField(max_length=80)
    estimate = EstimateModelField()
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True, default="", max_length=4000)
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(estimate__isnull=True) | Q(value__isnull=True),
                name="%(class)s_is_estimate_or_value",
                violation_error_message="A fact is an estimate or a plain value, not both.",
            ),
            models.CheckConstraint(
                condition=~Q(key=""),
                name="%(class)s_key_is_given",
                violation_error_message="A fact has the path of an input as its key.",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def content(self) -> Any:
        """What the case gets: the estimate, the value, or None for what nobody knows."""
        return self.value if self.estimate is None else self.estimate


class OneOffSum(models.Model):
    """A named sum that falls due once, in a month counted from signing."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    amount = EstimateModelField()
    month = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name
