"""The files that an issued comparison can be taken elsewhere in, by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.exports.book_pages import chart_data, report_tables, stored_options
from reports.exports.document import Document
from reports.exports.files import DOCX, JSON, XLSX, ZIP, File
from reports.exports.pages import Book
from reports.exports.reader import read_comparison
from reports.exports.results import OPTION_HEADS
from reports.exports.tables_archive import tables_of_several
from reports.exports.word import word
from reports.pdf import evidence
from reports.pdf.comparison_page import CausesOf, page_of
from reports.presenters.comparison import Compared
from reports.presenters.edition import Edition


@dataclass(frozen=True)
class ToldCompared:
    """`causes` is asked by those files that say what caused a difference: that takes computing."""

    items: Sequence[Compared]
    edition: Edition
    causes: Callable[[], Sequence[CausesOf]]

    @cached_property
    def document(self) -> Document:
        return read_comparison(page_of(self.items, self.causes(), self.edition))


def make_comparison(name: str, told: ToldCompared) -> File:
    """Raises KeyError for a name that is not in COMPARISON_FILES."""
    ending, content_type, maker = COMPARISON_FILES[name]
    return File(ending, content_type, maker(told))


def _word(told: ToldCompared) -> bytes:
    return word(told.document)


def _workbook(told: ToldCompared) -> bytes:
    document = told.document
    book = Book(document.title, document.client)
    page = book.page("Results")
    page.widths(7, 40, 22)
    page.sheet.set_column(3, len(OPTION_HEADS), 14)
    page.print_wide()
    page.title(document.kind, document.head)
    for item in told.items:
        note = f"{item.group}. Money in {item.reading.decision.currency}; means with 80 % ranges."
        page.section(item.name, len(OPTION_HEADS), note)
        stored_options(page, item.reading)
    report_tables(book.page("Report tables"), document)
    chart_data(book.page("Chart data"), document)
    return book.finished()


def _tables(told: ToldCompared) -> bytes:
    return tables_of_several([(item.name, item.reading) for item in told.items], told.document)


def _cases(told: ToldCompared) -> bytes:
    scenarios = [
        {"name": item.name, "group": item.group, "case": item.reading.stored[0].to_dict()}
        for item in told.items
    ]
    return evidence.plain_json({"scenarios": scenarios})


COMPARISON_FILES: dict[str, tuple[str, str, Callable[[ToldCompared], bytes]]] = {
    "word": ("comparison.docx", DOCX, _word),
    "workbook": ("comparison.xlsx", XLSX, _workbook),
    "tables": ("tables.zip", ZIP, _tables),
    "case": ("cases.json", JSON, _cases),
}
COMPARISON_TITLES = {
    "word": ("Word", "The comparison to edit, with the same tables and charts"),
    "workbook": ("Spreadsheet", "The options of every scenario, unrounded, the tables and the chart figures"),
    "tables": ("Tables", "Every table, the figures behind every chart, and each scenario in full, as CSV"),
    "case": ("Cases", "Everything that went into each scenario, as JSON"),
}
