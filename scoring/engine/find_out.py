"""What is worth finding out, in points and in money (rule M31)."""

from __future__ import annotations

import numpy as np

from scoring.case import Case

from ..criteria import criteria, within_factor
from ..decision import FindOut
from ..draws import SampledNumbers
from ..evaluation import mean_weights
from ..robustness import evpi, evppi
from .field import Field
from .labels import input_used, question_of


def find_out(
    field: Field, numbers: SampledNumbers, per_point: float | None
) -> tuple[float, tuple[FindOut, ...]]:
    """EVPI in points, and each uncertain input with its EVPPI, dearest first."""
    case, passing = field.case, list(field.passing)
    racing = np.ascontiguousarray(field.values[:, passing])
    whole = evpi(racing)
    paths = uncertain(numbers)
    if not paths or len(passing) < 2:
        return whole, ()
    drawn = np.array([numbers(p) for p in paths]).T
    worth = evppi(racing, drawn)
    found = [_entry(case, numbers, p, float(w), per_point) for p, w in zip(paths, worth, strict=True)]
    return whole, tuple(sorted(found, key=lambda f: (-f.evppi_points, f.path)))


def uncertain(numbers: SampledNumbers) -> list[str]:
    """Paths of the inputs that were used and are not constant, in the order of the document."""
    return [p for p, item in numbers.inputs.items() if p in numbers.used and not item.pert().is_constant]


def money_per_point(field: Field) -> float | None:
    """What one point of total value is worth in money, through the weight on whole-life cost.

    None when cost has no weight: then points and money cannot be exchanged.
    """
    case = field.case
    cost = next(c for c in criteria() if c.id == "C1")
    weight = float(mean_weights(case)[0]) * within_factor(case.weights)["C1"]
    if weight <= 0:
        return None
    as_is = float(field.stay.money.as_is.mean())
    return as_is * abs(cost.worst - cost.best) / 100 / weight


def _entry(case: Case, numbers: SampledNumbers, path: str, points: float, per_point: float | None) -> FindOut:
    item = numbers.inputs[path]
    used = input_used(item)
    return FindOut(
        path=path,
        label=used.label,
        unit=used.unit,
        question=question_of(case, item),
        evppi_points=points,
        evppi_money=points * per_point if per_point is not None else 0.0,
        evidence=used.evidence,
        low=used.low,
        high=used.high,
    )
