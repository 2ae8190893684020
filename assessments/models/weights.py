"""What matters: the weights in force, and what each person said on her own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.choices import WeightMethod
from assessments.models.assessment import Assessment
from clients.models.scoping import ClientManager


class WeightSet(models.Model):
    """in_force: the weights that the decision uses; the others are what each person gave, blind at first.

    judgements is what was typed (points, order, pairs); factors and criteria are what follows from it.
    concentration null: only the order is known. asked_by null: weighed unasked.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="weight_sets")
    in_force = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person_name = models.CharField(max_length=120, blank=True, default="")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    method = models.CharField(max_length=10, choices=WeightMethod, default=WeightMethod.DIRECT)
    judgements = models.JSONField(default=dict, blank=True)
    factors = models.JSONField(default=dict)
    criteria = models.JSONField(default=dict, blank=True)
    concentration = models.FloatField(null=True, blank=True, default=200.0)
    submitted = models.DateTimeField(null=True, blank=True)
    revealed = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-in_force", "person_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(in_force=True),
                name="weight_set_one_in_force",
                violation_error_message="Other weights are in force already.",
            ),
            models.UniqueConstraint(
                fields=["assessment", "person"],
                condition=Q(in_force=False, person__isnull=False),
                name="weight_set_one_per_person",
                violation_error_message="This person has given her weights already.",
            ),
            models.CheckConstraint(
                condition=Q(concentration__isnull=True) | Q(concentration__gt=0),
                name="weight_set_concentration_is_positive",
                violation_error_message="Confidence in the weights is a number above 0.",
            ),
        ]

    def __str__(self) -> str:
        return self.person_name or "Weights in force"
