"""Issued reports and their files. A report is never changed: a new version is a new row."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import Assessment, Decision
from clients.models import Client
from clients.models.scoping import ClientManager
from reports.models.letterhead import is_colour


class Parts(models.TextChoices):
    FULL = "full", "Full report"
    MEMO = "memo", "Board memo of two pages"
    ANNEX = "annex", "Consultant's annex"
    WHOLE = "whole", "Full report and annex in one"
    PLAN = "plan", "Deal plan alone"


class Paper(models.TextChoices):
    A4 = "A4", "A4"
    LETTER = "Letter", "US Letter"


class ReportState(models.TextChoices):
    WAITING = "waiting", "Being drawn"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be drawn"


class ReportFile(models.Model):
    """A drawn PDF, kept by what it was drawn from, so that nothing is drawn twice."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="report_files")
    content_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=240, help_text="Below the folder for files.")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClientManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "content_hash"],
                name="report_file_once_per_content",
                violation_error_message="This report is drawn already.",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def location(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.path


class Issued(models.Model):
    """What every issued file shares: it is numbered, dated, drawn by a job, and never changed."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="%(class)ss")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="%(class)ss")
    number = models.PositiveIntegerField()
    issued = models.DateField()
    paper = models.CharField(max_length=10, choices=Paper, default=Paper.A4)
    mark = models.CharField(max_length=60, blank=True, default="Confidential")
    colour = models.CharField(max_length=7, blank=True, default="", validators=[is_colour])
    logo = models.TextField(blank=True, default="", help_text="A checked picture as a data: address.")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.WAITING)
    file = models.ForeignKey(ReportFile, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    job_id = models.UUIDField(null=True, blank=True)
    idempotency_key = models.CharField(max_length=80, null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ClientManager()

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        return self.state == ReportState.READY

    @property
    def sha256(self) -> str:
        return self.file.sha256 if self.file else ""


class Report(Issued):
    """number counts the reports of a client; version those of one assessment, scenario and parts."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reports")
    version = models.PositiveIntegerField()
    parts = models.CharField(max_length=10, choices=Parts, default=Parts.FULL)
    changes = models.JSONField(default=list, blank=True, help_text="What changed since the version before.")
    plan = models.JSONField(default=list, blank=True, help_text="The deal plan as it was when issued.")

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number", "version"],
                name="report_number_and_version_are_unique",
                violation_error_message="There is a report with this number and version.",
            ),
            models.UniqueConstraint(
                fields=["client", "idempotency_key"],
                name="report_once_per_request",
                violation_error_message="This report was asked for already.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY) | Q(file__isnull=False),
                name="report_ready_has_a_file",
                violation_error_message="A report that is ready has a file.",
            ),
            models.CheckConstraint(
                condition=Q(parts__in=Parts.values, paper__in=Paper.values, state__in=ReportState.values),
                name="report_choices_are_known",
                violation_error_message="These parts, this paper or this state are not known.",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.number}, version {self.version}"

    @property
    def file_name(self) -> str:
        return f"{self.client.slug}-report-{self.number}-v{self.version}.pdf"
