"""A client that was exported, into an installation that is empty; and whether all of it holds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from outsourcing.backups import Unusable, import_client_archive


class Command(BaseCommand):
    help = "Reads what export_client wrote into an empty installation; people reset their passwords by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            client = import_client_archive(options["file"].resolve())
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{client.name} is imported. Is all of it as it was?")
        call_command("check_audit", client.slug, stdout=self.stdout)
        call_command("check_reports", client.slug, stdout=self.stdout)
