"""Value functions: from what was measured to a value from 0 (worst acceptable) to 100 (best plausible).

The anchors are fixed by the criterion, never taken from the options at hand, so that adding an option
cannot reorder the others (Belton & Stewart, Multiple Criteria Decision Analysis, 2002, on local and
global scales). Every function takes any shape of array and gives the same shape, clipped to 0–100.
A worst anchor above the best one means that less is better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from .errors import Floats, InputError, array, choice, number

TOP = 100.0


def linear(x: ArrayLike, worst: float, best: float) -> Floats:
    """A straight line from 0 at ``worst`` to 100 at ``best``; x, worst and best in one unit."""
    return TOP * _progress(x, worst, best)


def exponential(x: ArrayLike, worst: float, best: float, curve: float) -> Floats:
    """100·(1 − e^{−curve·t})/(1 − e^{−curve}), t the way from worst to best.

    ``curve`` above 0 values the first steps most, below 0 the last ones, 0 is the straight line
    (Kirkwood, Strategic Decision Making, 1997). Raises InputError outside −50…50.
    """
    curve = number("curve", curve, at_least=-50, at_most=50)
    progress = _progress(x, worst, best)
    if abs(curve) < 1e-9:
        return TOP * progress
    value: Floats = TOP * np.expm1(-curve * progress) / np.expm1(-curve)
    return value


def piecewise(x: ArrayLike, levels: ArrayLike, values: ArrayLike) -> Floats:
    """Straight lines through (levels, values); flat beyond the ends.

    ``levels`` (n ≥ 2) must rise strictly, in the unit of x; ``values`` are within 0–100.
    """
    at = array("levels", levels, dimensions=1)
    worth = array("values", values, dimensions=1, at_least=0, at_most=TOP)
    if len(at) < 2 or len(at) != len(worth):
        raise InputError(
            "values", f"must be as many as levels and at least 2, are {len(worth)} for {len(at)}"
        )
    if (np.diff(at) <= 0).any():
        raise InputError("levels", "must rise")
    return np.interp(array("x", x), at, worth)


def target_band(x: ArrayLike, zero_below: float, low: float, high: float, zero_above: float) -> Floats:
    """100 from ``low`` to ``high``, falling in straight lines to 0 at ``zero_below`` and ``zero_above``.

    Equal neighbours make a step. Raises InputError unless zero_below ≤ low ≤ high ≤ zero_above.
    """
    edges = [number(n, v) for n, v in (("zero_below", zero_below), ("low", low), ("high", high))]
    edges.append(number("zero_above", zero_above))
    if edges != sorted(edges):
        raise InputError("low", "must satisfy zero_below ≤ low ≤ high ≤ zero_above")
    checked = array("x", x)
    with np.errstate(divide="ignore", invalid="ignore"):
        rising = (checked - edges[0]) / (edges[1] - edges[0])
        falling = (edges[3] - checked) / (edges[3] - edges[2])
    value = np.where(checked < edges[1], rising, np.where(checked > edges[2], falling, 1.0))
    return TOP * np.clip(value, 0.0, 1.0)


def category(level: ArrayLike, values: Sequence[float]) -> Floats:
    """The value of a level 0 … n−1 of a table; between two levels, a straight line.

    Draws of an uncertain rubric are seldom whole, hence the line. Raises InputError for a level
    outside the table, which is a typing error, not an extreme answer.
    """
    worth = array("values", values, dimensions=1, at_least=0, at_most=TOP)
    at = array("level", level, at_least=0, at_most=len(worth) - 1)
    return np.interp(at, np.arange(len(worth)), worth)


def named_category(name: str, table: Mapping[str, float]) -> float:
    """The value of a named answer; raises InputError naming the answers there are."""
    if not isinstance(table, Mapping) or not table:
        raise InputError("table", "must give each answer its value")
    choice("name", name, table)
    return number(name, table[name], at_least=0, at_most=TOP)


def _progress(x: ArrayLike, worst: float, best: float) -> Floats:
    worst, best = number("worst", worst), number("best", best)
    if worst == best:
        raise InputError("best", f"must differ from worst ({worst:g})")
    return np.clip((array("x", x) - worst) / (best - worst), 0.0, 1.0)
