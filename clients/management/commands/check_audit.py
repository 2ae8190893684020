"""Whether the record of every client is whole: for a nightly run."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clients.models import AuditEvent, Client
from clients.services import first_broken_event, last_event

SHOWN_OF_SEAL = 12


class Command(BaseCommand):
    help = (
        "Reads the record of every client, or of those named, and fails where an entry was changed or lost "
        "in between. Entries cut off at the end show only by comparison with an earlier run: the number must "
        "not be smaller, and with the same number the last seal must be the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("clients", nargs="*", help="short names of clients, as in their addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = Client.objects.order_by("slug")
        if options["clients"]:
            chosen = chosen.filter(slug__in=options["clients"])
            unknown = set(options["clients"]) - {client.slug for client in chosen}
            if unknown:
                raise CommandError(f"There is no client called {', '.join(sorted(unknown))}")
        broken = [client.slug for client in chosen if not self._is_whole(client)]
        if broken:
            raise CommandError(f"The record was tampered with: {', '.join(broken)}")

    def _is_whole(self, client: Client) -> bool:
        last = last_event(client)  # before the check: what is written meanwhile belongs to the next run
        number = first_broken_event(client)
        told = _whole(last) if number is None else f"broken at entry {number}"
        self.stdout.write(f"{client.slug}: {told}")
        return number is None


def _whole(last: AuditEvent | None) -> str:
    if last is None:
        return "whole, no entries"
    entries = "1 entry" if last.sequence == 1 else f"{last.sequence} entries"
    return f"whole, {entries}, last seal {last.hash[:SHOWN_OF_SEAL]}…"
