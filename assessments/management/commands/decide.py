"""Decide a case from a file, without a database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.services.deciding import FUTURES, SEED
from scoring import Case, decide


class Command(BaseCommand):
    help = "Reads a case (JSON) and prints the decision as JSON. A - reads from standard input."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("case", type=Path, help="the case, as export_case prints it")
        parser.add_argument("-o", "--output", type=Path, help="write to this file instead of printing")
        parser.add_argument("--futures", type=int, default=FUTURES, help=f"simulated futures ({FUTURES})")
        parser.add_argument("--seed", type=int, default=SEED, help=f"of the random numbers ({SEED})")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            case = Case.from_dict(_read(options["case"]))
            decision = decide(case, futures=options["futures"], seed=options["seed"])
        except (OSError, ValueError, RecursionError) as error:
            raise CommandError(f"{options['case']}: {error}") from error
        text = json.dumps(decision.to_dict(), indent=1, ensure_ascii=False, allow_nan=False)
        if options["output"]:
            options["output"].write_text(text + "\n", encoding="utf-8")
        else:
            self.stdout.write(text)


def _read(path: Path) -> dict[str, Any]:
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    found = json.loads(text, parse_constant=_no_constant)
    if not isinstance(found, dict):
        raise ValueError("a case is an object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that can be used")
