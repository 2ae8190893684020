"""The criteria of one option: what was measured, in its own unit, and the value it earns."""

from dataclasses import dataclass

from reports.presenters.numbers import percent, points, points_range
from reports.presenters.reading import FACTOR_NAMES, Reading
from reports.presenters.units import span, written
from scoring.decision import CriterionResult, OptionResult


@dataclass(frozen=True)
class CriterionRow:
    id: str
    factor: str
    name: str
    level: str
    level_range: str
    scale: str  # what earns 0 and what earns 100
    value: str
    value_range: str
    weight: str
    explanation: str
    others: str  # the level that in-house has today, for comparison; empty for in-house itself


def present(
    reading: Reading, option: OptionResult | None, factors: tuple[str, ...] = ()
) -> tuple[CriterionRow, ...]:
    """All criteria of an option, or those of some factors, in the order of the factors."""
    if option is None:
        return ()
    wanted = factors or tuple(FACTOR_NAMES)
    stay = {result.id: result for result in reading.in_house.criteria} if reading.in_house else {}
    if reading.in_house is option:
        stay = {}
    return tuple(
        _row(reading, result, stay.get(result.id))
        for factor in wanted
        for result in option.criteria
        if result.factor == factor
    )


def _row(reading: Reading, result: CriterionResult, today: CriterionResult | None) -> CriterionRow:
    return CriterionRow(
        id=result.id,
        factor=result.factor,
        name=result.name,
        level=written(result.level.mean, result.unit, reading.numbers),
        level_range=span(result.level.low, result.level.high, result.unit, reading.numbers),
        scale=span(result.worst, result.best, result.unit, reading.numbers),
        value=points(result.value.mean),
        value_range=points_range(result.value),
        weight=percent(result.weight, 1),
        explanation=result.explanation,
        others=written(today.level.mean, today.unit, reading.numbers) if today else "",
    )
