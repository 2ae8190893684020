"""Run every test that this machine can run, and say by name and number what it could not run."""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from outsourcing.testing import Outcome, Stage, run, stages
from outsourcing.trust import report


class Command(BaseCommand):
    help = "Runs the tests: units, both databases, PDF, browser. Further arguments go to pytest instead."
    requires_system_checks: list[str] = []
    for_pytest: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also the tests that take minutes")
        parser.add_argument(
            "--set-up-only", action="store_true", help="install what the tests need, and run none"
        )
        parser.add_argument(
            "--allow-missing", action="store_true", help="succeed although some tests could not be run"
        )

        parser.add_argument(
            "--ship", action="store_true", help="keep the report with the product, for its next version"
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """What this command does not know belongs to pytest."""
        options, self.for_pytest = self.create_parser(argv[0], argv[1]).parse_known_args(argv[2:])
        self.execute(**vars(options))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["set_up_only"]:  # that was done before this command could start
            return
        extra = [*self.for_pytest, *(["--all"] if options["all"] else [])]
        with tempfile.TemporaryDirectory(prefix="outsourcing-selftest-") as folder:
            chosen = [Stage("chosen tests", [])] if self.for_pytest else stages(options["all"])
            outcomes = [self._run(stage, extra, Path(folder)) for stage in chosen]
        if not self.for_pytest:
            self._keep(outcomes, options)
        self._report(outcomes)
        failed = any(outcome.failed or outcome.crashed for outcome in outcomes)
        missing = any(outcome.missing for outcome in outcomes)
        sys.exit(1 if failed or (missing and not options["allow_missing"]) else 0)

    def _run(self, stage: Stage, extra: list[str], folder: Path) -> Outcome:
        self.stdout.write(self.style.MIGRATE_HEADING(f"\n[selftest] {stage.name}"))
        self.stdout.flush()
        return run(stage, extra, folder)

    def _keep(self, outcomes: list[Outcome], options: dict[str, Any]) -> None:
        """For the page "How this was tested"."""
        made = report.make(outcomes, long=options["all"])
        for path in [settings.DATA_DIR / report.NAME, *([report.SHIPPED] if options["ship"] else [])]:
            report.write(made, path)
            self.stdout.write(f"Report on the tests: {path}")

    def _report(self, outcomes: list[Outcome]) -> None:
        self.stdout.write("\n[selftest] Summary")
        for outcome in outcomes:
            self.stdout.write(f"  {outcome}")
            for reason, count in outcome.skips.most_common():
                self.stdout.write(f"    skipped {count}: {reason}")
        totals = [sum(getattr(o, name) for o in outcomes) for name in ("passed", "failed", "skipped")]
        self.stdout.write("{} passed, {} failed, {} skipped".format(*totals))
