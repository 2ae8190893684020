"""Which changed assumption caused how much of a difference; the parts add up to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments.journey.levers import levers_of, likely_of
from reports.presenters.numbers import Numbers, points
from reports.presenters.words import lowered
from scoring.attribution import STRUCTURE, Attribution, Cause, attribute
from scoring.case import Case

SMALLEST = 0.005  # of the greatest cause; what is less is summed up as the rest
OFFSET = 0.05  # of the greatest cause; a change below it is hardly any
FUTURES = 1024
NOTABLE = 0.005  # a share of futures that is worth a line of its own
REST = "All else together"


@dataclass(frozen=True)
class CauseRow:
    label: str
    before: str
    after: str
    amount: float
    text: str
    width: float  # 0–50: of the half of the bar
    better: str  # what it adds to the chance of being better than in-house, in futures of 100

    @property
    def x(self) -> float:
        return 50 - self.width if self.amount < 0 else 50.0


@dataclass(frozen=True)
class CausesView:
    option: str
    sentence: str
    start: str
    end: str
    total: str
    better: tuple[str, str, str]  # before, after, change: futures of 100 in which it beats in-house
    rows: tuple[CauseRow, ...]


def worked_out(before: Case, after: Case, futures: int = FUTURES) -> Attribution | None:
    """How a scenario is called is no cause; told of the option that leads before."""
    before, after = nameless(before), nameless(after)
    found = attribute(after, before, futures)
    return turned(found) if found else None


def between(before: Case, after: Case) -> CausesView | None:
    found = worked_out(before, after)
    return present(found, nameless(before), nameless(after)) if found else None


def nameless(case: Case) -> Case:
    return replace(case, scenario="")


def present(found: Attribution, before: Case, after: Case) -> CausesView:
    numbers = Numbers(after.currency)
    names = {option.id: option.name for option in (*before.options, *after.options)}
    levers = {lever.path: lever for lever in (*levers_of(before), *levers_of(after))}
    top = max((abs(cause.net_benefit) for cause in found.causes), default=0.0) or 1.0
    large = [cause for cause in found.causes if _is_large(cause, top)]
    rows = [_row(cause, levers, numbers, top) for cause in large]
    small = [cause for cause in found.causes if not _is_large(cause, top)]
    rest, better = sum(c.net_benefit for c in small), sum(c.p_value_above_in_house for c in small)
    if abs(rest) > 0.5:
        width = 50 * abs(rest) / top
        rows.append(CauseRow(REST, "", "", rest, numbers.money(rest, True), width, _futures(better)))
    change = found.after.net_benefit - found.before.net_benefit
    return CausesView(
        option=names.get(found.option_id, found.option_id),
        sentence=_sentence(rows, change, numbers, found),
        start=numbers.money(found.before.net_benefit),
        end=numbers.money(found.after.net_benefit),
        total=numbers.money(change, True),
        better=_chances(found),
        rows=tuple(rows),
    )


def turned(found: Attribution) -> Attribution:
    """The same change the other way round."""
    return replace(
        found,
        verdict_before=found.verdict_after,
        verdict_after=found.verdict_before,
        before=found.after,
        after=found.before,
        causes=tuple(_turned(cause) for cause in found.causes),
    )


def _turned(cause: Cause) -> Cause:
    return replace(
        cause,
        before=cause.after,
        after=cause.before,
        saving=-cause.saving,
        net_benefit=-cause.net_benefit,
        p_saves=-cause.p_saves,
        p_value_above_in_house=-cause.p_value_above_in_house,
    )


def _row(cause: Any, levers: Mapping[str, Any], numbers: Numbers, top: float) -> CauseRow:
    lever = levers.get(cause.path)
    label = lever.label if lever else cause.label
    if lever and lever.group.startswith(("Provider: ", "Option: ")):
        label = f"{lever.group.partition(': ')[2]}: {lowered(label)}"
    single = lever is not None and cause.path != STRUCTURE and likely_of(cause.after) is not None
    return CauseRow(
        label=label,
        before=lever.written(cause.before) if lever and single else "",
        after=lever.written(cause.after) if lever and single else "",
        amount=cause.net_benefit,
        text=numbers.money(cause.net_benefit, True),
        width=50 * abs(cause.net_benefit) / top,
        better=_futures(cause.p_value_above_in_house),
    )


def _named(row: CauseRow) -> str:
    """Within a sentence; what begins with the name of a provider or an option keeps its capital."""
    return row.label if ": " in row.label else lowered(row.label)


def _is_large(cause: Cause, top: float) -> bool:
    money = cause.net_benefit and abs(cause.net_benefit) >= SMALLEST * top
    return bool(money) or abs(cause.p_value_above_in_house) >= NOTABLE


def _futures(share: float) -> str:
    return points(100 * share, 0, signed=True) if abs(share) >= NOTABLE else ""


def _chances(found: Attribution) -> tuple[str, str, str]:
    before, after = (outcome.p_value_above_in_house for outcome in (found.before, found.after))
    return points(100 * before), points(100 * after), points(100 * (after - before), 0, signed=True)


def _sentence(rows: list[CauseRow], change: float, numbers: Numbers, found: Attribution) -> str:
    if not any(row.amount for row in rows):
        before, after, _ = _chances(found)
        same = "The changes make no difference in money"
        if before == after:
            return f"{same}."
        return f"{same}; it is better than in-house in {after} of 100 futures rather than {before}."
    if abs(change) < OFFSET * max(abs(row.amount) for row in rows):
        return "The changes offset each other; in sum they make hardly any difference."
    amount = numbers.money(abs(change))
    direction = "more" if change >= 0 else "less"
    return f"{amount} {direction} net benefit, most of all through: {_named(rows[0])}."
