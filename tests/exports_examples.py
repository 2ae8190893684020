"""The three demonstration clients as they are read by the files that are taken elsewhere."""

import json
from functools import cache
from pathlib import Path

from reports.exports.document import Document
from reports.exports.reader import read_report
from reports.presenters import read, report
from reports.presenters.edition import Edition
from reports.presenters.reading import Reading
from scoring import decide
from scoring.case import Case
from scoring.decision import Decision

GOLDEN = Path(__file__).parent / "data" / "golden"
CLIENTS = ("case1_online_retailer", "case2_health_insurer", "case3_saas_webhost")
FUTURES = 256
EVERYTHING = Edition(number="4", parts="whole")


@cache
def golden(name: str) -> tuple[Case, Decision]:
    case = Case.from_dict(json.loads((GOLDEN / f"{name}.case.json").read_text("utf-8")))
    return case, decide(case, futures=FUTURES)


@cache
def reading_of(name: str) -> Reading:
    case, decision = golden(name)
    return read(decision, case)


@cache
def document_of(name: str, edition: Edition = EVERYTHING) -> Document:
    return read_report(report.present(reading_of(name), edition))
