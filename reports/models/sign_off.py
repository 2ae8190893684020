"""What an executive says to a report, and who sees to which of its conditions."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models.scoping import ClientManager
from reports.models.issued import Report


class Answer(models.TextChoices):
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    MORE = "more", "More information is needed"


class AlreadySigned(Exception):
    """A sign-off is never changed: a change of mind is a new one."""


class SignOff(models.Model):
    """One person's answer to one version of a report. The newest of a report holds."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sign_offs")
    answer = models.CharField(max_length=10, choices=Answer)
    comment = models.TextField(blank=True, default="", max_length=4000)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now, editable=False)
    idempotency_key = models.CharField(max_length=80, null=True, blank=True)

    client_path = "report__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "idempotency_key"],
                name="sign_off_once_per_request",
                violation_error_message="This answer was given already.",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values),
                name="sign_off_answer_is_known",
                violation_error_message="Approve, refuse, or ask for more.",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.APPROVED) | ~Q(comment=""),
                name="sign_off_says_why_not",
                violation_error_message="Say in a sentence what is missing or why it is refused.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()} by {self.person_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AlreadySigned("A sign-off is never changed.")
        super().save(*args, **kwargs)


class ConditionTask(models.Model):
    """Who sees to a condition of a report by when, and whether it is met."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="condition_tasks")
    number = models.PositiveSmallIntegerField(help_text="The condition's place in the report.")
    owner = models.CharField(max_length=120, blank=True, default="")
    due = models.DateField(null=True, blank=True)
    met = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    client_path = "report__client"
    objects = ClientManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="condition_task_once_per_condition",
                violation_error_message="This condition has an owner already.",
            ),
        ]

    def __str__(self) -> str:
        return f"condition {self.number} of {self.report}"
