"""What a person typed on a page and has not saved yet, so that nothing typed is lost."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from clients.models.client import Client
from clients.models.scoping import ClientManager

LONGEST_PAGE = 400


class Draft(models.Model):
    """data: field name to the list of texts that were typed; empty once the page was saved.

    The empty one stays for a while: what a browser sent before the page was saved, and that arrives later,
    must not come back as a draft.
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=LONGEST_PAGE, help_text="The address of the page.")
    data = models.JSONField(default=dict)
    changed = models.DateTimeField(default=timezone.now)

    objects = ClientManager()

    class Meta:
        ordering = ["page"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "user", "page"],
                name="draft_once_per_person_and_address",
                violation_error_message="There is a draft of this page already.",
            ),
        ]

    def __str__(self) -> str:
        return self.page
