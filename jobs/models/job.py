"""One piece of background work. This row is the truth; a queue engine only delivers wake-ups for it."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from jobs.choices import FINISHED_STATES, JobState


class Job(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict, blank=True)
    client = models.ForeignKey(
        "clients.Client", models.CASCADE, null=True, blank=True, related_name="jobs", db_index=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    idempotency_key = models.CharField(max_length=240, null=True, blank=True, unique=True)

    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    message = models.CharField(max_length=200, blank=True, default="")
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    worker = models.CharField(max_length=120, blank=True, default="")
    due = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField()
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        indexes = [
            models.Index(fields=["state", "due"], name="job_state_due"),
            models.Index(fields=["state", "lease_until"], name="job_state_lease"),
            models.Index(fields=["client", "started"], name="job_client_started"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(progress__lte=100),
                name="job_progress_is_a_percentage",
                violation_error_message="Progress runs from 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(attempt__lte=F("max_attempts")),
                name="job_attempts_are_limited",
                violation_error_message="A job is not tried more often than allowed.",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(lease_until__isnull=False),
                name="job_running_has_a_lease",
                violation_error_message="A running job has a lease, so that it can be taken back.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in JobState]),
                name="job_state_is_known",
                violation_error_message="This is not a state of a job.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED_STATES
