"""Measure what an installation needs, and keep it in the guide for operators."""

import os
import re
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from outsourcing.sizing import measure, table

GUIDE = settings.BASE_DIR / "docs" / "operations.md"
BEGIN, END = "<!-- measured by: manage.py measure_size --write -->", "<!-- end of what was measured -->"


class Command(BaseCommand):
    help = (
        "Measures memory, pages a second, reports an hour and rows a client, in an installation of its own."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="put the table into docs/operations.md")
        parser.add_argument("--here", action="store_true", help="in this installation, which is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["here"]:
            self.stdout.write(table(measure(self.stderr.write)))
            return
        found = self._measured_elsewhere()
        self.stdout.write(found)
        if options["write"]:
            _write(found)

    def _measured_elsewhere(self) -> str:
        with tempfile.TemporaryDirectory(prefix="outsourcing-size-") as folder:
            environment = {**os.environ, "OUTSOURCING_DATA_DIR": folder}
            environment.pop("DATABASE_URL", None)
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "measure_size", "--here"]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip()


def _write(found: str) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    marked = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    block = f"{BEGIN}\n\n{found}\n\n{END}"
    GUIDE.write_text(marked.sub(lambda _: block, text), encoding="utf-8")
