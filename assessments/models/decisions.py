"""Named sets of changed assumptions, and decisions as they were computed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.choices import Verdict
from assessments.models.assessment import Assessment
from clients.models.scoping import ClientManager


class Scenario(models.Model):
    """changes: path of an input in the case → its value in this scenario."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scenarios")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    changes = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True, default="", max_length=4000)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    locked = models.DateTimeField(null=True, blank=True)
    archived = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "slug"],
                name="scenario_slug_is_unique_in_an_assessment",
                violation_error_message="Another scenario has this name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Frozen(Exception):
    """A stored decision is never edited: a new one is a new row."""


class Decision(models.Model):
    """case and decision are complete; the columns below them repeat what lists show and sort by."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="decisions")
    scenario = models.ForeignKey(Scenario, models.CASCADE, null=True, blank=True, related_name="decisions")
    case = models.JSONField()
    case_sha256 = models.CharField(max_length=64)
    decision = models.JSONField()
    engine_version = models.CharField(max_length=20)
    seed = models.PositiveBigIntegerField()
    futures = models.PositiveIntegerField()
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(max_length=20, choices=Verdict)
    leading_option = models.CharField(max_length=160, blank=True, default="")
    leading_option_slug = models.CharField(max_length=60, blank=True, default="")
    saving = models.FloatField(null=True, blank=True)
    p_saves = models.FloatField(null=True, blank=True)
    open_gates = models.PositiveSmallIntegerField(default=0)
    failed_gates = models.PositiveSmallIntegerField(default=0)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-created", "-pk"]
        indexes = [
            # What lists sort by stands in it, for in the row it comes after the large documents.
            models.Index(
                fields=["assessment", "scenario", "-created", "verdict", "saving", "open_gates"],
                name="decision_latest_shown",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "case_sha256", "seed", "futures", "engine_version"],
                condition=Q(scenario__isnull=True),
                name="decision_once_per_case",
                violation_error_message="This decision is stored already.",
            ),
            models.UniqueConstraint(
                fields=["scenario", "case_sha256", "seed", "futures", "engine_version"],
                condition=Q(scenario__isnull=False),
                name="decision_once_per_case_of_a_scenario",
                violation_error_message="This decision is stored already.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]),
                name="decision_verdict_is_known",
                violation_error_message="A verdict is go, conditional go or no-go.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.created:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen("A stored decision is never edited.")
        super().save(*args, **kwargs)
