"""What was heard: interviews with a vendor and calls to its other clients."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.models.scoping import ClientManager
from vendors.models.vendor import Vendor


class Reference(models.Model):
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="references")
    company = models.CharField(max_length=160)
    contact = models.CharField(max_length=160, blank=True, default="")
    similar_work = models.CharField(max_length=240, blank=True, default="")
    called_by = models.CharField(max_length=120, blank=True, default="")
    called_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="", max_length=4000)
    would_hire_again = models.BooleanField(null=True, blank=True)
    verified = models.BooleanField("we spoke to them ourselves", default=False)
    confirms_facts = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["company", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified=False) | Q(called_on__isnull=False),
                name="reference_verified_on_a_day",
                violation_error_message="Say on which day you spoke to them.",
            ),
        ]

    def __str__(self) -> str:
        return self.company


class Interview(models.Model):
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="interviews")
    held_on = models.DateField(null=True, blank=True)
    held_by = models.CharField(max_length=160, blank=True, default="")
    spoke_with = models.CharField(max_length=160, blank=True, default="")
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    client_path = "vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"Interview with {self.vendor}"


class InterviewAnswer(models.Model):
    interview = models.ForeignKey(Interview, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=400)
    answer = models.TextField(blank=True, default="", max_length=8000)
    order = models.PositiveSmallIntegerField(default=0)

    client_path = "interview__vendor__client"
    objects = ClientManager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.question
