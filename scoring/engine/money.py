"""The money of an option as it is printed."""

from __future__ import annotations

import numpy as np

from ..costs import LineValue, Money
from ..decision import MoneyLineResult, MoneyResult
from ..draws import Numbers
from ..errors import Floats
from .summary import interval, mean, quantiles

BINS = 24


def money_result(money: Money, numbers: Numbers) -> MoneyResult:
    net = money.net_benefit
    return MoneyResult(
        present_cost=interval(money.present),
        saving=interval(money.saving),
        customer_value_change=interval(money.customer_change),
        net_benefit=interval(net),
        one_off=interval(money.one_off),
        first_year_cost_p90=quantiles(money.new_money, (0.9,))[0],
        cost_per_resolved_contact=interval(money.per_resolved),
        payback_month=_payback(money.payback),
        payback_share=float(np.isfinite(money.payback).mean()),
        break_even_price=break_even_price(money, numbers),
        hurdle=float(money.hurdle.mean()),
        lines=tuple(_line(v) for v in money.lines if _counts(v)),
        cumulative_saving=tuple(interval(month) for month in money.cumulative),
        saving_histogram=_histogram(net),
    )


def break_even_price(money: Money, numbers: Numbers) -> float | None:
    """Price in the offer's basis at which the mean net benefit is the hurdle (rule M22).

    Cost is a straight line in the price, so no search is needed. None without exactly one offer, or
    when no price above 0 would do.
    """
    times = 1 + _room(money.net_benefit.mean() - money.hurdle.mean(), money.priced.mean())
    return _priced(money, numbers, times)


def price_for_chance(money: Money, numbers: Numbers, chance: float) -> float | None:
    """Price at which the option saves more than the hurdle in ``chance`` of the futures."""
    if not (money.priced > 0).all():
        return None
    times = 1 + (money.net_benefit - money.hurdle) / money.priced
    return _priced(money, numbers, quantiles(times, (1 - chance,))[0])


def _priced(money: Money, numbers: Numbers, times: float) -> float | None:
    offers = [p.provider for p in money.work.parts if p.provider.offer is not None]
    if len(offers) != 1 or times <= 0 or not np.isfinite(times):
        return None
    return float(times * numbers(f"providers.{offers[0].id}.offer.price").mean())


def _room(gain: float, priced: float) -> float:
    return float(gain / priced) if priced > 0 else float("inf")


def _counts(value: LineValue) -> bool:
    """A line that is nothing in every future is not printed."""
    return bool(value.present.any() or value.first_year.any())


def _line(value: LineValue) -> MoneyLineResult:
    line = value.line
    return MoneyLineResult(
        id=line.id,
        name=line.name,
        group=line.group,
        present_value=interval(value.present),
        first_year=mean(value.first_year),
        steady_year=mean(value.last_year),
        formula=line.formula,
        inputs=line.inputs,
    )


def _payback(months: Floats) -> int | None:
    middle = float(np.partition(months, (len(months) - 1) // 2)[(len(months) - 1) // 2])
    return int(middle) if np.isfinite(middle) else None


def _histogram(net: Floats) -> tuple[tuple[float, float, int], ...]:
    low, high = float(net.min()), float(net.max())
    if low == high:
        return ((low, high, int(net.size)),)
    counts, edges = np.histogram(net, bins=BINS, range=(low, high))
    return tuple((float(a), float(b), int(n)) for a, b, n in zip(edges[:-1], edges[1:], counts, strict=True))
