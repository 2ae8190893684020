"""Smooth curves kept on an even grid, so that a value is two look-ups and one line between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import Floats


@dataclass(frozen=True)
class EvenTable:
    """A curve from ``start`` to ``stop`` on evenly spaced points; flat beyond both ends."""

    start: float
    stop: float
    values: Floats

    @classmethod
    def through(cls, start: float, stop: float, knots: Floats, slopes: Floats, steps: int) -> EvenTable:
        """Refines exact ``knots`` with known ``slopes`` (per unit) by cubic Hermite curves."""
        gap = (stop - start) / (len(knots) - 1)
        t = np.arange(steps) / steps
        fine = (
            knots[:-1, None] * (1 + 2 * t) * (1 - t) ** 2
            + knots[1:, None] * t * t * (3 - 2 * t)
            + gap * slopes[:-1, None] * t * (1 - t) ** 2
            + gap * slopes[1:, None] * t * t * (t - 1)
        )
        values = np.append(fine.ravel(), knots[-1])
        values.setflags(write=False)
        return cls(start, stop, values)

    def __call__(self, x: Floats) -> Floats:
        """The curve at ``x``, any shape, as a new array."""
        cells = len(self.values) - 1
        at = (x - self.start) * (cells / (self.stop - self.start))
        np.clip(at, 0, np.nextafter(cells, 0), out=at)
        cell = at.astype(np.int32)
        at -= cell
        left = self.values.take(cell)
        right = self.values.take(cell + 1)
        right -= left
        right *= at
        right += left
        return np.asarray(right)
