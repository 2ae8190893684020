"""From numbers to places on the paper, and round numbers for the axis."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight scale: `low` is drawn at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value; values outside stay at the edge."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Axis:
    """The range of an axis and the round values at which it is marked."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Multiples of the step inside the range."""
        first, last = math.ceil(self.low / self.step - 1e-9), math.floor(self.high / self.step + 1e-9)
        return tuple(float(f"{n * self.step:.12g}") for n in range(first, last + 1))

    def within(self, low: float, high: float) -> "Axis":
        """The same axis, ending where nothing can lie beyond."""
        return Axis(max(self.low, low), min(self.high, high), self.step)

    def scale(self, start: float, end: float) -> Scale:
        """The scale that draws this axis between two places."""
        return Scale(self.low, self.high, start, end)


def round_step(span: float, count: int) -> float:
    """The round step (1, 2, 2.5 or 5 × a power of ten) that cuts a span into about `count` parts."""
    raw = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in _STEPS if step * power >= raw * (1 - 1e-9))


def axis(values: Iterable[float | None], count: int = 5, zero: bool = True, snug: bool = False) -> Axis:
    """An axis around the values that ends on round numbers, or, when `snug`, little beyond the values."""
    known = [v for v in values if v is not None and math.isfinite(v)]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-12:
        low, high = (0.0, 1.0) if zero and high == 0 else (low - 1, high + 1)
    step = round_step(high - low, count)
    if snug:
        room = (high - low) * 0.02
        return Axis(low - room, high + room, step)
    ends = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return Axis(float(f"{ends[0]:.12g}"), float(f"{ends[1]:.12g}"), step)
