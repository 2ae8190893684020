"""A file of contacts on its way to answers, and what the columns of such files mean at a client."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Assessment
from clients.models import Client
from clients.models.scoping import ClientManager


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", "Columns to be mapped"
    READING = "reading", "Being read"
    READ = "read", "To be looked at"
    REFUSED = "refused", "Could not be read"
    CANCELLED = "cancelled", "Stopped"
    APPLIED = "applied", "Taken over"


class ContactImport(models.Model):
    """sample: header and first rows · mapping: which column is what · sums: what the reading gave ·
    names: subject to the stream it goes into. path and faults_path lie below the folder of files.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="contact_imports")
    key = models.CharField(max_length=64, help_text="The same upload sent twice is one import.")
    file_name = models.CharField(max_length=200)
    path = models.CharField(max_length=240)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    sample = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    sums = models.JSONField(null=True)
    names = models.JSONField(default=dict)
    faults_path = models.CharField(max_length=240, blank=True, default="")
    refusal = models.TextField(blank=True, default="")
    job = models.UUIDField(null=True)
    attempt = models.PositiveIntegerField(default=0, help_text="How often reading was started.")
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    applied = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "key"],
                name="contact_import_once_per_upload",
                violation_error_message="This file was uploaded already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ImportState]),
                name="contact_import_state_is_known",
                violation_error_message="This is not a state of an import.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ColumnMapping(models.Model):
    """Files with the same columns are read in the same way the next time."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="column_mappings")
    header_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField()
    names = models.JSONField(default=dict)
    changed = models.DateTimeField(default=timezone.now)

    objects = ClientManager()

    class Meta:
        ordering = ["-changed"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "header_sha256"],
                name="column_mapping_once_per_layout",
                violation_error_message="These columns are mapped already.",
            ),
        ]

    def __str__(self) -> str:
        return self.header_sha256[:8]
