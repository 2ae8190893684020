"""Bring a backup back, into an installation that is empty."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outsourcing.backups import Unusable, restore


class Command(BaseCommand):
    help = "Restores a backup into an empty installation; refuses one that was cut or changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rows-only", action="store_true", help="the files are in their place already")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore(options["file"].resolve(), with_files=not options["rows_only"])
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            "Restored. Run `manage.py prepare`, then `manage.py check_audit`, before people use it."
        )
