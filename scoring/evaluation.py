"""Every option in every future: money, levels, values by criterion and factor, and the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scoring.case import Case, Option

from .costs import Demand, LineValue, Money, demand_of, money_of, peak_share
from .criteria import FACTORS, LATER, Measured, criteria, measure, within_factor
from .draws import Numbers, SampledNumbers
from .errors import Floats
from .estimates import uniforms
from .weights import draw_ordered_weights, draw_participants, draw_weights

CHUNK = 8192


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One option in all futures (n): money, levels, values."""

    option: Option
    money: Money
    measured: dict[str, Measured]
    values: dict[str, Floats]  # criterion id to value 0-100
    factors: Floats  # (factors, n)
    total: Floats
    cost_volatility: float

    def without_lines(self) -> Evaluated:
        """The same without what only the money lines need: a tenth of the memory."""
        return replace(self, money=replace(self.money, lines=(), cumulative=np.empty((0, 0))))


Pieces = tuple[tuple[Numbers, Demand], ...]


def pieces_of(case: Case, numbers: Numbers, chunk: int = CHUNK) -> Pieces:
    """The futures, ``chunk`` at a time, each with the work of today, which all options share."""
    return tuple((rows, demand_of(case, rows)) for rows in _chunks(numbers, chunk))


def evaluate_option(
    case: Case,
    option: Option,
    numbers: Numbers,
    weights: Floats,
    pieces: Pieces | None = None,
    *,
    cost_volatility: float | None = None,
) -> Evaluated:
    """One option in all futures; ``weights`` (factors, n), ``pieces`` as ``pieces_of`` makes them.

    ``cost_volatility`` is the level of C2, which needs all futures: worked out here unless given.
    """
    peak = peak_share(case)
    moneys, levels = [], []
    for rows, demand in pieces or pieces_of(case, numbers):
        money = money_of(case, option, demand, rows)
        moneys.append(money)
        levels.append(measure(case, option, money, rows, peak))
    money = moneys[0] if len(moneys) == 1 else _join_money(moneys)
    measured = levels[0] if len(levels) == 1 else _join_levels(levels)
    spread = _volatility(money.present) if cost_volatility is None else cost_volatility
    measured[LATER] = Measured(
        np.full(1, spread), measured["C1"].inputs, "present cost exceeded one time in ten over the middle one"
    )
    values = {c.id: c.value(measured[c.id].level) for c in criteria()}
    factors = _factor_values(case, values, numbers.size)
    return Evaluated(option, money, measured, values, factors, total_of(weights, factors), spread)


def total_of(weights: Floats, factors: Floats) -> Floats:
    """Rule M26: Σ weight × value by factor, added in a fixed order; both (factors, n)."""
    total = weights[0] * factors[0]
    for weight, value in zip(weights[1:], factors[1:], strict=True):
        total = total + weight * value
    return np.asarray(total)


def factor_weights(case: Case, futures: int, seed: int) -> Floats:
    """Weights of the factors in every future: (factors, futures), each column sums to 1 (rule M27)."""
    means = mean_weights(case)
    terms = case.weights
    points = uniforms("weights", len(FACTORS) + 1, futures, seed)
    if terms.concentration is None:
        ranks = np.array([1 + int((means > m).sum()) for m in means])
        return np.ascontiguousarray(draw_ordered_weights(ranks, points[:, :-1]).T)
    if len(terms.people) < 2:
        return np.ascontiguousarray(draw_weights(means, terms.concentration, points[:, :-1]).T)
    chosen = draw_participants(len(terms.people), points[:, -1])
    drawn = np.empty((len(FACTORS), futures))
    for index, person in enumerate(terms.people):
        own = draw_weights(_vector(person.factors), terms.concentration, points[:, :-1]).T
        drawn[:, chosen == index] = own[:, chosen == index]
    return drawn


def mean_weights(case: Case) -> Floats:
    """The case's factor weights in the order of FACTORS, summing to 1."""
    return _vector(case.weights.factors)


def _vector(factors: dict[str, float]) -> Floats:
    given = np.array([float(factors.get(f, 0.0)) for f in FACTORS])
    return np.asarray(given / given.sum())


def _factor_values(case: Case, values: dict[str, Floats], n: int) -> Floats:
    shares = within_factor(case.weights)
    result = np.zeros((len(FACTORS), n))
    for criterion in criteria():
        row = FACTORS.index(criterion.factor)
        result[row] += shares[criterion.id] * values[criterion.id]
    return result


def _volatility(present: Floats) -> float:
    """P90/P50 of the present cost."""
    middle, high = np.quantile(present, (0.5, 0.9))
    return float(high / middle) if middle > 0 else 1.0


def _chunks(numbers: Numbers, chunk: int) -> Sequence[Numbers]:
    if numbers.size <= chunk or not isinstance(numbers, SampledNumbers):
        return (numbers,)
    return tuple(numbers.between(slice(at, at + chunk)) for at in range(0, numbers.size, chunk))


def _join_money(parts: list[Money]) -> Money:
    """The chunks of a Money end to end."""
    joined: dict[str, Any] = {}
    for name in Money.__dataclass_fields__:
        pieces = [getattr(p, name) for p in parts]
        if isinstance(pieces[0], np.ndarray):
            joined[name] = np.concatenate(pieces, axis=-1)
    prices = {k: np.concatenate([p.hourly_prices[k] for p in parts]) for k in parts[0].hourly_prices}
    lines = tuple(_join_line([p.lines[i] for p in parts]) for i in range(len(parts[0].lines)))
    return replace(parts[0], **joined, hourly_prices=prices, lines=lines, work=_join_work(parts))


def _join_line(parts: list[LineValue]) -> LineValue:
    return replace(
        parts[0],
        present=np.concatenate([p.present for p in parts]),
        first_year=np.concatenate([p.first_year for p in parts]),
        last_year=np.concatenate([p.last_year for p in parts]),
    )


def _join_work(parts: list[Money]) -> Any:
    """Work of all futures: only what later steps read is joined, the rest stays that of the first chunk."""
    works = [p.work for p in parts]
    first = works[0]
    pieces = tuple(
        replace(
            part,
            contact_share=np.concatenate([w.parts[i].contact_share for w in works]),
            work_share=np.concatenate([w.parts[i].work_share for w in works]),
            hours=np.concatenate([w.parts[i].hours for w in works]),
        )
        for i, part in enumerate(first.parts)
    )
    demand = replace(
        first.demand,
        stated_hours=np.concatenate([w.demand.stated_hours for w in works]),
        productive_hours=np.concatenate([w.demand.productive_hours for w in works]),
        contacts=np.concatenate([w.demand.contacts for w in works], axis=-1),
    )
    return replace(
        first,
        demand=demand,
        parts=pieces,
        moved_contacts=np.concatenate([w.moved_contacts for w in works]),
        released=np.concatenate([w.released for w in works]),
    )


def _join_levels(parts: list[dict[str, Measured]]) -> dict[str, Measured]:
    return {
        key: replace(first, level=np.concatenate([p[key].level for p in parts]))
        for key, first in parts[0].items()
    }
