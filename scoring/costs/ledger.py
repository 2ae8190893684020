"""Adding up the months of one option: present values, years, and the cumulative saving (rules M7, M21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option

from ..draws import Numbers
from ..errors import Floats
from .customers import CustomerLosses
from .lines import Line
from .timeline import months
from .work import Work

YEAR = 12


@dataclass(slots=True)
class Sums:
    """Running totals of one profile's factor over the months."""

    present: Floats
    first_year: Floats
    last_year: Floats

    @classmethod
    def empty(cls, size: int) -> Sums:
        return cls(np.zeros(size), np.zeros(size), np.zeros(size))

    def add(self, amount: Floats, month: int, discount: float, horizon: int, room: Floats) -> None:
        """``room`` (n) is written over, so that no month asks for memory of its own."""
        self.present += np.multiply(amount, discount, out=room)
        if month <= YEAR:
            self.first_year += amount
        if month > horizon - YEAR:
            self.last_year += amount


@dataclass(frozen=True, slots=True)
class Ledger:
    """Totals by profile, customers' margin lost, and the saving by month; arrays (n) or (months, n)."""

    profiles: dict[str, Sums]
    dissatisfied: Sums
    resentful: Sums
    satisfaction: Floats
    cumulative: Floats  # (months, n): saving so far against staying as is, undiscounted


def run_months(
    case: Case, option: Option, work: Work, today: Sequence[Line], lines: Sequence[Line], numbers: Numbers
) -> Ledger:
    """One pass over the months; ``today`` are the lines of staying as is, ``lines`` the option's."""
    horizon, n = case.method.horizon_months, numbers.size
    saved = _coefficients(today, lines)
    used = {key for line in (*today, *lines) for key, _ in line.terms} | {"volume"}
    profiles = {key: Sums.empty(n) for key in sorted(used)}
    losses = CustomerLosses(case, option, work, numbers)
    unhappy, resentful = Sums.empty(n), Sums.empty(n)
    cumulative = np.empty((horizon, n))
    due = Due(lines, horizon, n)
    so_far, room = -due.in_month(0), np.empty(n)
    for clock, factors in months(case, option, work, numbers):
        t = clock.month
        for key, sums in profiles.items():
            sums.add(factors[key], t, clock.discount, horizon, room)
        for key, amount in saved.items():
            so_far += np.multiply(amount, factors[key], out=room)
        so_far -= due.in_month(t)
        cumulative[t - 1] = so_far
        by_satisfaction, by_place = losses.month(factors)
        unhappy.add(by_satisfaction, t, clock.discount, horizon, room)
        resentful.add(by_place, t, clock.discount, horizon, room)
    return Ledger(profiles, unhappy, resentful, losses.terms.satisfaction, cumulative)


def present_value(line: Line, ledger: Ledger, monthly_discount: float, size: int) -> Floats:
    """PV of a line: its monthly amounts times the profile's discounted sum, and its lumps (n)."""
    total = np.zeros(size)
    for key, amount in line.terms:
        total = total + amount * ledger.profiles[key].present
    for lump in line.lumps:
        total = total + lump.amount * monthly_discount ** np.asarray(lump.month)
    return total


def year_value(line: Line, ledger: Ledger, which: str, size: int) -> Floats:
    """Undiscounted cost of the first twelve months (with lumps) or of the last twelve (n)."""
    total = np.zeros(size)
    for key, amount in line.terms:
        total = total + amount * getattr(ledger.profiles[key], which)
    if which == "first_year":
        for lump in line.lumps:
            total = total + np.where(np.asarray(lump.month) <= YEAR, lump.amount, 0.0)
    return total


def payback(cumulative: Floats) -> Floats:
    """First month from which the cumulative saving stays above 0; infinite where it never does (n)."""
    months_count = len(cumulative)
    reversed_bad = cumulative[::-1] <= 0
    last_bad = np.where(reversed_bad.any(axis=0), months_count - reversed_bad.argmax(axis=0), 0)
    return np.where(last_bad < months_count, last_bad + 1.0, np.inf)


def _coefficients(today: Sequence[Line], lines: Sequence[Line]) -> dict[str, Floats]:
    """Monthly saving by profile: what staying costs less what the option costs, equal terms cancelled."""
    terms: dict[str, list[Floats]] = {}
    same = {(key, id(amount)) for line in today for key, amount in line.terms}
    also = {(key, id(amount)) for line in lines for key, amount in line.terms}
    for line in today:
        for key, amount in line.terms:
            if (key, id(amount)) not in also:
                terms.setdefault(key, []).append(amount)
    for line in lines:
        for key, amount in line.terms:
            if (key, id(amount)) not in same:
                terms.setdefault(key, []).append(-amount)
    return {key: np.asarray(sum(amounts)) for key, amounts in terms.items()}


class Due:
    """What falls due once, by the month nearest to it; the expected exit is no payment and not in it."""

    def __init__(self, lines: Sequence[Line], horizon: int, size: int) -> None:
        lumps = [lump for line in lines if line.group != "exit" for lump in line.lumps]
        self._horizon, self._nothing = horizon, np.zeros(size)
        self._fixed: dict[int, Floats] = {}
        self._moving = [lump for lump in lumps if isinstance(lump.month, np.ndarray)]
        for lump in lumps:
            if not isinstance(lump.month, np.ndarray):
                month = min(round(lump.month), horizon)
                self._fixed[month] = self._fixed.get(month, self._nothing) + lump.amount

    def in_month(self, month: int) -> Floats:
        """Sums due in the month (n); later ones in the last month of the horizon."""
        total = self._fixed.get(month, self._nothing)
        until = month + 0.5 if month < self._horizon else np.inf
        for lump in self._moving:
            total = total + np.where((lump.month > month - 0.5) & (lump.month <= until), lump.amount, 0.0)
        return total
