"""Every line of cost over the months, with its present value and years (rules M7, M21)."""

from dataclasses import dataclass

from reports.exports.formulas import Term, above, added, at_most, both, choose, number
from reports.exports.inputs_page import Inputs
from reports.exports.money.amounts import Amounts, Due
from reports.exports.money.customers import Losses
from reports.exports.money.steps import YEAR, Months, Steps, present_value
from reports.exports.money.timeline import Timeline
from reports.presenters.money import GROUP_NAMES
from scoring.costs import LineValue


@dataclass(frozen=True)
class LineCells:
    """A line of the sheet: its sums, and its months where it has any."""

    id: str
    group: str
    present: Term
    first_year: Term
    last_year: Term
    months: Months | None


class LineTable:
    def __init__(self, time: Timeline, inputs: Inputs, steps: Steps, engine: tuple[LineValue, ...]) -> None:
        self.time, self.inputs, self.steps = time, inputs, steps
        self._lines = {value.line.id: value.line for value in engine}
        steps.section(
            "Every line of cost", "Monthly amounts; the sums to the left are what the totals add up."
        )
        steps.month_heads(sums=True)

    def lines(self, amounts: list[Amounts], losses: Losses) -> list[LineCells]:
        written = [self._line(found) for found in amounts]
        customers = (
            ("customers_satisfaction", losses.dissatisfied),
            ("customers_location", losses.resentful),
        )
        return written + [self._customers(key, months) for key, months in customers]

    def staying(self, costs: list[tuple[str, Term]]) -> Months:
        """What staying as is costs, all lines together."""
        months = range(1, self.steps.horizon + 1)
        row = self.steps.running("Staying as is, all lines", [self._sum(costs, m) for m in months], "money")
        self.steps.sums(row, present_value(row, self.time.discount), row.first_year(), row.last_year())
        return row

    def _line(self, amounts: Amounts) -> LineCells:
        line = self._lines[amounts.id]
        months = [
            added([*self._monthly(amounts, m), *(self._due(due, m) for due in amounts.dues)])
            for m in range(self.steps.horizon + 1)
        ]
        row = self.steps.months(line.name, months, "money")
        self.steps.page.text(row.row, 2, GROUP_NAMES[line.group], "aside")
        return self._summed(amounts, line.group, row)

    def _monthly(self, amounts: Amounts, month: int) -> list[Term]:
        return [self._sum(list(amounts.terms), month)] if amounts.terms and month else []

    def _sum(self, terms: list[tuple[str, Term]], month: int) -> Term:
        return added([amount * self.time.factors[key].cells[month] for key, amount in terms])

    def _summed(self, amounts: Amounts, group: str, row: Months) -> LineCells:
        """A sum due once is discounted to the day, not to the month in which the row shows it."""
        once = [due.amount * self._discount(due) for due in amounts.dues]
        early = [choose(at_most(due.month, YEAR), due.amount, 0) for due in amounts.dues]
        running = bool(amounts.terms)
        present = added([*([present_value(row, self.time.discount)] if running else []), *once])
        first = added([*([row.first_year()] if running else []), *early])
        cells = self.steps.sums(row, present, first, row.last_year() if running else number(0))
        return LineCells(amounts.id, group, *cells, row)

    def _discount(self, due: Due) -> Term:
        return (1 + self.inputs.setting("discount")) ** (-due.month / 12)

    def _due(self, due: Due, month: int) -> Term:
        """The sum in the month nearest to it; a later one in the last month."""
        last = self.steps.horizon
        if not due.moves:
            return due.amount if min(round(due.month.value), last) == month else number(0)
        clock = self.steps.clock[month]
        begun = above(due.month, clock - 0.5)
        test = both(begun, at_most(due.month, clock + 0.5)) if month < last else begun
        return choose(test, due.amount, 0)

    def _customers(self, key: str, months: Months | None) -> LineCells:
        line, zeros = self._lines[key], [number(0)] * self.steps.horizon
        terms = months.cells[1:] if months else zeros
        row = self.steps.running(line.name, terms, "money")
        self.steps.page.text(row.row, 2, GROUP_NAMES[line.group], "aside")
        present = present_value(row, self.time.discount)
        return LineCells(
            key, line.group, *self.steps.sums(row, present, row.first_year(), row.last_year()), row
        )
