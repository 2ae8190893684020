"""What a server needs before its processes start, after an installation as after an upgrade."""

from typing import Any

from django.core.management.base import BaseCommand

from outsourcing.preparation import prepare


class Command(BaseCommand):
    help = "Brings database, reference data and static files up to date; what did not change is skipped."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(self.stdout.write)
        self.stdout.write("Ready.")
