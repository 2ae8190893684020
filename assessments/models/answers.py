"""What was answered, by whom, what it was before, and what colleagues said about it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment
from clients.models.scoping import ClientManager
from vendors.models import Fact


class Answer(Fact):
    """The key is the id of the question, which is the path of the input in the case, or about.…"""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["assessment", "key"],
                name="answer_once_per_question",
                violation_error_message="Somebody else answered this question in the meantime.",
            ),
        ]


class AnswerHistory(models.Model):
    """An answer as it was before it was changed. row names the contact stream or cost line, if it has one."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answer_history")
    key = models.CharField(max_length=80)
    row = models.CharField(max_length=60, blank=True, default="")
    content = models.JSONField(null=True)
    note = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-answered_at", "-pk"]
        verbose_name_plural = "answer history"
        indexes = [models.Index(fields=["assessment", "key", "row"], name="answer_history_by_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class AnswerComment(models.Model):
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="comments")
    key = models.CharField(max_length=80)
    row = models.CharField(max_length=60, blank=True, default="")
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled = models.DateTimeField(null=True, blank=True)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["assessment", "key"], name="answer_comment_by_key")]

    def __str__(self) -> str:
        return self.text[:60]


class SectionAssignment(models.Model):
    """Who answers a section of the guided assessment."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="assignments")
    section = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["section"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"],
                name="section_assigned_once",
                violation_error_message="This section is assigned to somebody already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.user}"
