"""Money over time. The first cash flow falls at once (t = 0) and is not discounted.

That is the convention of numpy-financial; a spreadsheet's NPV() discounts the first flow by a period.
Money in one currency throughout; rates are shares per period (0.08 is 8 %).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from .errors import Floats, InputError, array, number, whole

MONTHS = 12.0
DAYS = 365.0
LONGEST = 12_000

_SAMPLES = 400
_STEEPEST = 700.0


def npv(rate: ArrayLike, cashflows: ArrayLike) -> Floats:
    """Present value Σ c_t/(1 + r)^t, t = 0, 1, … along the last axis of ``cashflows``.

    ``rate`` per period broadcasts against the other axes. At rate 0 it is the sum.
    """
    flows = array("cashflows", cashflows)
    if flows.ndim == 0:
        raise InputError("cashflows", "must be one per period")
    periods = np.arange(flows.shape[-1])
    factors = (1 + _rate(rate))[..., None] ** -periods
    return np.asarray((flows * factors).sum(axis=-1))[()]


def discount_factors(rate: ArrayLike, months: int) -> Floats:
    """1/(1 + r)^{t/12} for t = 0 … months − 1: shape (…, months) for a yearly ``rate`` of shape (…)."""
    t = np.arange(whole("months", months, at_least=1, at_most=LONGEST)) / MONTHS
    return np.asarray((1 + _rate(rate))[..., None] ** -t)


def monthly_rate(rate: ArrayLike) -> Floats:
    """The rate per month that compounds to the yearly ``rate``: (1 + r)^{1/12} − 1."""
    return np.asarray(np.expm1(np.log1p(_rate(rate)) / MONTHS))[()]


def annuity_factor(rate: ArrayLike, periods: ArrayLike) -> Floats:
    """Present value of 1 paid at the end of each of n periods: (1 − (1 + r)^{−n})/r, n at rate 0."""
    r, n = np.broadcast_arrays(_rate(rate), array("periods", periods, at_least=0))
    safe = np.where(r == 0, 1.0, r)
    return np.where(r == 0, n, -np.expm1(-n * np.log1p(r)) / safe)[()]


def growing_annuity(rate: ArrayLike, growth: ArrayLike, months: int) -> Floats:
    """Present value of 1 a month growing by ``growth`` a year, first payment at once.

    Σ ((1 + g)/(1 + r))^{t/12}, t = 0 … months − 1; shapes of rate and growth broadcast. The closed
    form that spares a (futures × months) array.
    """
    months = whole("months", months, at_least=0, at_most=LONGEST)
    step = (np.log1p(_rate(growth, "growth")) - np.log1p(_rate(rate))) / MONTHS
    flat = np.abs(step) < 1e-12
    safe = np.where(flat, 1.0, step)
    return np.where(flat, float(months), np.expm1(months * safe) / np.expm1(safe))[()]


def pmt(rate: float, periods: int, present_value: float) -> float:
    """The level payment at the end of each period that repays ``present_value``; negative as paid."""
    whole("periods", periods, at_least=1)
    return float(-number("present_value", present_value) / annuity_factor(number("rate", rate), periods))


def pv(rate: float, periods: int, payment: float) -> float:
    """What a level payment at the end of each period is worth today, with the opposite sign."""
    factor = annuity_factor(number("rate", rate), number("periods", periods))
    return float(-number("payment", payment) * factor)


def growth_rate(periods: float, start: float, end: float) -> float:
    """The rate per period that takes ``start`` to ``end``, both above 0, without payments."""
    n = number("periods", periods, above=0)
    ratio = number("end", end, above=0) / number("start", start, above=0)
    growth = float(np.log(ratio) / n)
    if growth > _STEEPEST:
        raise InputError("periods", f"must be more for growth to {ratio:g} times")
    return float(np.expm1(growth))


def payback_month(cashflows: ArrayLike) -> int | None:
    """The first month (0 = at once) from which the running total stays at or above 0; None if never.

    ``cashflows`` (months) are net benefits, undiscounted. A total that dips again later has not paid
    back; nothing ever spent is paid back in month 0.
    """
    totals = np.cumsum(array("cashflows", cashflows, dimensions=1))
    tolerance = 1e-9 * max(1.0, float(np.abs(totals).max()))
    short = np.flatnonzero(totals < -tolerance)
    if len(short) == 0:
        return 0
    last = int(short[-1])
    return None if last == len(totals) - 1 else last + 1


def irr(cashflows: ArrayLike) -> float | None:
    """The rate at which the flows are worth 0, per period; None when there is no single answer.

    ``cashflows`` (periods) without a change of sign have no rate; with several changes there may be
    several (10 % and 40 % for −1000, 2500, −1540), and then none of them is the return.
    """
    flows = array("cashflows", cashflows, dimensions=1)
    return _single_root(flows, np.arange(len(flows), dtype=np.float64))


def xirr(cashflows: ArrayLike, dates: Sequence[date]) -> float | None:
    """The yearly rate at which dated flows are worth 0, days over 365; None as for ``irr``."""
    flows = array("cashflows", cashflows, dimensions=1)
    return _single_root(flows, _years(dates, len(flows)))


def xnpv(rate: float, cashflows: ArrayLike, dates: Sequence[date]) -> float:
    """Present value of dated flows on the first date, days over 365, ``rate`` per year."""
    flows = array("cashflows", cashflows, dimensions=1)
    factors = (1 + float(_rate(number("rate", rate)))) ** -_years(dates, len(flows))
    return float((flows * factors).sum())


def _single_root(flows: Floats, times: Floats) -> float | None:
    """The one sign change of the present value over log(1 + rate), or None."""

    def worth(log_rate: float) -> float:
        return float((flows * np.exp(-log_rate * times)).sum())

    grid = np.linspace(np.log(1e-4), np.log(1e4), _SAMPLES)
    signs = np.sign([worth(x) for x in grid])
    changes = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    exact = np.flatnonzero(signs == 0)
    if len(changes) + len(exact) != 1:
        return None
    if len(exact):
        return float(np.expm1(grid[exact[0]]))
    return float(np.expm1(_bisect(worth, grid[changes[0]], grid[changes[0] + 1])))


def _bisect(function: Callable[[float], float], low: float, high: float) -> float:
    rising = function(low) < 0
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if (function(middle) < 0) == rising else (low, middle)
    return 0.5 * (low + high)


def _years(dates: Sequence[date], flows: int) -> Floats:
    if not isinstance(dates, Sequence) or not all(isinstance(day, date) for day in dates):
        raise InputError("dates", "must be dates, one per cash flow")
    if len(dates) != flows:
        raise InputError("dates", f"must be one per cash flow, are {len(dates)} for {flows}")
    return np.array([(day - dates[0]).days for day in dates]) / DAYS


def _rate(rate: ArrayLike, name: str = "rate") -> Floats:
    checked = array(name, rate, above=-1.0)
    if checked.max() > 1.5:
        raise InputError(name, f"must be a share per period (8 % is 0.08), is {checked.max():g}")
    return checked
