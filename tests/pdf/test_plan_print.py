"""The deal plan on paper: its text reads back as it was frozen, and the report is proved with it."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from reports import pdf
from reports.presenters import read
from reports.presenters.edition import Edition
from reports.presenters.plan import Plan, plan_from
from reports.presenters.plan.drafting import draft
from reports.presenters.plan.printed import present
from reports.presenters.plan.subject import Subject
from reports.presenters.plan.told import Facts
from reports.presenters.plan.working_out import back_of, exit_terms, first_scheme, scheme_of, vendor_pay
from reports.verification import verify
from scoring import deal, decide
from scoring.case import Case
from scoring.decision import Decision
from tests.reports_examples import drafted_item

from .pages import bookmarks, text

CASE = Path(__file__).parents[1] / "data" / "golden" / "case1_online_retailer.case.json"
OPTION, FUTURES = "nearshore_colombia", 128


@cache
def decided() -> tuple[Case, Decision]:
    case = Case.from_dict(json.loads(CASE.read_text()))
    return case, decide(case, futures=FUTURES)


@cache
def plan() -> Plan:
    """As it is kept with a report: through JSON and back."""
    case, decision = decided()
    reading, drawn = read(decision, case), deal.draw(case, OPTION, FUTURES, decision.seed)
    result, back, scheme = reading.results[OPTION], back_of(drawn, exit_terms(drawn)), first_scheme(drawn)
    drafts = draft([Subject(reading, result, reading.providers[OPTION], back, 145)])
    items = [drafted_item(d) for d in drafts]
    facts = Facts("Bogota", "2026-11-22", "2027-11-22", "Priya Nair", "Our partner", scheme, tuple(items))
    pays = [vendor_pay(drawn, v, scheme_of(scheme, case.service.satisfaction.likely)) for v in drawn.vendors]
    found = present(reading, facts, back, pays)
    return plan_from(json.loads(json.dumps([asdict(part) for part in found])))


@pytest.fixture(scope="module")
def alone() -> bytes:
    return pdf.draw(*decided(), Edition(parts="plan", number="4", date="2026-11-22"), plan()).data


def squeezed(words: str) -> str:
    """Lines are broken anywhere; what is left are the letters."""
    return "".join(words.split())


def test_every_word_of_the_plan_reads_back(alone: bytes) -> None:
    shown = squeezed(text(alone))
    for part in plan():
        cells = [cell for table in part.tables for row in (table.heads, *table.rows) for cell in row]
        missing = [t for t in (part.title, *part.paragraphs, *cells) if squeezed(t) not in shown]
        assert missing == []
    assert squeezed("Priya Nair: name, place, date") in shown and squeezed("Our partner: name") in shown


def test_tables_and_the_picture_are_numbered(alone: bytes) -> None:
    shown, tables = squeezed(text(alone)), sum(len(part.tables) for part in plan())
    assert all(squeezed(f"Table {number}.") in shown for number in range(1, tables + 1))
    assert squeezed(f"Table {tables + 1}.") not in shown
    assert squeezed("Figure 1. The team is back after") in shown


def test_each_table_and_the_picture_are_referred_to(alone: bytes) -> None:
    shown = squeezed(text(alone))
    assert squeezed("Table 2 (work and deadlines), Table 3 (money)") in shown
    assert squeezed("Figure 1 (the team is back after") in shown
    tables = sum(len(part.tables) for part in plan())
    assert all(shown.count(squeezed(f"Table {number} (")) == 1 for number in range(1, tables + 1))


def test_the_plan_alone_holds_nothing_else(alone: bytes) -> None:
    assert bookmarks(alone)[0] == "The deal plan"
    assert "Method and reproducibility" not in text(alone)


def test_a_report_with_its_plan_is_proved(alone: bytes) -> None:
    assert verify(alone).differences == ()
    assert pdf.draw(*decided(), Edition(parts="plan", number="4", date="2026-11-22"), plan()).data == alone


def test_a_full_report_has_the_plan_in_its_place() -> None:
    whole = pdf.draw(*decided(), Edition(parts="full"), plan()).data
    titles = bookmarks(whole)
    assert titles.index("Providers") < titles.index("The deal plan")
    without = pdf.draw(*decided(), Edition(parts="full")).data
    assert "The deal plan" not in bookmarks(without)
