"""Everything that an installation knows, in one file, while it goes on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from outsourcing.backups import Unusable, back_up


class Command(BaseCommand):
    help = "Writes database and files into one sealed file. The service may go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, help="the file (default: named by the time)")
        parser.add_argument("--overwrite", action="store_true", help="replace the file if it is there")
        parser.add_argument("--portable", action="store_true", help="readable by SQLite and PostgreSQL alike")

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["output"] or Path(f"outsourcing-advisor-{timezone.now():%Y%m%d-%H%M%S}.backup")
        if target.exists() and not options["overwrite"]:
            raise CommandError(f"{target} is there already. Name another file, or add --overwrite.")
        try:
            back_up(target.resolve(), portable=options["portable"])
        except Unusable as problem:
            raise CommandError(f"{problem} Use --output.") from problem
        self.stdout.write(f"{target} holds everything; keep it as secret as the service itself.")
