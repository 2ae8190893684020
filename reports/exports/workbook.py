"""The spreadsheet: results, inputs, the money model of every option as formulas, and the report's tables."""

from reports.exports.book_pages import about, chart_data, report_tables, results
from reports.exports.document import Document
from reports.exports.inputs_page import NAME as INPUTS
from reports.exports.inputs_page import Inputs
from reports.exports.money.option_page import OptionPage
from reports.exports.pages import Book
from reports.exports.texts import sheet_names
from reports.presenters.reading import Reading
from scoring.deterministic import deterministic

ABOUT, RESULTS, TABLES, CHARTS = "About", "Results", "Report tables", "Chart data"


def workbook(reading: Reading, document: Document) -> bytes:
    """The same reading and document give the same cells."""
    known = deterministic(reading.case)
    book = Book(document.title, reading.client)
    first, summary = book.page(ABOUT), book.page(RESULTS)
    inputs = Inputs(book, reading, known)
    options = reading.decision.options
    labels = (f"{place} {option.name}" for place, option in enumerate(options, 1))
    names = sheet_names(labels, (ABOUT, RESULTS, INPUTS, TABLES, CHARTS))
    cells = {}
    for option, name in zip(options, names, strict=True):
        cells[option.option_id] = OptionPage(book.page(name), known, option, inputs).write()
    about(first, reading, document, names)
    results(summary, reading, cells)
    report_tables(book.page(TABLES), document)
    chart_data(book.page(CHARTS), document)
    return book.finished()
