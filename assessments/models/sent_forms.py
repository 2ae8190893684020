"""Forms that make something: the same form sent twice makes one thing."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class SentForm(models.Model):
    """key: made with the page, sent with the form · made: what came of it, e.g. the address of the page."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    made = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"],
                name="sent_form_once_per_person_and_page",
                violation_error_message="This form was sent already.",
            ),
        ]

    def __str__(self) -> str:
        return self.key
