"""What the weights are about: factors and criteria with the range that each swing covers, in plain words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from assessments.choices import Factor
from scoring.criteria import Criterion, criteria
from ui.formats import counted, decimal_text, percent_text

DATA: Final = Path(__file__).resolve().parent.parent / "data" / "swings.toml"
FACTORS: Final = "factors"
PARTS: Final = (FACTORS, *(factor.value for factor in Factor))


@dataclass(frozen=True, slots=True)
class Swing:
    """A factor or a criterion. lines: what lifting it from worst to best means, weightiest first."""

    id: str
    name: str
    lead: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step on a criterion that people can picture, and its share of the way from worst to best."""

    criterion: str
    words: str
    share_of_range: float


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def swings_of(part: str) -> tuple[Swing, ...]:
    """The six factors, or the criteria within one of them."""
    if part == FACTORS:
        return tuple(_factor(factor) for factor in Factor)
    return tuple(_criterion(row) for row in _of(part))


def part_name(part: str) -> str:
    return "The six factors" if part == FACTORS else Factor(part).label


def criteria_of(factor: str) -> tuple[str, ...]:
    return tuple(row.id for row in _of(factor))


@cache
def steps() -> tuple[Step, ...]:
    """Steps by criterion, for those that have a unit in which people think."""
    texts = _texts()["criteria"]
    return tuple(
        Step(row.id, texts[row.id]["one"], texts[row.id]["step"] / abs(row.best - row.worst))
        for row in criteria()
        if "step" in texts[row.id]
    )


def cost_range() -> float:
    """How many times today's cost lies between the worst and the best end of criterion C1."""
    cost = next(row for row in criteria() if row.id == "C1")
    return abs(cost.best - cost.worst)


def default_shares(factor: str) -> dict[str, float]:
    """The method's own weights within a factor."""
    rows = _of(factor)
    total = sum(row.weight for row in rows)
    return {row.id: row.weight / total for row in rows}


def _of(factor: str) -> tuple[Criterion, ...]:
    return tuple(row for row in criteria() if row.factor == factor)


def _factor(factor: Factor) -> Swing:
    return Swing(
        id=factor.value,
        name=factor.label,
        lead=_texts()["factors"][factor.value],
        lines=tuple(_range(row) for row in sorted(_of(factor.value), key=lambda row: -row.weight)),
    )


def _criterion(row: Criterion) -> Swing:
    return Swing(id=row.id, name=row.name, lead=row.question, lines=(_range(row),))


def _range(row: Criterion) -> str:
    """From the worst to the best end: "from 50 % to 90 % of customers are satisfied"."""
    text: Mapping[str, str] = _texts()["criteria"][row.id]
    if "line" not in text:
        return f"from “{text['worst']}” to “{text['best']}”"
    unit = "share" if text.get("share") else row.unit
    return text["line"].replace("{}", f"{_end(row.worst, unit)} → {_end(row.best, unit)}")


def _end(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return percent_text(value)
    if unit in ("hours", "months"):
        return counted(value, unit.removesuffix("s"), unit)
    return decimal_text(value)
