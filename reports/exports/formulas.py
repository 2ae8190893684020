"""Formulas that know their result: each is written for the spreadsheet and worked out at the same time.

The result is stored beside the formula, so that a file shows its figures before anything recalculates it.
No text of a person ever gets into a formula: they are made of addresses, numbers and functions alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SUM, _PRODUCT, _POWER, _ATOM = range(4)


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a formula; `rank` says how tightly it holds together."""

    text: str
    value: float
    rank: int = _ATOM

    def __add__(self, other: Term | float) -> Term:
        return _joined(self, "+", other, _SUM, lambda a, b: a + b)

    def __radd__(self, other: float) -> Term:
        return number(other) + self

    def __sub__(self, other: Term | float) -> Term:
        return _joined(self, "-", other, _SUM, lambda a, b: a - b)

    def __rsub__(self, other: float) -> Term:
        return number(other) - self

    def __mul__(self, other: Term | float) -> Term:
        return _joined(self, "*", other, _PRODUCT, lambda a, b: a * b)

    def __rmul__(self, other: float) -> Term:
        return number(other) * self

    def __truediv__(self, other: Term | float) -> Term:
        return _joined(self, "/", other, _PRODUCT, lambda a, b: a / b if b else math.nan)

    def __rtruediv__(self, other: float) -> Term:
        return number(other) / self

    def __pow__(self, other: Term | float) -> Term:
        return _joined(self, "^", other, _POWER, lambda a, b: a**b)

    def __rpow__(self, other: float) -> Term:
        return number(other) ** self

    def __neg__(self) -> Term:
        return Term(f"(-{_inside(self, _ATOM)})", -self.value)


@dataclass(frozen=True, slots=True)
class Range:
    """Cells beside or below each other."""

    text: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """Something that holds or does not."""

    text: str
    holds: bool


def number(value: Term | float) -> Term:
    if isinstance(value, Term):
        return value
    text = repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    return Term(text if value >= 0 else f"({text})", float(value))


def largest(*parts: Term | float) -> Term:
    return _call("MAX", parts, max)


def smallest(*parts: Term | float) -> Term:
    return _call("MIN", parts, min)


def between(value: Term, low: float, high: Term | float) -> Term:
    return smallest(largest(value, low), high)


def exponential(value: Term) -> Term:
    return Term(f"EXP({value.text})", math.exp(value.value))


def above(first: Term, second: Term | float) -> Test:
    second = number(second)
    return Test(f"{_inside(first, _SUM)}>{_inside(second, _SUM)}", first.value > second.value)


def at_most(first: Term, second: Term | float) -> Test:
    second = number(second)
    return Test(f"{_inside(first, _SUM)}<={_inside(second, _SUM)}", first.value <= second.value)


def both(first: Test, second: Test) -> Test:
    return Test(f"AND({first.text},{second.text})", first.holds and second.holds)


def choose(test: Test, yes: Term | float, no: Term | float) -> Term:
    yes, no = number(yes), number(no)
    return Term(f"IF({test.text},{yes.text},{no.text})", yes.value if test.holds else no.value)


def chosen(place: Term, *values: float) -> Term:
    """One of several numbers, by place (1, 2 …)."""
    listed = ",".join(number(value).text for value in values)
    return Term(f"CHOOSE({place.text},{listed})", values[int(place.value) - 1])


def total(cells: Range) -> Term:
    return Term(f"SUM({cells.text})", math.fsum(cells.values))


def mean(cells: Range) -> Term:
    return Term(f"AVERAGE({cells.text})", math.fsum(cells.values) / len(cells.values))


def total_of_products(*ranges: Range) -> Term:
    products = (math.prod(row) for row in zip(*(cells.values for cells in ranges), strict=True))
    return Term(f"SUMPRODUCT({','.join(cells.text for cells in ranges)})", math.fsum(products))


def added(parts: Sequence[Term]) -> Term:
    """The sum of terms; 0 of none."""
    found = parts[0] if parts else number(0)
    for part in parts[1:]:
        found = found + part
    return found


def _joined(
    first: Term, sign: str, second: Term | float, rank: int, make: Callable[[float, float], float]
) -> Term:
    second = number(second)
    right = _inside(second, rank if sign in "+*" else rank + 1)
    left = _inside(first, rank + 1 if sign == "^" else rank)
    return Term(f"{left}{sign}{right}", make(first.value, second.value), rank)


def _inside(term: Term, least: int) -> str:
    return term.text if term.rank >= least else f"({term.text})"


def _call(name: str, parts: Sequence[Term | float], make: Callable[..., float]) -> Term:
    terms = [number(part) for part in parts]
    return Term(f"{name}({','.join(term.text for term in terms)})", make(*(term.value for term in terms)))
