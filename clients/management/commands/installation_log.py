"""What was done to the installation: clients that were imported or deleted, by whom and when."""

from typing import Any

from django.core.management.base import BaseCommand

from clients.models import InstallationEvent


class Command(BaseCommand):
    help = "Prints the installation's own log, the oldest entry first."

    def handle(self, *args: Any, **options: Any) -> None:
        for event in InstallationEvent.objects.all():
            details = ", ".join(f"{name} {value}" for name, value in sorted(event.details.items()))
            who = event.actor_email or "by a command"
            self.stdout.write(f"{event.at:%Y-%m-%d %H:%M:%S} UTC  {event}  {who}  {details}")
