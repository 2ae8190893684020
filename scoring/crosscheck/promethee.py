"""PROMETHEE II: who outranks whom, pair by pair, without multiplying apples by pears."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, choice
from .inputs import checked, signs

_FEW = 48
_CHUNK = 250_000

_Preference = Callable[[Floats, Floats, Floats, Floats], Floats]
_Sums = Callable[[Floats, float, float], Floats]


@dataclass(frozen=True)
class Flows:
    """PROMETHEE flows, each (options): how far an option outranks, is outranked, and the balance."""

    positive: Floats
    negative: Floats
    net: Floats


def promethee_ii(
    matrix: ArrayLike,
    weights: ArrayLike,
    maximise: ArrayLike | None = None,
    preference: str = "usual",
    q: ArrayLike = 0.0,
    p: ArrayLike = 1.0,
    s: ArrayLike = 1.0,
) -> Flows:
    """Outranking flows of options (options, criteria); the net flow ranks them (Brans & Vincke 1985).

    ``preference`` is one of usual, u-shape (q), v-shape (p), level (q, p), linear (q, p), gaussian (s),
    their types I–VI; thresholds are per criterion or one for all, in the criterion's unit, q ≤ p and
    p, s above 0. ``maximise`` (criteria) says where more is better, everywhere unless given. One
    option has flows of 0. Raises InputError for an unknown preference or thresholds that do not fit.

    Few options are compared pair by pair; many are sorted once per criterion and added up, so that
    time grows with n log n and memory with n (gaussian alone stays pairwise).
    """
    values, w = checked(matrix, weights)
    low, high, scale = _thresholds(preference, q, p, s, len(w))
    signed = values if maximise is None else values * signs(maximise, len(w))
    pairs = max(1, len(values) - 1)
    if len(values) <= _FEW or preference not in _SUMS:
        positive, negative = _pair_by_pair(signed, w, _PREFERENCES[preference], low, high, scale)
    else:
        positive, negative = np.zeros(len(values)), np.zeros(len(values))
        for column, weight, at_q, at_p in zip(signed.T, w, low, high, strict=True):
            positive += weight * _SUMS[preference](column, at_q, at_p)
            negative += weight * _SUMS[preference](-column, at_q, at_p)
    return Flows(positive / pairs, negative / pairs, (positive - negative) / pairs)


def _pair_by_pair(
    values: Floats, weights: Floats, preference: _Preference, q: Floats, p: Floats, s: Floats
) -> tuple[Floats, Floats]:
    """Sums of weighted preference over and under the others, a few rows at a time."""
    rows = max(1, _CHUNK // values.size)
    starts = range(0, len(values), rows)
    wins = [preference(values[at : at + rows, None] - values, q, p, s) @ weights for at in starts]
    over = np.concatenate([block.sum(axis=1) for block in wins])
    return over, np.add.reduce([block.sum(axis=0) for block in wins])


def _linear(ahead: Floats, q: Floats, p: Floats, s: Floats) -> Floats:
    slope = (ahead - q) / np.where(p > q, p - q, 1.0)
    return np.where(p > q, np.minimum(np.maximum(slope, 0.0), 1.0), ahead > q)


_PREFERENCES: dict[str, _Preference] = {
    "usual": lambda ahead, q, p, s: (ahead > 0).astype(np.float64),
    "u-shape": lambda ahead, q, p, s: (ahead > q).astype(np.float64),
    "v-shape": lambda ahead, q, p, s: np.minimum(np.maximum(ahead / p, 0.0), 1.0),
    "level": lambda ahead, q, p, s: (ahead > q) * 0.5 + (ahead > p) * 0.5,
    "linear": _linear,
    "gaussian": lambda ahead, q, p, s: -np.expm1(-0.5 * (np.maximum(ahead, 0.0) / s) ** 2),
}


def _count_exceeded(x: Floats, margin: float) -> Floats:
    """How many others each one exceeds by more than the margin."""
    return np.searchsorted(np.sort(x), x - margin, side="left").astype(np.float64)


def _sum_linear(x: Floats, q: float, p: float) -> Floats:
    """Sum over the others of (x − other − q)/(p − q) kept within 0 … 1, from sums over the sorted."""
    if p == q:
        return _count_exceeded(x, q)
    centred = x - x.mean()
    ordered = np.sort(centred)
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    full = np.searchsorted(ordered, centred - p, side="right")
    partial = np.searchsorted(ordered, centred - q, side="left")
    between = (centred - q) * (partial - full) - (sums[partial] - sums[full])
    return np.asarray(full + between / (p - q))


_SUMS: dict[str, _Sums] = {
    "usual": lambda x, q, p: _count_exceeded(x, 0.0),
    "u-shape": lambda x, q, p: _count_exceeded(x, q),
    "v-shape": lambda x, q, p: _sum_linear(x, 0.0, p),
    "level": lambda x, q, p: (_count_exceeded(x, q) + _count_exceeded(x, p)) / 2,
    "linear": _sum_linear,
}


def _thresholds(preference: str, q: ArrayLike, p: ArrayLike, s: ArrayLike, criteria: int) -> list[Floats]:
    choice("preference", preference, _PREFERENCES)
    found = [_each(name, value, criteria) for name, value in (("q", q), ("p", p), ("s", s))]
    if preference in ("level", "linear") and (found[0] > found[1]).any():
        raise InputError("q", "must not be above p")
    return found


def _each(name: str, value: ArrayLike, criteria: int) -> Floats:
    """A threshold per criterion."""
    least = 0.0 if name == "q" else sys.float_info.min
    if isinstance(value, float) and least <= value < math.inf:
        return np.full(criteria, value)
    given = array(name, value, at_least=0) if name == "q" else array(name, value, above=0)
    if given.ndim > 1 or (given.ndim == 1 and len(given) != criteria):
        raise InputError(name, f"must be one number, or {criteria}, one per criterion")
    return np.broadcast_to(given, criteria)
