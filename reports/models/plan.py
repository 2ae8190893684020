"""The deal plan of an option: drafted from a decision, edited by people, printed with a report."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import Assessment, Decision
from clients.models.scoping import ClientManager


class TermPart(models.TextChoices):
    CONTRACT = "contract", "Contract terms"
    BASICS = "basics", "Basic requirements"
    OVERSIGHT = "oversight", "Oversight"
    TRIGGERS = "triggers", "When we leave"
    EXIT = "exit", "Return and second source"


class TermStatus(models.TextChoices):
    OPEN = "open", "Open"
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"


class DealPlan(models.Model):
    """scheme and exit_terms are plain values of presenters.plan.working_out."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="deal_plans")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="deal_plans")
    option = models.SlugField(max_length=60)
    option_name = models.CharField(max_length=160)
    scheme = models.JSONField(default=dict)
    exit_terms = models.JSONField(default=dict)
    review_on = models.DateField(null=True, blank=True)
    began = models.DateField(null=True, blank=True, help_text="From this day on the provider does the work.")
    reasons_to_leave = models.PositiveSmallIntegerField(
        default=0, help_text="Triggers that the newest results meet."
    )
    client_signs = models.CharField(max_length=160, blank=True, default="")
    provider_signs = models.CharField(max_length=160, blank=True, default="")
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-changed", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "option"],
                name="deal_plan_once_per_option",
                violation_error_message="There is a plan for this option already.",
            ),
        ]

    def __str__(self) -> str:
        return f"deal plan of {self.option_name}"

    @property
    def is_due(self) -> bool:
        """Whether the day of its review has come."""
        return self.review_on is not None and self.review_on <= timezone.localdate()


class PlanTerm(models.Model):
    """drafted_* repeat what was drafted: a text that differs was written by a person and is kept."""

    plan = models.ForeignKey(DealPlan, models.CASCADE, related_name="terms")
    part = models.CharField(max_length=10, choices=TermPart)
    key = models.SlugField(max_length=60)
    provider = models.CharField(max_length=80, blank=True, default="")
    group = models.CharField(max_length=80, blank=True, default="")
    title = models.CharField(max_length=120)
    why = models.TextField(blank=True, default="", max_length=2000)
    traces = models.JSONField(default=list, blank=True)
    proposal = models.TextField(max_length=4000)
    fallback = models.TextField(blank=True, default="", max_length=4000)
    drafted_proposal = models.TextField(blank=True, default="")
    drafted_fallback = models.TextField(blank=True, default="")
    status = models.CharField(max_length=10, choices=TermStatus, default=TermStatus.DRAFT)
    who = models.CharField(max_length=160, blank=True, default="")
    rhythm = models.CharField(max_length=160, blank=True, default="")
    left_out = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    client_path = "plan__assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "part", "provider", "key"],
                name="plan_term_once_per_key",
                violation_error_message="This term is in the plan already.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=TermPart.values, status__in=TermStatus.values),
                name="plan_term_choices_are_known",
                violation_error_message="This part or this status is not known.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_edited(self) -> bool:
        return (self.proposal, self.fallback) != (self.drafted_proposal, self.drafted_fallback)
