"""The money of one option in every future, from the lines to the totals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option

from ..draws import Numbers
from ..errors import Floats
from .demand import Demand
from .in_house import (
    TodayCost,
    improvement_lines,
    in_house_lines,
    personnel_cost_per_year,
    today_costs,
    training_lines,
)
from .ledger import Ledger, payback, present_value, run_months, year_value
from .lines import NEW_MONEY, Group, Line
from .one_off import exit_fee, exit_line, one_off_lines, released_fte
from .own_centre import own_centre_lines
from .timeline import Handover, handover_of
from .vendor import hourly_price, priced_amount, vendor_lines
from .work import Work, work_of


@dataclass(frozen=True, slots=True)
class LineValue:
    line: Line
    present: Floats
    first_year: Floats
    last_year: Floats


@dataclass(frozen=True, slots=True)
class Money:
    """Arrays (n), in the case's currency; costs positive."""

    lines: tuple[LineValue, ...]
    present: Floats  # PV of all lines but the customers'
    as_is: Floats  # PV of staying as is
    saving: Floats
    customer_change: Floats  # PV; negative when customers are lost
    location_loss: Floats  # the part of it that the location causes; positive is a loss
    hurdle: Floats
    one_off: Floats  # PV
    new_money: Floats  # one-off and first year's payments to others, undiscounted (K14)
    per_resolved: Floats
    payback: Floats
    cumulative: Floats  # (months, n)
    priced: Floats  # PV of what is in proportion to the vendors' prices
    satisfaction: Floats
    resolution: Floats
    released_fte: Floats
    work: Work
    hourly_prices: dict[str, Floats]  # provider id to price per productive hour

    @property
    def net_benefit(self) -> Floats:
        return self.saving + self.customer_change


def money_of(case: Case, option: Option, demand: Demand, numbers: Numbers) -> Money:
    """All lines, summed over the months (rule M21)."""
    work = work_of(case, option, demand, numbers)
    handovers = tuple(handover_of(case, option, p.provider, numbers) for p in work.parts)
    costs = today_costs(case, numbers)
    today = tuple(in_house_lines(costs, moves=False))
    lines = _lines(case, option, work, handovers, costs, numbers)
    ledger = run_months(case, option, work, today, lines, numbers)
    n = numbers.size
    values = _values(case, lines, ledger, n)
    as_is = _total([v.present for v in _values(case, today, ledger, n)], n)
    present = _total([v.present for v in values], n)
    customers = _customer_lines(ledger, numbers)
    resolution = _resolution(option, work, numbers)
    return Money(
        lines=(*values, *customers),
        present=present,
        as_is=as_is,
        saving=as_is - present,
        customer_change=-customers[0].present - customers[1].present,
        location_loss=customers[1].present,
        hurdle=_hurdle(case, work, numbers),
        one_off=_total([v.present for v in values if v.line.group == "one_off"], n),
        new_money=_total([v.first_year for v in values if v.line.group in NEW_MONEY], n),
        per_resolved=_per_resolved(values, ledger, demand, resolution, n),
        payback=payback(ledger.cumulative),
        cumulative=ledger.cumulative,
        priced=_priced(case, option, work, ledger, numbers),
        satisfaction=ledger.satisfaction,
        resolution=resolution,
        released_fte=released_fte(work, numbers),
        work=work,
        hourly_prices=_hourly_prices(case, work, numbers),
    )


def _values(case: Case, lines: tuple[Line, ...], ledger: Ledger, n: int) -> tuple[LineValue, ...]:
    discount = (1 + case.method.discount_rate_per_year) ** (-1 / 12)
    return tuple(
        LineValue(
            line,
            present_value(line, ledger, discount, n),
            year_value(line, ledger, "first_year", n),
            year_value(line, ledger, "last_year", n),
        )
        for line in lines
    )


def _hourly_prices(case: Case, work: Work, numbers: Numbers) -> dict[str, Floats]:
    priced = [(p, p.provider.offer) for p in work.parts]
    return {p.provider.id: hourly_price(case, p, offer, numbers) for p, offer in priced if offer}


def _lines(
    case: Case,
    option: Option,
    work: Work,
    handovers: tuple[Handover, ...],
    costs: tuple[TodayCost, ...],
    numbers: Numbers,
) -> tuple[Line, ...]:
    """Every line of the option; the same scope for all: what no provider takes stays in-house."""
    lines = [
        *in_house_lines(costs, moves=bool(work.parts)),
        *improvement_lines(case, option, costs, numbers),
        *training_lines(case, option, numbers),
    ]
    for part, handover in zip(work.parts, handovers, strict=True):
        lines += vendor_lines(case, part, numbers)
        lines += own_centre_lines(case, part, handover, numbers)
    lines += one_off_lines(case, option, work, handovers, numbers)
    leaving = exit_line(case, option, work, handovers, numbers)
    return tuple(lines) if leaving is None else (*lines, leaving)


def _hurdle(case: Case, work: Work, numbers: Numbers) -> Floats:
    """Rule M19: the lesser of a share of the personnel cost of the work that would move, over the
    horizon, and a set amount. Nothing moves, no hurdle."""
    method = case.method
    if not method.hurdle_enabled or not work.parts:
        return np.zeros(numbers.size)
    moved = sum(part.work_share for part in work.parts)
    cost = personnel_cost_per_year(case, numbers) * moved * method.horizon_months / 12
    share = np.asarray(method.hurdle_share_of_personnel_cost * cost)
    return share if method.hurdle_amount is None else np.minimum(share, method.hurdle_amount)


def _customer_lines(ledger: Ledger, numbers: Numbers) -> tuple[LineValue, LineValue]:
    group: Group = "customers"
    reaction = numbers.first("customers.churn_per_satisfaction_point", "method.churn_per_satisfaction_point")
    base = ("customers.count", "customers.contacting_share_per_year", "customers.yearly_margin")
    unhappy = Line(
        "customers_satisfaction",
        "Margin lost as satisfaction changes",
        group,
        "customers who contact you × points of satisfaction lost × extra share leaving × margin",
        (*base, reaction, "service.satisfaction"),
    )
    resentful = Line(
        "customers_location",
        "Margin lost because the service went abroad",
        group,
        "customers who contact you × share moved abroad × share who would leave × margin",
        (*base, "customers.would_leave_if_abroad_share"),
    )
    a, b = ledger.dissatisfied, ledger.resentful
    return (
        LineValue(unhappy, a.present, a.first_year, a.last_year),
        LineValue(resentful, b.present, b.first_year, b.last_year),
    )


def _resolution(option: Option, work: Work, numbers: Numbers) -> Floats:
    """First-contact resolution over all contacts, moved and kept."""
    kept = work.kept_resolution
    for model, at in ((option.improvement, "improvement"), (option.training, "training")):
        if model is not None:
            kept = kept + numbers(f"options.{option.id}.{at}.first_contact_resolution_change")
    mixed = np.clip(kept, 0.0, 1.0) * work.kept_contacts
    for part in work.parts:
        mixed = mixed + part.resolution * part.contact_share
    return np.asarray(mixed)


def _per_resolved(
    values: tuple[LineValue, ...], ledger: Ledger, demand: Demand, resolution: Floats, n: int
) -> Floats:
    """Cost of the last twelve months over the contacts settled at once in them; 0 without contacts."""
    cost = _total([v.last_year for v in values], n)
    settled = demand.contacts.sum(axis=0) * ledger.profiles["volume"].last_year * resolution
    return np.where(settled > 0, cost / np.where(settled > 0, settled, 1.0), 0.0)


def _priced(case: Case, option: Option, work: Work, ledger: Ledger, numbers: Numbers) -> Floats:
    """PV that scales with the vendors' prices, for the break-even price (M22)."""
    chance = numbers(numbers.first(f"options.{option.id}.exit_probability", "method.exit_probability"))
    middle = (1 + case.method.discount_rate_per_year) ** (-case.method.horizon_months / 24)
    total = np.zeros(numbers.size)
    for part in work.parts:
        if part.provider.offer:
            profile, monthly = priced_amount(case, part, part.provider.offer, numbers)
            leaving = chance * exit_fee(case, part, numbers) * middle
            total = total + monthly * ledger.profiles[profile].present + leaving
    return total


def _total(parts: list[Floats], n: int) -> Floats:
    return np.asarray(sum(parts, np.zeros(n)))
