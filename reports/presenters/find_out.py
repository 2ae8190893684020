"""What is worth finding out before deciding, priced."""

from dataclasses import dataclass

from reports.presenters.evidence import grade_words
from reports.presenters.numbers import points
from reports.presenters.reading import Reading
from reports.presenters.units import plain
from reports.presenters.words import sentence
from scoring.decision import FindOut, TornadoBar

_PROVED = ("A", "B")
MONEY_NOTE = (
    "The worth of a question is the most that a perfect answer could add to the decision, turned into money"
    " through the weight that cost carries. Asking is worth it when it costs less than that."
)


@dataclass(frozen=True)
class FindOutRow:
    path: str
    question: str
    whose: str
    worth: str
    points: str
    range: str
    evidence: str


@dataclass(frozen=True)
class ImproveRow:
    """An answer that moves the saving and could be known better."""

    path: str
    label: str
    whose: str
    saving: str  # over the range of the answer, the smaller first
    range: str
    evidence: str


def present(reading: Reading, most: int | None = None) -> tuple[FindOutRow, ...]:
    worth_it = [found for found in reading.decision.find_out if found.evppi_points > 0]
    return tuple(_row(reading, found) for found in worth_it[:most])


def total(reading: Reading) -> str:
    """What knowing everything would be worth: no question can be worth more."""
    decision = reading.decision
    if decision.evpi_points <= 0:
        return "Knowing every figure exactly would not change the choice."
    worth = reading.numbers.money(decision.evpi_money)
    return (
        f"Knowing every figure exactly would be worth {worth} ({points(decision.evpi_points, 1)} points):"
        " no question is worth more."
    )


def to_improve(reading: Reading, most: int) -> tuple[ImproveRow, ...]:
    """Where no single question is worth asking by itself: what moves the saving most and is not proved."""
    weak = {used.path: used.evidence for used in reading.decision.inputs if used.evidence not in _PROVED}
    found = sorted(
        (bar for bar in reading.decision.tornado if bar.path in weak),
        key=lambda bar: (-abs(bar.at_high - bar.at_low), bar.path),
    )
    return tuple(_improve(reading, bar, weak[bar.path]) for bar in found[:most])


def _improve(reading: Reading, bar: TornadoBar, grade: str) -> ImproveRow:
    money = reading.numbers.money
    low, high = sorted((bar.at_low, bar.at_high))
    return ImproveRow(
        path=bar.path,
        label=bar.label,
        whose=reading.owner_of(bar.path),
        saving=f"{money(low)} to {money(high)}",
        range=_range(reading, bar.path, bar.unit, bar.low_input, bar.high_input),
        evidence=grade_words(grade),
    )


def _range(reading: Reading, path: str, unit: str, *ends: float) -> str:
    basis = reading.price_basis(path)
    low, high = (plain(value, unit, reading.numbers_at(path), basis) for value in ends)
    return low if low == high else f"{low} to {high}"


def _row(reading: Reading, found: FindOut) -> FindOutRow:
    return FindOutRow(
        path=found.path,
        question=sentence(found.question or f"{found.label}: what is it exactly?"),
        whose=reading.owner_of(found.path),
        worth=reading.numbers.money(found.evppi_money),
        points=points(found.evppi_points, 2),
        range=_range(reading, found.path, found.unit, found.low, found.high),
        evidence=grade_words(found.evidence),
    )
