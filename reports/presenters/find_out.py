"""What is worth finding out before deciding, priced."""

from dataclasses import dataclass

from reports.presenters.evidence import grade_words
from reports.presenters.numbers import points
from reports.presenters.reading import Reading
from reports.presenters.units import plain
from reports.presenters.words import sentence
from scoring.decision import FindOut

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


def _row(reading: Reading, found: FindOut) -> FindOutRow:
    basis = reading.price_basis(found.path)
    low, high = (plain(value, found.unit, reading.numbers, basis) for value in (found.low, found.high))
    return FindOutRow(
        path=found.path,
        question=sentence(found.question or f"{found.label}: what is it exactly?"),
        whose=reading.owner_of(found.path),
        worth=reading.numbers.money(found.evppi_money),
        points=points(found.evppi_points, 2),
        range=low if low == high else f"{low} to {high}",
        evidence=grade_words(found.evidence),
    )
