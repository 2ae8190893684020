"""The sheets around the money model: what the file is, results, the report's tables, the charts' figures."""

from collections.abc import Mapping, Sequence

from reports.charts.formats import NumberFormat
from reports.charts.spec import ChartSpec
from reports.charts.to_rows import to_rows
from reports.exports.document import Document, Figure, Table
from reports.exports.inputs_page import NAME as INPUTS
from reports.exports.money.option_page import CHANGED, TOTAL_KEYS, OptionCells
from reports.exports.pages import Page
from reports.exports.results import OPTION_HEADS, options_table
from reports.presenters.reading import Reading

ALL_AGREE = "all agree"
_STYLES = {
    "Rank": "whole", "Pays back in month": "whole", "Gates open": "whole", "Gates failed": "whole",
    "Jobs released": "number", "Saves enough": "share", "Better than in-house": "share",
    "Comes first": "share", "Customers satisfied": "share", "Settled at first contact": "share",
    "Contacts that move": "share", "Value": "points", "Value, low": "points", "Value, high": "points",
}  # fmt: skip
_TABLE_COLUMNS = 8


def about(page: Page, reading: Reading, document: Document, names: Sequence[str]) -> None:
    page.widths(34, 90)
    page.title(document.title, document.subject)
    decision = reading.decision
    rows = [
        ("Client", reading.client),
        ("Assessment", reading.case.title),
        ("Case as of", reading.case.as_of),
        ("Report", document.head),
        ("Currency", decision.currency),
        ("Case SHA-256", decision.case_sha256),
        (
            "Computed with",
            f"engine {decision.engine_version}, {decision.futures:,} futures, seed {decision.seed}",
        ),
    ]
    for label, text in rows:
        _pair(page, label, text)
    page.section("What is in this file", 2)
    _pair(page, "Results", "The decision as it is stored, and the totals of the money model beside it")
    _pair(page, INPUTS, "Every figure that went in. Type your own under “Your value” and all sheets follow")
    for name in names:
        _pair(
            page,
            name,
            "The money model of this option over the months, in formulas that start from the inputs",
        )
    _pair(page, "Report tables", "The tables of the report as printed")
    _pair(page, "Chart data", "The figures behind every chart, unrounded")
    page.section("How to read it", 2)
    for text in _NOTES:
        page.text(page.row, 1, text)
        page.row += 1


_NOTES = (
    "The decision rests on thousands of futures, in which every figure has another possible value. This money"
    " model takes one value for each: the likely one, or the expected one (the mean of its range). Choose on"
    " the sheet Inputs.",
    "“Check” holds each total against what the program finds for the same figures. As soon as an input is"
    " changed it says so. “Against the decision” says whether the total lies in the 80 % range of the"
    " futures.",
    "Crew factors of split streams come from a staffing table and stay as they are when volumes change."
    " Shares of streams that move are those of the option.",
)


def _pair(page: Page, label: str, text: str) -> None:
    page.text(page.row, 0, label, "strong")
    page.text(page.row, 1, text)
    page.row += 1


def results(page: Page, reading: Reading, cells: Mapping[str, OptionCells]) -> None:
    page.widths(7, 40, 22)
    page.sheet.set_column(3, len(OPTION_HEADS), 14)
    page.print_wide()
    page.title("Results", f"Money in {reading.decision.currency}")
    page.section("The decision, as stored", len(OPTION_HEADS), "Means over the futures with 80 % ranges.")
    stored_options(page, reading)
    _live(page, reading, cells)


def stored_options(page: Page, reading: Reading) -> None:
    """The options of a decision, unrounded, below the heads of what they say."""
    heads, *rows = options_table(reading)
    page.heads([str(head) for head in heads], numbers_from=3)
    for row in rows:
        for column, (head, value) in enumerate(zip(OPTION_HEADS, row, strict=True)):
            if isinstance(value, str):
                page.text(page.row, column, value)
            else:
                page.number(page.row, column, value, _STYLES.get(head, "money"))
        page.row += 1


def _live(page: Page, reading: Reading, cells: Mapping[str, OptionCells]) -> None:
    width = len(TOTAL_KEYS) + 3
    page.section("The money model with the figures in use", width, "Formulas; “Check” against the program.")
    page.heads(["", "Option", "Check", *(label for label, _ in TOTAL_KEYS.values())], numbers_from=3)
    for option in reading.decision.options:
        found = cells[option.option_id]
        page.text(page.row, 1, option.name)
        page.words(page.row, 2, f'IF({found.check},"{ALL_AGREE}","{CHANGED}")', ALL_AGREE)
        for column, (key, total) in enumerate(found.totals.items(), 3):
            style = {"per_resolved": "price", "payback": "whole"}.get(key, "money")
            page.formula(page.row, column, total, style)
        page.row += 1
    page.sheet.freeze_panes(0, 2)


def report_tables(page: Page, document: Document) -> None:
    page.widths(44, *[22] * _TABLE_COLUMNS)
    page.title("Report tables", document.head)
    for table in document.tables:
        _table(page, table)


def _table(page: Page, table: Table) -> None:
    page.section(table.caption, max(table.columns, 1))
    for head, rows in ((True, table.heads), (False, table.rows)):
        for row in rows:
            column = 0
            for cell in row.cells:
                style = "head" if head else "strong" if row.group or row.leads else "text"
                page.text(page.row, column, cell.text, style)
                column += cell.columns
            page.row += 1


def chart_data(page: Page, document: Document) -> None:
    page.widths(44, *[18] * 12)
    page.title("Chart data", document.head)
    for figure in document.figures:
        _figure(page, figure)


def _figure(page: Page, figure: Figure) -> None:
    heads, rows = to_rows(figure.spec)
    page.section(f"{figure.label}. {figure.spec.words.title}", max(len(heads), 1), figure.spec.words.subtitle)
    page.heads(list(heads), numbers_from=1)
    for row in rows:
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.text(page.row, column, value)
            else:
                page.number(page.row, column, value, _number_style(figure.spec, column))
        page.row += 1


def _number_style(spec: ChartSpec, column: int) -> str:
    """Shares as per cent, sums of money whole, the rest as it is."""
    number: NumberFormat = spec.position_number if column == 0 else spec.number
    if number.scale == 100:
        return "share"
    return "money" if number.prefix else "number"
