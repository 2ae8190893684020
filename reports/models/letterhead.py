"""What a client's reports look like at the head: its logo and its colour."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from clients.models import Client
from clients.models.scoping import ClientManager

is_colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "Give the colour as # and six digits, for example #0b5cab.")


class Letterhead(models.Model):
    """Reports take a copy when they are issued: a change never reaches what was issued before."""

    client = models.OneToOneField(Client, models.CASCADE, related_name="letterhead")
    logo = models.TextField(blank=True, default="", help_text="A checked picture as a data: address.")
    colour = models.CharField(max_length=7, blank=True, default="", validators=[is_colour])
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ClientManager()

    def __str__(self) -> str:
        return f"letterhead of {self.client}"
