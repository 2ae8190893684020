"""Bonus and malus of the entered months, by the rule that priced the scheme: scoring.incentives."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from reports.models import MonthResult
from reports.presenters.plan.working_out import scheme_of
from reports.presenters.results.entered import figure, months_between, periods_of
from scoring.incentives import Scheme, Settled, on_target, settle

YEAR = 12


@dataclass(frozen=True)
class Period:
    """A month or one of its weeks. `fee`: its part of the month's invoice."""

    name: str
    fee: float
    settled: Settled

    @property
    def bonus(self) -> float:
        return self.fee * self.settled.bonus

    @property
    def malus(self) -> float:
        return self.fee * self.settled.malus


@dataclass(frozen=True)
class MonthPay:
    row: MonthResult
    scheme: Scheme
    periods: tuple[Period, ...]

    @property
    def bonus(self) -> float:
        return sum(period.bonus for period in self.periods)

    @property
    def malus(self) -> float:
        return sum(period.malus for period in self.periods)

    @property
    def net(self) -> float:
        return self.bonus - self.malus


@dataclass(frozen=True)
class YearPay:
    """A year of the deal as far as its months are entered. Most: what the caps let it come to so far."""

    number: int
    months: int
    fees: float
    bonus: float
    malus: float
    most_bonus: float
    most_malus: float

    @property
    def net(self) -> float:
        return self.bonus - self.malus


@dataclass(frozen=True)
class OnAverage:
    key: str
    mean: float | None
    target: float
    met: bool


@dataclass(frozen=True)
class Step:
    """The step in pay after the first year. `reached`: None until all its months are entered."""

    rise: float
    months: int
    averages: tuple[OnAverage, ...]

    @property
    def on_course(self) -> bool:
        return all(one.met for one in self.averages)

    @property
    def reached(self) -> bool | None:
        return self.on_course if self.months == YEAR else None


def pay_of_month(row: MonthResult) -> MonthPay:
    """The invoice is shared out evenly where weeks are paid apart."""
    scheme = scheme_of(row.terms["scheme"], row.terms["satisfaction"])
    names = periods_of(row.terms["scheme"], row.month)
    fee = float(row.fee) / len(names)
    return MonthPay(
        row, scheme, tuple(Period(name, fee, _settled(row, scheme, n)) for n, name in enumerate(names))
    )


def years_of(began: dt.date, pays: Iterable[MonthPay]) -> tuple[YearPay, ...]:
    def number(pay: MonthPay) -> int:
        return months_between(began, pay.row.month) // YEAR + 1

    return tuple(_year(n, list(found)) for n, found in groupby(sorted(pays, key=number), key=number))


def step_of(began: dt.date, pays: Sequence[MonthPay]) -> Step | None:
    """By the terms of the newest month of the first year. None where nothing was agreed or entered."""
    first = [pay for pay in pays if months_between(began, pay.row.month) < YEAR]
    if not first or not first[-1].scheme.metrics:
        return None
    results: dict[str, list[float]] = {}
    for pay in first:
        for one in (one for period in pay.periods for one in period.settled.reached):
            results.setdefault(one.key, []).append(one.result)
    averages = []
    for metric in first[-1].scheme.metrics:
        mean = fmean(results[metric.key]) if metric.key in results else None
        met = mean is not None and bool(on_target(metric, mean))
        averages.append(OnAverage(metric.key, mean, metric.target, met))
    return Step(first[-1].scheme.step, len(first), tuple(averages))


def _settled(row: MonthResult, scheme: Scheme, period: int) -> Settled:
    """A figure that is measured once a month stands for each of its weeks."""
    found = {key: values[period] for key, values in row.measured.items() if period < len(values)}
    measured = {m.key: found[m.key] for m in scheme.metrics if found.get(m.key) is not None}
    levels = {}
    for name, _ in scheme.basics:
        own = next((measured[m.key] for m in scheme.metrics if m.level == name and m.key in measured), None)
        level = figure(row, name) if own is None else own
        if level is not None:
            levels[name] = level
    kept = not any(period in missed for missed in row.missed.values())
    return settle(scheme, measured, levels, kept)


def _year(number: int, pays: list[MonthPay]) -> YearPay:
    fees = [float(pay.row.fee) for pay in pays]
    return YearPay(
        number=number,
        months=len(pays),
        fees=sum(fees),
        bonus=sum(pay.bonus for pay in pays),
        malus=sum(pay.malus for pay in pays),
        most_bonus=sum(fee * pay.scheme.bonus_cap for fee, pay in zip(fees, pays, strict=True)),
        most_malus=sum(fee * pay.scheme.malus_cap for fee, pay in zip(fees, pays, strict=True)),
    )
