"""Issued comparisons of scenarios. They are frozen like a report, and share its numbers."""

from django.db import models
from django.db.models import Q

from assessments.models import Decision
from clients.models.scoping import ClientManager
from reports.models.issued import Issued, Paper, ReportState


class ComparisonReport(Issued):
    """Several decisions of one client side by side."""

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number"],
                name="comparison_number_is_unique",
                violation_error_message="There is a comparison with this number.",
            ),
            models.UniqueConstraint(
                fields=["client", "idempotency_key"],
                name="comparison_once_per_request",
                violation_error_message="This comparison was asked for already.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY) | Q(file__isnull=False),
                name="comparison_ready_has_a_file",
                violation_error_message="A comparison that is ready has a file.",
            ),
            models.CheckConstraint(
                condition=Q(paper__in=Paper.values, state__in=ReportState.values),
                name="comparison_choices_are_known",
                violation_error_message="This paper or this state is not known.",
            ),
        ]

    def __str__(self) -> str:
        return f"comparison {self.number}"

    @property
    def file_name(self) -> str:
        return f"{self.client.slug}-comparison-{self.number}.pdf"


class ComparedDecision(models.Model):
    """One column of a comparison, with the names that it had when it was issued."""

    report = models.ForeignKey(ComparisonReport, models.CASCADE, related_name="compared")
    position = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    name = models.CharField(max_length=400)
    group = models.CharField(max_length=400)

    client_path = "report__client"
    objects = ClientManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="compared_once_per_place",
                violation_error_message="Two scenarios cannot stand in the same column.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
