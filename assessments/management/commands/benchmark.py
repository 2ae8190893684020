"""Measure the engine side by side with its peers."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from assessments.management.benchmarks import (
    decisions,
    information,
    money,
    pages,
    peers,
    queues,
    ranking,
    table,
)
from assessments.management.benchmarks.measuring import Row
from scoring import Case

BLOCKS = {
    "ranking": ranking.rows,
    "money": money.rows,
    "queues": queues.rows,
    "information": information.rows,
    "pages": pages.rows,
}
PRINTING = "reports.management.printing_benchmark.rows"  # of an app above this one
ON_A_CASE: dict[str, Callable[[Case, int, bool], Iterator[Row]]] = {
    "decisions": decisions.rows,
    "report": lambda case, rounds, quick: import_string(PRINTING)(case, rounds, quick),
}
PEERS = ".peers"
CASE = "tests/data/golden/case1_online_retailer.case.json"


class Command(BaseCommand):
    help = "Measures the engine side by side with its peers, in turns, and prints a table."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print plain data instead of a table")
        parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller peers' parts")
        parser.add_argument("--peers", type=Path, default=Path(PEERS), help=f"folder of the peers ({PEERS})")
        parser.add_argument(
            "--case", type=Path, help="the case of the whole decision (a demonstration client)"
        )
        parser.add_argument("--only", choices=[*BLOCKS, *ON_A_CASE], help="one block of the table")

    def handle(self, *args: Any, **options: Any) -> None:
        peers.look_in(options["peers"])
        rows = []
        for row in self._rows(options):
            rows.append(row)
            self.stderr.write(f"{row.work}: {row.ours.seconds * 1000:.3f} ms")
        if options["json"]:
            self.stdout.write(json.dumps(table.as_data(rows), indent=1, ensure_ascii=False))
        else:
            self.stdout.write(table.as_text(rows, str(options["peers"])))

    def _rows(self, options: dict[str, Any]) -> Iterator[Row]:
        quick, only = options["quick"], options["only"]
        rounds = 3 if quick else 9
        for name, block in BLOCKS.items():
            if only in (None, name):
                yield from block(rounds, quick)
        for name, on_a_case in ON_A_CASE.items():
            if only in (None, name):
                yield from on_a_case(_case(options["case"]), rounds, quick)


def _case(path: Path | None) -> Case:
    file = path or Path(settings.BASE_DIR) / CASE
    try:
        return Case.from_dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file}: {error}. Name another with --case") from error
