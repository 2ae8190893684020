"""Everything of one client in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clients.models import Client
from outsourcing.backups import Unusable, export_client


class Command(BaseCommand):
    help = "Writes everything of one client into one sealed file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("client", help="its short name, as in its addresses")
        parser.add_argument("-o", "--output", type=Path, help="the file (default: named by the client)")

    def handle(self, *args: Any, **options: Any) -> None:
        client = Client.objects.filter(slug=options["client"]).first()
        if client is None:
            raise CommandError(f"There is no client called {options['client']}")
        target = options["output"] or Path(f"{client.slug}.client")
        try:
            export_client(client, target.resolve())
        except Unusable as problem:
            raise CommandError(f"{problem} Use --output.") from problem
        self.stdout.write(f"{target} holds everything of {client.name}.")
