"""One client, away for good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clients.models import Client
from outsourcing.backups import Busy, delete_client


class Command(BaseCommand):
    help = "Deletes a client with all its rows, files and its record. There is no way back but a backup."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("client", help="its short name, as in its addresses")
        parser.add_argument("--confirm", default="", help="the short name again")

    def handle(self, *args: Any, **options: Any) -> None:
        client = Client.objects.filter(slug=options["client"]).first()
        if client is None:
            raise CommandError(f"There is no client called {options['client']}")
        if options["confirm"] != client.slug:
            raise CommandError(f"To delete {client.name} with everything, add --confirm {client.slug}")
        try:
            delete_client(client, actor=None)
        except Busy as busy:
            raise CommandError("A worker has work of this client in its hands. Try again shortly.") from busy
        self.stdout.write(f"{client.slug} is gone.")
