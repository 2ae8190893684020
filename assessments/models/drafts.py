"""What a person typed on a page that could not be kept as an answer yet, so that nothing typed is lost."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment
from clients.models.scoping import ClientManager


class PageDraft(models.Model):
    """data: field name to the list of texts that were typed."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    changed = models.DateTimeField(default=timezone.now)

    client_path = "assessment__client"
    objects = ClientManager()

    class Meta:
        ordering = ["page"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "user", "page"],
                name="draft_once_per_person_and_page",
                violation_error_message="There is a draft of this page already.",
            ),
        ]

    def __str__(self) -> str:
        return self.page
