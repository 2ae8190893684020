"""Scenarios side by side: what came out of each, what differs, what one would regret."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.presenters.numbers import in_hundred, points, points_range, range_words
from reports.presenters.reading import Reading
from reports.presenters.words import counted, joined
from scoring.decision import OptionResult
from ui.words import VERDICTS

MISSING = "–"


@dataclass(frozen=True)
class Compared:
    """name: of the scenario · group: of assessment and client, the same for what shares its answers."""

    name: str
    group: str
    reading: Reading

    @cached_property
    def options(self) -> dict[str, OptionResult]:
        return {option.option_id: option for option in self.reading.decision.options}


@dataclass(frozen=True)
class Line:
    """One thing that came out, for every scenario. note: second line by scenario."""

    label: str
    values: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> list[tuple[str, str]]:
        return list(zip(self.values, self.notes or ("",) * len(self.values), strict=True))


@dataclass(frozen=True)
class RegretCell:
    """How far the option stays behind the best of its scenario, in points of value."""

    points: float
    fails: bool

    @property
    def text(self) -> str:
        return (
            "fails a gate" if self.fails else "best" if self.points < 0.05 else f"−{points(self.points, 1)}"
        )


@dataclass(frozen=True)
class RegretRow:
    option: str
    cells: tuple[RegretCell, ...]
    robust: bool

    @property
    def worst(self) -> float:
        return max(cell.points for cell in self.cells)

    @property
    def fails(self) -> bool:
        return any(cell.fails for cell in self.cells)

    @property
    def worst_text(self) -> str:
        return "fails a gate" if self.fails else points(self.worst, 1)


def verdict_sentence(items: Sequence[Compared]) -> str:
    """The verdict of most of them, and which say otherwise."""
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.reading.decision.verdict.kind, []).append(item.name)
    (kind, most), *others = sorted(found.items(), key=lambda pair: -len(pair[1]))
    if not others:
        return f"{VERDICTS[kind]} in {'both' if len(items) == 2 else f'all {len(items)}'}."
    named = [f"{VERDICTS[other].lower()} in {joined(_quoted(names))}" for other, names in others]
    first = f"in {len(most)} of {len(items)}" if len(most) > 1 else f"in {_quoted(most)[0]}"
    return f"{VERDICTS[kind]} {first}; {'; '.join(named)}."


def _quoted(names: Sequence[str]) -> list[str]:
    return [f"“{name}”" for name in names]


def lines(items: Sequence[Compared]) -> tuple[Line, ...]:
    subjects = [item.reading.subject for item in items]
    pairs = list(zip(items, subjects, strict=True))
    return (
        Line("Leading option", tuple(o.name if o else MISSING for o in subjects)),
        Line(
            "Expected saving, today's value",
            tuple(_money(i, o.money.net_benefit.mean) if o else MISSING for i, o in pairs),
            tuple(_range(i, o) if o else "" for i, o in pairs),
        ),
        Line(
            "Saves more than must be passed",
            tuple(f"in {in_hundred(o.p_saves)} of 100" if o else MISSING for o in subjects),
        ),
        Line(
            "Better than in-house",
            tuple(f"in {in_hundred(o.p_value_above_in_house)} of 100" if o else MISSING for o in subjects),
        ),
        Line(
            "Value, 0–100",
            tuple(points(o.value.mean, 1) if o else MISSING for o in subjects),
            tuple(points_range(o.value, 1) if o else "" for o in subjects),
        ),
        Line("Best of all options", tuple(_best(item) for item in items)),
        Line("Gates", tuple(_gates(o) if o else MISSING for o in subjects)),
        Line("Pays back", tuple(_payback(o) if o else MISSING for o in subjects)),
    )


def regret(items: Sequence[Compared]) -> tuple[RegretRow, ...]:
    """Options that all scenarios have; the most robust first. Empty where fewer than two are common."""
    common = [key for key in items[0].options if all(key in item.options for item in items)]
    if len(common) < 2:
        return ()
    tops = [_top(item, common) for item in items]
    rows = [
        RegretRow(
            option=items[0].options[key].name,
            cells=tuple(_cell(item.options[key], top) for item, top in zip(items, tops, strict=True)),
            robust=False,
        )
        for key in common
    ]
    ordered = sorted(rows, key=lambda row: (row.fails, row.worst))
    return tuple(
        RegretRow(row.option, row.cells, place == 0 and not row.fails) for place, row in enumerate(ordered)
    )


def regret_sentence(rows: Sequence[RegretRow]) -> str:
    if not rows:
        return ""
    first = rows[0]
    if not first.robust:
        return "Every option fails a gate in one of these scenarios; none is a robust choice."
    if first.worst < 0.05:
        return f"{first.option} is the robust choice: it is best in every one of these scenarios."
    return (
        f"{first.option} is the robust choice: in none of these scenarios does it stay more than "
        f"{points(first.worst, 1)} points of value behind the best."
    )


def _top(item: Compared, common: Sequence[str]) -> float:
    standing = [item.options[key] for key in common if not _fails(item.options[key])]
    return max((o.value.mean for o in standing), default=max(item.options[k].value.mean for k in common))


def _cell(option: OptionResult, top: float) -> RegretCell:
    return RegretCell(max(0.0, top - option.value.mean), _fails(option))


def _fails(option: OptionResult) -> bool:
    return any(gate.state == "fail" for gate in option.gates)


def _best(item: Compared) -> str:
    best = item.reading.best
    return best.name if best else MISSING


def _gates(option: OptionResult) -> str:
    states = [gate.state for gate in option.gates]
    failed, opened = states.count("fail"), states.count("open")
    parts = [f"{failed} failed"] if failed else []
    return ", ".join([*parts, f"{opened} open"] if opened else parts) or "all closed"


def _payback(option: OptionResult) -> str:
    month = option.money.payback_month
    return MISSING if month is None else f"after {counted(month, 'month', 'months')}"


def _money(item: Compared, amount: float) -> str:
    return item.reading.numbers.money(amount)


def _range(item: Compared, option: OptionResult) -> str:
    saving = option.money.net_benefit
    return range_words(item.reading.numbers.money_range(saving.low, saving.high))
