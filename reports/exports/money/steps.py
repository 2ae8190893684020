"""The rows of an option's sheet: a table of streams, single steps, and rows of months."""

from collections.abc import Callable, Sequence

from reports.exports.formulas import Range, Term, number, total, total_of_products
from reports.exports.pages import Page, span

Following = Callable[[int, Term], Term]  # month, cell of the month before

FIRST_MONTH = 5  # the column of month 0, at signing
SUMS = ("Present value", "", "First year", "Last 12 months")
YEAR = 12


class Months:
    """One row over the months; `cells[0]` is month 0."""

    def __init__(self, cells: list[Term], row: int) -> None:
        self.cells, self.row = cells, row

    @property
    def running(self) -> Range:
        """Months 1, 2, … without the month of signing."""
        return span(self.cells[1], self.cells[1:])

    def first_year(self) -> Term:
        return total(span(self.cells[1], self.cells[1 : YEAR + 1]))

    def last_year(self) -> Term:
        return total(span(self.cells[-YEAR:][0], self.cells[-YEAR:]))


class Steps:
    """Writes downwards and hands out the cells."""

    def __init__(self, page: Page, horizon: int) -> None:
        self.page, self.horizon = page, horizon
        self._top = self._next = 0
        self._rows = 0
        self._cells: dict[str, list[Term]] = {}
        self.clock: list[Term] = []  # the numbers of the months, from 0

    def section(self, text: str, note: str = "") -> None:
        self.page.section(text, FIRST_MONTH + self.horizon + 1, note)

    def table(self, names: Sequence[str]) -> None:
        self._top, self._next, self._rows = self.page.row, 1, len(names)
        self.page.text(self._top, 0, "Contact stream", "head")
        for place, name in enumerate(names, 1):
            self.page.text(self._top + place, 0, name)

    def column(self, head: str, terms: Sequence[Term], style: str) -> Range:
        page, column = self.page, self._next
        page.text(self._top, column, head, "head right")
        found = [page.formula(self._top + place, column, term, style) for place, term in enumerate(terms, 1)]
        self._next += 1
        if not found:
            return Range("", ())
        cells = span(found[0], found)
        self._cells[cells.text] = found
        return cells

    def cells(self, column: Range) -> list[Term]:
        return self._cells.get(column.text, [])

    def end_table(self) -> None:
        self.page.row = self._top + self._rows + 1

    def step(self, label: str, term: Term, style: str, note: str = "") -> Term:
        """A single figure with its name; the cell, for the formulas that follow."""
        page = self.page
        page.text(page.row, 0, label)
        cell = page.formula(page.row, 1, term, style)
        page.text(page.row, 2, note, "aside")
        page.row += 1
        return cell

    def month_heads(self, sums: bool) -> None:
        page = self.page
        texts = ("", *(SUMS if sums else ("", "", "", "")))
        for column, text in enumerate(texts):
            page.text(page.row, column, text, "head right")
        for month in range(self.horizon + 1):
            page.number(page.row, FIRST_MONTH + month, month, "month")
        self.clock = [
            page.at(page.row, FIRST_MONTH + month, month, fixed=False) for month in range(self.horizon + 1)
        ]
        page.row += 1

    def months(self, label: str, terms: Sequence[Term | None], style: str = "factor") -> Months:
        """`terms` from month 0 on; None stays empty and counts as 0."""
        row = self.page.row
        self.page.text(row, 0, label)
        cells = [self._month(row, month, term, style) for month, term in enumerate(terms)]
        self.page.row += 1
        return Months(cells, row)

    def running(self, label: str, terms: Sequence[Term], style: str = "factor") -> Months:
        """A row that begins with month 1."""
        return self.months(label, (None, *terms), style)

    def recursive(self, label: str, first: Term, following: Following, style: str = "factor") -> Months:
        """`following(month, cell before)` gives the formula of each month after the one of signing."""
        row = self.page.row
        self.page.text(row, 0, label)
        cells = [self._month(row, 0, first, style)]
        for month in range(1, self.horizon + 1):
            cells.append(self._month(row, month, following(month, cells[-1]), style))
        self.page.row += 1
        return Months(cells, row)

    def sums(
        self, months: Months, present: Term, first_year: Term, last_year: Term
    ) -> tuple[Term, Term, Term]:
        page = self.page
        return (
            page.formula(months.row, 1, present, "money"),
            page.formula(months.row, 3, first_year, "money"),
            page.formula(months.row, 4, last_year, "money"),
        )

    def _month(self, row: int, month: int, term: Term | None, style: str) -> Term:
        column = FIRST_MONTH + month
        if term is not None:
            self.page.formula(row, column, term, style)
        return self.page.at(row, column, term.value if term else 0.0, fixed=False)


def present_value(months: Months, discount: Months) -> Term:
    return total_of_products(months.running, discount.running)


def nothing(horizon: int) -> list[Term]:
    return [number(0)] * horizon
