"""Sheets of a workbook: styles, guarded text, and formulas with their results."""

import io
import math
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from reports.charts.labels import text_width
from reports.exports.formulas import Range, Term
from reports.exports.texts import cell_text, looks_like_formula

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top", "font_color": "#14243a"}
_USUAL_WIDTH, _USUAL_HEIGHT, _HIGHEST = 13.0, 15.0, 400.0
_LETTER = 0.56  # width of a usual letter, in its height
_HEAD = {"bold": True, "bg_color": "#eef2f6", "bottom": 1, "bottom_color": "#c3ccd8", "text_wrap": True}
STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "line": {},
    "strong": {"bold": True, "text_wrap": True},
    "note": {"font_color": "#46566b", "text_wrap": True, "indent": 1},
    "quiet": {"font_color": "#46566b"},
    "aside": {"font_color": "#46566b", "indent": 1},
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12, "bottom": 2, "bottom_color": "#14243a"},
    "head": _HEAD,
    "head right": {**_HEAD, "align": "right"},
    "money": {"num_format": "#,##0;[Red]-#,##0"},
    "money total": {"num_format": "#,##0;[Red]-#,##0", "bold": True, "top": 1},
    "price": {"num_format": "#,##0.00"},
    "share": {"num_format": "0.0%"},
    "small share": {"num_format": "0.000%"},
    "factor": {"num_format": "0.0000"},
    "number": {"num_format": "#,##0.0##"},
    "whole": {"num_format": "#,##0"},
    "points": {"num_format": "0.0"},
    "month": {**_HEAD, "align": "right", "num_format": '"Month" 0'},
    "check": {"bold": True, "font_color": "#14735a", "text_wrap": True, "indent": 1},
    "entry": {"bg_color": "#fdf2d8", "border": 1, "border_color": "#c3ccd8"},
}


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter does not tell its types  # type: ignore[misc]  # it has no types
    """Our formulas hold no function that the file calls otherwise; looking for one takes half the time."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Book:
    """A workbook in memory. Text is always text: nothing that is written becomes a formula or a link."""

    def __init__(self, title: str, author: str) -> None:
        self._file = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        }
        self._book = xlsxwriter.Workbook(self._file, options)
        self._book.set_properties(
            {
                "title": cell_text(title)[:200],
                "author": cell_text(author)[:200],
                "company": "",
                "comments": "",
            }
        )
        self._book.set_calc_mode("auto")
        self._styles: dict[tuple[str, bool], Any] = {}

    def page(self, name: str) -> "Page":
        return Page(self, self._book.add_worksheet(name, _Sheet), name)

    def style(self, name: str, quoted: bool = False) -> Any:
        """`quoted`: whoever edits the cell still has a text, whatever it starts with."""
        if (name, quoted) not in self._styles:
            wanted = {**_FONT, **STYLES[name], **({"quote_prefix": True} if quoted else {})}
            self._styles[(name, quoted)] = self._book.add_format(wanted)
        return self._styles[(name, quoted)]

    def finished(self) -> bytes:
        self._book.close()
        return self._file.getvalue()


class Page:
    """One sheet. `row` is where the next line goes."""

    def __init__(self, book: Book, sheet: Any, name: str) -> None:
        self.book, self.sheet, self.name, self.row = book, sheet, name, 0
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def widths(self, *widths: float) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
            self._widths[column] = width

    def print_wide(self) -> None:
        """As many pages side by side as it takes, each with the names of the rows."""
        self.sheet.fit_to_pages(0, 0)
        self.sheet.set_print_scale(70)
        self.sheet.repeat_columns(0, 0)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        kept = cell_text(text)
        self.sheet.write_string(row, column, kept, self.book.style(style, looks_like_formula(kept)))
        self._make_room(row, column, kept, style)

    def _make_room(self, row: int, column: int, text: str, style: str) -> None:
        """Programs differ in whether they find the height of a row by themselves."""
        look = STYLES[style]
        height = 1.35 * look.get("font_size", _FONT["font_size"])
        if look.get("text_wrap"):
            letters = max(self._widths.get(column, _USUAL_WIDTH) - 1, 4)
            height *= sum(
                max(1, math.ceil(text_width(part, 1) / _LETTER / letters)) for part in text.split("\n")
            )
        if height > self._heights.get(row, _USUAL_HEIGHT):
            self._heights[row] = min(height, _HIGHEST)
            self.sheet.set_row(row, self._heights[row])

    def number(self, row: int, column: int, value: float | None, style: str) -> None:
        if value is None:
            self.sheet.write_blank(row, column, None, self.book.style(style))
        else:
            self.sheet.write_number(row, column, value, self.book.style(style))

    def formula(self, row: int, column: int, term: Term, style: str) -> Term:
        """The cell, for other formulas of this sheet."""
        self.sheet.write_formula(row, column, f"={term.text}", self.book.style(style), term.value)
        return self.at(row, column, term.value)

    def words(self, row: int, column: int, formula: str, result: str, style: str = "check") -> None:
        """A formula whose result is one of our own words."""
        self.sheet.write_formula(row, column, f"={formula}", self.book.style(style), result)

    def at(self, row: int, column: int, value: float, fixed: bool = True) -> Term:
        """`fixed`: the address stays when the formula that names it is copied."""
        return Term(xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed), value)

    def elsewhere(self, row: int, column: int, value: float) -> Term:
        """The cell, for formulas of other sheets."""
        return Term(f"'{self.name}'!{self.at(row, column, value).text}", value)

    def heads(self, texts: Sequence[str], numbers_from: int = 10**6) -> None:
        for column, text in enumerate(texts):
            self.text(self.row, column, text, "head right" if column >= numbers_from else "head")
        self.row += 1

    def title(self, text: str, note: str = "") -> None:
        self.text(self.row, 0, text, "title")
        self.row += 1
        if note:
            self.text(self.row, 0, note, "quiet")
            self.row += 1
        self.row += 1

    def section(self, text: str, columns: int = 5, note: str = "") -> None:
        self.row += 1
        for column in range(columns):
            self.text(self.row, column, text if column == 0 else "", "section")
        self.row += 1
        if note:
            self.text(self.row, 0, note, "quiet")
            self.row += 1


def span(first: Term, cells: Sequence[Term]) -> Range:
    """Cells that lie beside or below each other, by the first and the last."""
    return Range(f"{first.text}:{cells[-1].text}", tuple(cell.value for cell in cells))
