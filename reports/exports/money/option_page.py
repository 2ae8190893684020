"""The sheet of one option: totals with their checks on top, below them how they come about."""

from dataclasses import dataclass

import numpy as np

from reports.exports.formulas import Term, above, added, between, choose, chosen, number, smallest
from reports.exports.inputs_page import Inputs
from reports.exports.money.amounts import AmountSteps
from reports.exports.money.customers import losses
from reports.exports.money.lines import LineCells, LineTable
from reports.exports.money.steps import Months, Steps, present_value
from reports.exports.money.timeline import Timeline, timeline
from reports.exports.money.work import Split, split
from reports.exports.pages import Page
from scoring.costs import Money
from scoring.costs.lines import NEW_MONEY
from scoring.decision import Interval, OptionResult
from scoring.deterministic import Deterministic

AGREES, CHANGED = "agrees", "an input was changed"
WITHIN, OUTSIDE = "within its range", "outside its range"
TOTAL_HEADS = ("Total", "This sheet", "Unit", "Program", "Check", "Decision: expected", "Low", "High",
               "Against the decision")  # fmt: skip
_TOTALS_AT = 5
_TOTAL_NUMBERS = (1, 3, 5, 6, 7)
_CLOSE = 1e-6


@dataclass(frozen=True)
class Total:
    """A total of the sheet, what the program finds for the same figures, and what the decision says."""

    key: str
    label: str
    term: Term
    program: tuple[float, float]  # at the likely values and at the means
    decision: Interval | None
    style: str
    unit: str


@dataclass(frozen=True)
class OptionCells:
    """Where other sheets find the totals, by key; `check` is a cell that says whether all agree."""

    totals: dict[str, Term]
    check: str


class OptionPage:
    def __init__(self, page: Page, known: Deterministic, result: OptionResult, inputs: Inputs) -> None:
        self.page, self.result, self.inputs = page, result, inputs
        self.case, self.money = known.case, known.money[result.option_id]
        self.option = next(option for option in self.case.options if option.id == result.option_id)
        self.steps = Steps(page, self.case.method.horizon_months)

    def write(self) -> OptionCells:
        self._head()
        parts = split(self.case, self.option, self.money.work, self.inputs, self.steps)
        time = timeline(self.case, self.option, parts, self.inputs, self.steps)
        self.steps.section("Amounts", "What each line is a month at today's volume and prices.")
        amounts = AmountSteps(self.case, self.option, parts, time.handovers, self.inputs, self.steps)
        every = amounts.every()
        gone = losses(self.case, self.option, parts, time, self.inputs, self.steps)
        table = LineTable(time, self.inputs, self.steps, self.money.lines)
        lines = table.lines(every, gone)
        staying = table.staying([(cost.profile, cost.amount) for cost in amounts.today])
        saved = self._saved_so_far(lines, staying)
        personnel = added([cost.amount for cost in amounts.today if cost.profile == "pay"])
        return self._write_totals(self._totals(lines, staying, saved, parts, time, personnel))

    def _head(self) -> None:
        page = self.page
        page.widths(46, 16, 18, 14, 14)
        page.sheet.set_column(5, 5 + self.steps.horizon, 13)
        page.print_wide()
        page.title(self.result.name, "Every figure below is a formula.")
        page.sheet.freeze_panes(0, 1)
        page.row = _TOTALS_AT + len(TOTAL_KEYS) + 1

    def _saved_so_far(self, lines: list[LineCells], staying: Months) -> Months:
        """Undiscounted, against staying; the expected exit is no payment and not in it."""
        counted = [line.months for line in lines if line.months and line.group not in ("exit", "customers")]

        def month(at: int, before: Term) -> Term:
            return before + staying.cells[at] - added([row.cells[at] for row in counted])

        start = -added([row.cells[0] for row in counted])
        return self.steps.recursive("Saved so far, not discounted", start, month, "money")

    def _totals(
        self,
        lines: list[LineCells],
        staying: Months,
        saved: Months,
        parts: Split,
        time: Timeline,
        personnel: Term,
    ) -> list[Total]:
        costs = [line for line in lines if line.group != "customers"]
        customers = added([line.present for line in lines if line.group == "customers"])
        terms = {
            "as_is": present_value(staying, time.discount),
            "present": added([line.present for line in costs]),
            "saving": self._cell("as_is") - self._cell("present"),
            "customer_change": -customers,
            "net_benefit": self._cell("saving") + self._cell("customer_change"),
            "hurdle": self._hurdle(parts, personnel),
            "one_off": added([line.present for line in costs if line.group == "one_off"]),
            "new_money": added([line.first_year for line in costs if line.group in NEW_MONEY]),
            "per_resolved": self._per_contact(costs, parts, time),
            "payback": _payback(saved, self.steps),
        }
        return [_total(key, terms[key], self.money, self.result) for key in TOTAL_KEYS]

    def _cell(self, key: str) -> Term:
        """A total above; its result is what the program finds, which the check holds against it."""
        row = _TOTALS_AT + list(TOTAL_KEYS).index(key)
        return self.page.at(row, 1, _program(key, self.money)[0])

    def _hurdle(self, parts: Split, personnel: Term) -> Term:
        if not parts.shares:
            return number(0)
        moved = added([share.of_work for share in parts.shares])
        share = self.inputs.setting("hurdle") * 12 * personnel * moved * self.steps.horizon / 12
        method = self.case.method
        if method.hurdle_amount is None or not method.hurdle_enabled:
            return share
        return smallest(share, self.inputs.setting("hurdle_amount"))

    def _per_contact(self, costs: list[LineCells], parts: Split, time: Timeline) -> Term:
        kept = parts.kept_resolution
        for model, at in ((self.option.improvement, "improvement"), (self.option.training, "training")):
            if model is not None:
                kept = kept + self.inputs(f"options.{self.option.id}.{at}.first_contact_resolution_change")
        there = [share.resolution * share.of_contacts for share in parts.shares]
        settled = added([between(kept, 0, 1) * parts.kept_contacts, *there])
        contacts = parts.contacts * time.factors["volume"].last_year() * settled
        cost = added([line.last_year for line in costs])
        return choose(above(contacts, 0), cost / contacts, 0)

    def _write_totals(self, totals: list[Total]) -> OptionCells:
        page = self.page
        page.row = _TOTALS_AT - 1
        for column, head in enumerate(TOTAL_HEADS):
            page.text(page.row, column, head, "head right" if column in _TOTAL_NUMBERS else "head")
        page.row += 1
        cells = {total.key: self._write_total(total) for total in totals}
        checks = f"E{_TOTALS_AT + 1}:E{_TOTALS_AT + len(totals)}"
        return OptionCells(cells, f"COUNTIF('{page.name}'!{checks},\"{AGREES}\")={len(totals)}")

    def _write_total(self, total: Total) -> Term:
        page, row = self.page, self.page.row
        page.text(row, 0, total.label, "strong")
        cell = page.formula(row, 1, total.term, total.style)
        page.text(row, 2, total.unit, "aside")
        program = page.formula(row, 3, chosen(self.inputs.choice, *total.program), total.style)
        page.words(row, 4, _check(cell, program), AGREES if _agree(cell, program) else CHANGED)
        if total.decision is not None:
            self._write_decision(row, cell, total)
        page.row += 1
        return page.elsewhere(row, 1, cell.value)

    def _write_decision(self, row: int, cell: Term, total: Total) -> None:
        stored = total.decision
        if stored is None:
            return
        page = self.page
        for column, value in ((5, stored.mean), (6, stored.low), (7, stored.high)):
            page.number(row, column, value, total.style)
        low, high = (page.at(row, column, value) for column, value in ((6, stored.low), (7, stored.high)))
        slack = f"{_CLOSE}*MAX(1,ABS({high.text}))"
        inside = f"AND({cell.text}>={low.text}-{slack},{cell.text}<={high.text}+{slack})"
        room = _CLOSE * max(1, abs(stored.high))
        holds = stored.low - room <= cell.value <= stored.high + room
        page.words(row, 8, f'IF({inside},"{WITHIN}","{OUTSIDE}")', WITHIN if holds else OUTSIDE, "aside")


TOTAL_KEYS = {
    "as_is": ("Staying as is costs", "present value"),
    "present": ("This option costs", "present value"),
    "saving": ("Saving before customers", "present value"),
    "customer_change": ("Customers lost or won", "margin, present value"),
    "net_benefit": ("Expected saving", "present value"),
    "hurdle": ("Hurdle", "that a saving must pass"),
    "one_off": ("One-off cost", "present value"),
    "new_money": ("New money in the first year", "not discounted"),
    "per_resolved": ("Cost per settled contact", "in the last year"),
    "payback": ("Pays back in month", "0: not within the time"),
}


def _total(key: str, term: Term, money: Money, result: OptionResult) -> Total:
    label, unit = TOTAL_KEYS[key]
    stored = result.money
    decisions = {
        "present": stored.present_cost,
        "saving": stored.saving,
        "customer_change": stored.customer_value_change,
        "net_benefit": stored.net_benefit,
        "one_off": stored.one_off,
        "per_resolved": stored.cost_per_resolved_contact,
    }
    style = {"per_resolved": "price", "payback": "whole"}.get(key, "money")
    return Total(key, label, term, _program(key, money), decisions.get(key), style, unit)


def _program(key: str, money: Money) -> tuple[float, float]:
    found = np.asarray(getattr(money, key), dtype=float)
    finite = np.where(np.isfinite(found), found, 0.0)
    return float(finite[0]), float(finite[1])


def _payback(saved: Months, steps: Steps) -> Term:
    """The first month from which the saving stays above 0; 0 where it never does."""
    cells, clock = saved.cells[1:], steps.clock[1:]
    values = f"{cells[0].text}:{cells[-1].text}"
    months = f"{clock[0].text}:{clock[-1].text}"
    last_bad = max((int(m.value) for c, m in zip(cells, clock, strict=True) if c.value <= 0), default=0)
    bad = Term(f"SUMPRODUCT(MAX(({values}<=0)*{months}))", float(last_bad))
    return choose(above(number(steps.horizon), bad), bad + 1, 0)


def _check(cell: Term, program: Term) -> str:
    near = f"ABS({cell.text}-{program.text})<={_CLOSE}*MAX(1,ABS({program.text}))"
    return f'IF({near},"{AGREES}","{CHANGED}")'


def _agree(cell: Term, program: Term) -> bool:
    return abs(cell.value - program.value) <= _CLOSE * max(1, abs(program.value))
