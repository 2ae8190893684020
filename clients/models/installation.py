"""What was done to the installation itself: the log that outlives the clients it tells of."""

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from clients.models.audit import AppendOnly


class InstallationEvent(models.Model):
    """target: the short name of a client, or "account" · details: counts, seals, the address of an account;
    nothing that a client told us."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_email = models.CharField(max_length=254, blank=True, help_text="Empty: by a command.")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=240)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("An entry of the installation's log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("An entry of the installation's log is never deleted.")
