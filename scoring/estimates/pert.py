"""The estimate as a distribution: a PERT whose 10th and 90th percentiles are low and high."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, number
from ..special import betainc, betaincinv, betaln, ndtr, ndtri
from ..tables import EvenTable

SHAPE = 4.0
TAIL = 0.1

_REACH = 6.5
_KNOTS = 129
_STEPS = 16


@dataclass(frozen=True)
class Pert:
    """One uncertain quantity, in its own unit.

    ``low`` and ``high`` are exceeded downwards and upwards one time in ten, ``likely`` is the mode.
    Draws are clipped to ``floor`` and ``ceiling``, the natural bounds of the quantity. Three equal
    values are a constant. Raises InputError for a number that is not finite, low above likely,
    likely above high, or floor above ceiling.

    Source: D. G. Malcolm et al., PERT, Operations Research 7 (1959), shape 4; fitted to percentiles
    because people answer "one time in ten" better than "never" (Keefer & Bodily, Management Science
    29, 1983).
    """

    low: float
    likely: float
    high: float
    floor: float = -math.inf
    ceiling: float = math.inf

    def __post_init__(self) -> None:
        for name in ("low", "likely", "high"):
            object.__setattr__(self, name, number(name, getattr(self, name)))
        if self.low > self.likely:
            raise InputError("low", f"must not be above likely ({self.low:g} > {self.likely:g})")
        if self.likely > self.high:
            raise InputError("high", f"must not be below likely ({self.high:g} < {self.likely:g})")
        if not self.floor <= self.ceiling:
            raise InputError("floor", f"must not be above ceiling ({self.floor} > {self.ceiling})")

    @classmethod
    def over(cls, minimum: float, likely: float, maximum: float) -> Pert:
        """The PERT that runs from ``minimum`` to ``maximum``: an answer that nobody knows."""
        minimum, maximum = number("minimum", minimum), number("maximum", maximum)
        likely = number("likely", likely)
        if not minimum <= likely <= maximum:
            raise InputError("likely", f"must lie from {minimum:g} to {maximum:g}, is {likely:g}")
        width = maximum - minimum
        if width == 0:
            return cls(likely, likely, likely)
        fraction = (likely - minimum) / width
        # a mode at the very end lies outside its own 10th or 90th percentile
        least = _mode_fraction(0.0)
        low, high = (minimum + width * q for q in _tails(min(max(fraction, least), 1 - least)))
        return cls(low, min(max(likely, low), high), high, minimum, maximum)

    @property
    def is_constant(self) -> bool:
        return self.low == self.high

    @cached_property
    def mode_fraction(self) -> float:
        """Where the mode lies between minimum (0) and maximum (1)."""
        if self.is_constant:
            return 0.5
        return _mode_fraction(round((self.likely - self.low) / (self.high - self.low), 12))

    @property
    def shape(self) -> tuple[float, float]:
        """The two parameters of the beta distribution."""
        return 1 + SHAPE * self.mode_fraction, 1 + SHAPE * (1 - self.mode_fraction)

    @cached_property
    def range(self) -> tuple[float, float]:
        """Minimum and maximum before clipping."""
        if self.is_constant:
            return self.likely, self.likely
        q10, q90 = _tails(self.mode_fraction)
        width = (self.high - self.low) / (q90 - q10)
        minimum = self.low - q10 * width
        return minimum, minimum + width

    @property
    def mean(self) -> float:
        """The mean before clipping: (minimum + 4·likely + maximum)/6."""
        minimum, maximum = self.range
        return (minimum + SHAPE * self.likely + maximum) / (SHAPE + 2)

    def quantile(self, points: ArrayLike) -> Floats:
        """The quantile at uniform points in (0, 1), any shape, from the table (error < 1e-6 of the range)."""
        return self.from_scores(ndtri(_open(points)))

    def from_scores(self, scores: ArrayLike) -> Floats:
        """The quantile at standard normal scores, any shape; scores beyond ±6.5 count as ±6.5."""
        z = np.asarray(scores, dtype=np.float64)
        minimum, maximum = self.range
        if self.is_constant:
            return np.full(z.shape, min(max(self.likely, self.floor), self.ceiling))
        result = _table(self.mode_fraction)(np.atleast_1d(z))
        result *= maximum - minimum
        result += minimum
        if minimum < self.floor or maximum > self.ceiling:
            np.clip(result, self.floor, self.ceiling, out=result)
        return result.reshape(z.shape)

    def exact_quantile(self, points: ArrayLike) -> Floats:
        """The quantile by inverting the incomplete beta function: slow, and the check of the table."""
        minimum, maximum = self.range
        beta = betaincinv(*self.shape, _open(points))
        return np.clip(minimum + (maximum - minimum) * np.asarray(beta), self.floor, self.ceiling)

    def share_below(self, value: ArrayLike) -> Floats:
        """The chance that the quantity lies at or below ``value`` (after clipping), any shape."""
        x = np.asarray(value, dtype=np.float64)
        minimum, maximum = self.range
        if self.is_constant:
            return np.where(x >= min(max(self.likely, self.floor), self.ceiling), 1.0, 0.0)
        inside = betainc(*self.shape, np.clip((x - minimum) / (maximum - minimum), 0.0, 1.0))
        return np.where(x >= self.ceiling, 1.0, np.where(x < self.floor, 0.0, inside))


def pert_parameters(low: float, likely: float, high: float) -> tuple[float, float, float, float]:
    """(minimum, maximum, alpha, beta) of the PERT with these percentiles and mode; see ``Pert``."""
    estimate = Pert(low, likely, high)
    return (*estimate.range, *estimate.shape)


def _open(points: ArrayLike) -> Floats:
    checked = array("points", points)
    if checked.min() <= 0 or checked.max() >= 1:
        raise InputError("points", "must lie between 0 and 1, the ends excluded")
    return checked


@lru_cache(maxsize=4096)
def _tails(fraction: float) -> tuple[float, float]:
    alpha, beta = 1 + SHAPE * fraction, 1 + SHAPE * (1 - fraction)
    return float(betaincinv(alpha, beta, TAIL)), 1 - float(betaincinv(beta, alpha, TAIL))


def _position(fraction: float) -> float:
    """Where the mode lies between the 10th (0) and the 90th percentile (1)."""
    q10, q90 = _tails(fraction)
    return (fraction - q10) / (q90 - q10)


@lru_cache(maxsize=4096)
def _mode_fraction(position: float) -> float:
    """Solves _position(m) = position by bisection and secant in turn.

    The position grows with m from −0.0599 (m = 0) to 1.0599 (m = 1), so every likely value from low
    to high has exactly one solution and no end needs a special case.
    """
    below, above = 0.0, 1.0
    error_below, error_above = _position(below) - position, _position(above) - position
    for turn in range(200):
        share = 0.5 if turn % 3 == 2 else error_below / (error_below - error_above)
        middle = below + share * (above - below)
        error = _position(middle) - position
        if abs(error) < 1e-14 or not below < middle < above:
            break
        if error < 0:
            below, error_below = middle, error
        else:
            above, error_above = middle, error
    return middle


@lru_cache(maxsize=1024)
def _table(fraction: float) -> EvenTable:
    """The quantile on an even grid of normal scores: 129 exact knots, cubic Hermite between them."""
    alpha, beta = 1 + SHAPE * fraction, 1 + SHAPE * (1 - fraction)
    z = np.linspace(-_REACH, _REACH, _KNOTS)
    lower, upper = ndtr(np.minimum(z, 0)), ndtr(-np.maximum(z, 0))
    x = np.where(z <= 0, betaincinv(alpha, beta, lower), 1 - betaincinv(beta, alpha, upper))
    rest = np.where(z <= 0, 1 - x, betaincinv(beta, alpha, upper))
    log_density = (alpha - 1) * np.log(x) + (beta - 1) * np.log(rest) - betaln(alpha, beta)
    slopes = np.exp(-0.5 * z * z - 0.5 * math.log(2 * math.pi) - log_density)
    return EvenTable.through(-_REACH, _REACH, x, slopes, _STEPS)
