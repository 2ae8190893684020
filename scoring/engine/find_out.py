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
from .what_if import WhatIf

NEGLIGIBLE = 0.05  # points by which an input must shift two options against each other to be regressed


def find_out(
    field: Field, numbers: SampledNumbers, rows: WhatIf, per_point: float | None
) -> tuple[float, tuple[FindOut, ...]]:
    """EVPI in points, and each uncertain input with its EVPPI, dearest first."""
    case, passing = field.case, list(field.passing)
    racing = np.ascontiguousarray(field.values[:, passing])
    whole = evpi(racing)
    if not rows.paths or len(passing) < 2:
        return whole, ()
    telling = [p for p in rows.paths if rows.sway(p, passing) > NEGLIGIBLE]
    worth = dict.fromkeys(rows.paths, 0.0)
    if telling and whole > 0:
        drawn = np.array([numbers(p) for p in telling]).T
        worth |= dict(zip(telling, map(float, evppi(racing, drawn)), strict=True))
    found = [_entry(case, numbers, p, w, per_point) for p, w in worth.items()]
    return whole, tuple(sorted(found, key=lambda f: (-f.evppi_points, f.path)))


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
