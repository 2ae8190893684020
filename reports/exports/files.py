"""The files that a decision can be taken elsewhere in, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.exports.reader import read_report
from reports.exports.tables_archive import tables_archive
from reports.exports.word import word
from reports.exports.workbook import workbook
from reports.pdf import evidence
from reports.presenters import read
from reports.presenters.edition import Edition
from reports.presenters.plan import Plan
from reports.presenters.report import present
from scoring.case import Case
from scoring.decision import Decision

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"
ZIP, JSON = "application/zip", "application/json"


@dataclass(frozen=True)
class Told:
    """What is taken elsewhere: the stored decision with the edition that says which parts are wanted."""

    case: Case
    decision: Decision
    edition: Edition
    plan: Plan = ()


@dataclass(frozen=True)
class File:
    """`ending` of the name."""

    ending: str
    content_type: str
    data: bytes


def make(name: str, case: Case, decision: Decision, edition: Edition, plan: Plan = ()) -> File:
    """Raises KeyError for a name that is not in FILES."""
    ending, content_type, maker = FILES[name]
    return File(ending, content_type, maker(Told(case, decision, edition, plan)))


def _word(told: Told) -> bytes:
    return word(read_report(present(read(told.decision, told.case), told.edition, told.plan)))


def _workbook(told: Told) -> bytes:
    reading = read(told.decision, told.case)
    return workbook(reading, read_report(present(reading, told.edition, told.plan)))


def _tables(told: Told) -> bytes:
    reading = read(told.decision, told.case)
    return tables_archive(reading, read_report(present(reading, told.edition, told.plan)))


def _case(told: Told) -> bytes:
    """Byte by byte what the PDF carries."""
    return evidence.plain_json(told.case.to_dict())


FILES: dict[str, tuple[str, str, Callable[[Told], bytes]]] = {
    "word": ("report.docx", DOCX, _word),
    "workbook": ("model.xlsx", XLSX, _workbook),
    "tables": ("tables.zip", ZIP, _tables),
    "case": ("case.json", JSON, _case),
}
TITLES = {
    "word": ("Word", "The report to edit, with the same tables and charts"),
    "workbook": (
        "Spreadsheet",
        "Inputs, results and the money model in formulas that follow your own figures",
    ),
    "tables": ("Tables", "Every table and the figures behind every chart as CSV"),
    "case": ("Case", "Everything that went in as JSON: the same bytes that the PDF carries"),
}
