"""From SQLite to PostgreSQL with one command."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outsourcing.backups import Unusable, move_to


class Command(BaseCommand):
    help = "Moves this installation from SQLite into an empty PostgreSQL database; files stay where they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", help="postgres://user:password@host/name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            move_to(options["url"])
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("Every row, every record and every report is there. Start web and worker with")
        self.stdout.write("DATABASE_URL set to this address, and the same data folder and secret key as now.")
