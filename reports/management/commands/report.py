"""Write the report on a case file as PDF: python manage.py report case.json -o out.pdf"""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports import pdf
from reports.pdf.characters import static_file
from reports.presenters import read
from reports.presenters.edition import PARTS, Edition
from reports.presenters.report import present
from scoring import decide
from scoring.case import Case
from scoring.decision import Decision


class Command(BaseCommand):
    help = "Decides on a case file and writes the report as PDF. Needs no server and no browser."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("case", type=Path, help="the case as JSON")
        parser.add_argument("-o", "--output", type=Path, required=True, help="where to write the PDF")
        parser.add_argument("--paper", choices=("A4", "Letter"), default="A4")
        parser.add_argument("--parts", choices=[parts for parts in PARTS if parts != "plan"], default="full")
        parser.add_argument("--mark", default="Confidential", help="the mark in the head of each page")
        parser.add_argument("--futures", type=int, default=8192)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        case = _case(options["case"])
        try:
            decision = decide(case, futures=options["futures"], seed=options["seed"])
        except ValueError as fault:
            raise CommandError(f"The case cannot be decided: {fault}") from fault
        edition = Edition(paper=options["paper"], parts=options["parts"], mark=options["mark"])
        if not pdf.is_available():
            self._write_page(case, decision, edition, options["output"])
        data = pdf.draw(case, decision, edition).data
        options["output"].write_bytes(data)
        self.stdout.write(f"{options['output']} ({len(data) // 1024} KB)")

    def _write_page(self, case: Case, decision: Decision, edition: Edition, output: Path) -> None:
        page = output.with_suffix(".html")
        address = Path(static_file("css/print.css")).as_uri()
        page.write_text(pdf.print_page(present(read(decision, case), edition), address), encoding="utf-8")
        raise CommandError(f"This machine cannot write PDFs. The same report as a page: {page}", returncode=3)


def _case(path: Path) -> Case:
    try:
        return Case.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except OSError as fault:
        raise CommandError(f"{path} cannot be read: {fault.strerror}") from fault
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"{path} is no case: {fault}") from fault
