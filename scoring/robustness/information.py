"""What it would be worth to know more: everything, or one input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import Floats, InputError, array

_BINS = 64
_CELLS = 4096
_DEGREE = 5
_WIDEST = 6.0


def evpi(values: ArrayLike) -> float:
    """Expected value of perfect information, in the unit of ``values`` (futures, options).

    The mean of the best in each future less the best mean (Raiffa & Schlaifer 1961). Never negative.
    """
    gains = _against_best(values)
    return _perfect(gains) if len(gains) else 0.0


def evppi(values: ArrayLike, inputs: ArrayLike) -> Floats:
    """Expected value of knowing one input exactly, for each: (inputs), in the unit of ``values``.

    ``values`` (futures, options), ``inputs`` (futures, inputs) as drawn. The mean of each option given
    the input is found by regression on the same futures (M. Strong, J. Oakley, A. Brennan, Medical
    Decision Making 34, 2014): means of 64 bins, smoothed by a polynomial of degree 5. Clamped to
    0 … EVPI; a constant input is worth 0.
    """
    gains = _against_best(values)
    given = _inputs(inputs, gains.shape[1])
    if not len(gains):
        return np.zeros(given.shape[1])
    worth = np.array([_worth(_conditional(gains, x)) for x in given.T])
    return np.asarray(np.clip(worth, 0.0, _perfect(gains)))


@dataclass(frozen=True)
class FlipPoint:
    """``value`` of an input, in its unit, where the lead changes; ``share`` of futures beyond it."""

    value: float
    share: float


def flip_points(lead: ArrayLike, inputs: ArrayLike) -> list[FlipPoint | None]:
    """For each input, the value nearest its median at which the mean lead changes its sign, or None.

    ``lead`` (futures) is the leader's value less its rival's, ``inputs`` (futures, inputs). The mean
    lead given the input is that of ``evppi``; what lies outside the drawn range is not claimed.
    """
    gap = np.ascontiguousarray(array("lead", lead, dimensions=1)[None, :])
    return [_flip(_conditional(gap, x), x) for x in _inputs(inputs, gap.shape[1]).T]


@dataclass(frozen=True)
class _Conditional:
    """Means given one input: ``at`` (bins), ``counts`` (bins), ``means`` (columns, bins)."""

    at: Floats
    counts: Floats
    means: Floats


def _conditional(columns: Floats, x: Floats) -> _Conditional:
    bins = _bin(x)
    counts = np.bincount(bins).astype(np.float64)
    at = np.bincount(bins, x) / counts
    means = np.array([np.bincount(bins, column) for column in columns]) / counts
    return _Conditional(at, counts, _smooth(at, counts, means))


def _bin(x: Floats) -> NDArray[np.intp]:
    """About equal shares of the futures, in order of x, without sorting; no empty bin."""
    middle, spread = _mean_and_spread(x)
    low = max(float(x.min()), middle - _WIDEST * spread)
    high = min(float(x.max()), middle + _WIDEST * spread)
    if not high > low:
        return np.zeros(len(x), dtype=np.intp)
    cells = ((x - low) * ((_CELLS - 1) / (high - low))).clip(0, _CELLS - 1).astype(np.intp)
    filled = np.bincount(cells, minlength=_CELLS)
    places = (np.cumsum(filled) - filled / 2) * (_BINS / len(x))
    of_cell = np.minimum(places.astype(np.intp), _BINS - 1)
    used = np.zeros(_BINS, dtype=np.bool_)
    used[of_cell[filled > 0]] = True
    return np.asarray((np.cumsum(used) - 1)[of_cell].take(cells))


def _mean_and_spread(x: Floats) -> tuple[float, float]:
    """Mean and standard deviation as NumPy's own, digit for digit, without looking at the mean twice."""
    middle = np.add.reduce(x) / x.size
    off = x - middle
    off *= off
    return float(middle), float(np.sqrt(np.add.reduce(off) / x.size))


def _smooth(at: Floats, counts: Floats, means: Floats) -> Floats:
    """Weighted least squares on an orthogonal basis of polynomials in the bins' mean input."""
    if len(at) <= _DEGREE + 1:
        return means
    weights = np.sqrt(counts)
    middle, spread = _mean_and_spread(at)
    scaled = (at - middle) / spread
    basis, _ = np.linalg.qr(np.vander(scaled, _DEGREE + 1) * weights[:, None])
    return np.asarray(((means * weights) @ basis) @ basis.T / weights)


def _worth(given: _Conditional) -> float:
    """Mean gain of choosing by the input, over staying with the option that is best on average."""
    best = np.maximum(_best_of(given.means), 0.0)
    return float((best * given.counts).sum() / given.counts.sum())


def _flip(given: _Conditional, x: Floats) -> FlipPoint | None:
    lead = given.means[0]
    changes = np.flatnonzero(lead[:-1] * lead[1:] < 0)
    if len(changes) == 0:
        return None
    step = lead[changes] / (lead[changes] - lead[changes + 1])
    points = given.at[changes] + step * (given.at[changes + 1] - given.at[changes])
    median = float(np.median(x))
    value = float(points[np.argmin(np.abs(points - median))])
    beyond = (x > value) if value > median else (x < value)
    return FlipPoint(value, float(beyond.mean()))


def _against_best(values: ArrayLike) -> Floats:
    """Gains of the other options over the one that is best on average: (others, futures)."""
    by_option = np.ascontiguousarray(array("values", values, dimensions=2).T)
    leader = int(np.argmax(by_option.mean(axis=1)))
    others = [row for place, row in enumerate(by_option) if place != leader]
    gains = np.empty((len(others), by_option.shape[1]))
    for gain, row in zip(gains, others, strict=True):
        np.subtract(row, by_option[leader], out=gain)
    return gains


def _perfect(gains: Floats) -> float:
    return max(0.0, float(np.maximum(_best_of(gains), 0).mean()))


def _best_of(rows: Floats) -> Floats:
    return np.asarray(np.maximum.reduce(rows))


def _inputs(inputs: ArrayLike, futures: int) -> Floats:
    given = array("inputs", inputs, dimensions=2)
    if len(given) != futures:
        raise InputError("inputs", f"must have {futures} futures, has {len(given)}")
    return given
