"""Compute a report again from the case inside it: python manage.py verify out.pdf"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports import verification


class Command(BaseCommand):
    help = "Says identical, or what differs between a report and what its own case gives when computed again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("report", type=Path, help="a PDF of this program")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = verification.verify(options["report"].read_bytes())
        except OSError as fault:
            raise CommandError(f"{options['report']} cannot be read: {fault.strerror}") from fault
        except verification.NotAReport as fault:
            raise CommandError(str(fault)) from fault
        for text in (*result.differences, *result.notes):
            self.stdout.write(text)
        if not result.identical:
            raise CommandError(f"The report differs in {len(result.differences)} places.", returncode=1)
        self.stdout.write("identical")
