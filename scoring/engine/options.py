"""Each option as it is printed: value by factor and criterion, money, gates, robustness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ..criteria import FACTORS, Criterion, criteria, within_factor
from ..decision import CriterionResult, FactorResult, Interval, OptionResult, VerdictKind
from ..errors import Floats
from ..evaluation import Evaluated, mean_weights
from ..robustness import central_weights, confidence_factors, dominance, rank_acceptability
from .field import Field, is_outsourcing
from .summary import interval, mean, share, share_of


@dataclass(frozen=True, slots=True)
class Robustness:
    """What the futures say about the options against each other (rule M29), in the order of the field."""

    acceptability: Floats  # (options, ranks)
    central: Floats  # (options, factors)
    confidence: Floats  # (options)
    regret: Floats  # (futures, options): points short of the best option in the race
    dominates: np.ndarray[tuple[int, int], np.dtype[np.bool_]]


def robustness_of(field: Field) -> Robustness:
    by_factor = np.array([e.factors for e in field.entries])  # (options, factors, futures)
    passing = list(field.passing)
    central = central_weights(field.values, np.ascontiguousarray(field.weights.T))
    confidence = np.zeros(len(field.entries))
    racing = np.ascontiguousarray(np.moveaxis(by_factor[passing], 2, 0))
    confidence[passing] = confidence_factors(racing, central[passing])
    totals = np.array([e.total for e in field.entries])
    best = totals[passing].max(axis=0)
    return Robustness(
        acceptability=rank_acceptability(field.values),
        central=central,
        confidence=confidence,
        regret=np.maximum(best - totals, 0.0).T,
        dominates=dominance(np.ascontiguousarray(np.moveaxis(by_factor, 2, 0))),
    )


def option_results(
    field: Field,
    verdict_of: Callable[[OptionResult], VerdictKind | None],
) -> tuple[OptionResult, ...]:
    found = robustness_of(field)
    shares = within_factor(field.case.weights)
    return tuple(_option(field, place, found, shares, verdict_of) for place in range(len(field.entries)))


def _option(
    field: Field,
    place: int,
    found: Robustness,
    shares: dict[str, float],
    verdict_of: Callable[[OptionResult], VerdictKind | None],
) -> OptionResult:
    entry, gates = field.entries[place], field.gates[place]
    option, money, futures = entry.option, entry.money, len(field.values)
    first = float(found.acceptability[place, 0]) if place in field.passing else 0.0
    chosen = place in field.passing and first > 0
    result = OptionResult(
        option_id=option.id,
        name=option.name,
        model=option.model,
        is_outsourcing=is_outsourcing(entry),
        rank=place + 1,
        moved_share=float(money.work.moved_contacts.mean()),
        providers=tuple(p.provider.id for p in money.work.parts),
        value=interval(entry.total),
        factors=_factors(field, entry),
        criteria=tuple(_criterion(field, entry, c, shares[c.id]) for c in criteria()),
        money=field.money[place],
        gates=gates,
        p_saves=share(money.net_benefit > money.hurdle),
        p_value_above_in_house=share(entry.total > field.stay.total),
        p_best=share_of(first, futures),
        rank_acceptability=tuple(float(x) for x in found.acceptability[place]),
        central_weights=dict(zip(FACTORS, map(float, found.central[place]), strict=True)) if chosen else None,
        confidence_factor=float(found.confidence[place]) if chosen else None,
        regret_mean=float(found.regret[:, place].mean()),
        regret_max=float(found.regret[:, place].max()),
        dominated_by=tuple(field.ids[i] for i in np.flatnonzero(found.dominates[:, place])),
        satisfaction=interval(money.satisfaction),
        first_contact_resolution=interval(money.resolution),
        released_fte=interval(money.released_fte),
        verdict=None,
    )
    return _with_verdict(result, verdict_of(result))


def _with_verdict(result: OptionResult, kind: VerdictKind | None) -> OptionResult:
    return replace(result, verdict=kind)


def _factors(field: Field, entry: Evaluated) -> tuple[FactorResult, ...]:
    means = mean_weights(field.case)
    return tuple(
        FactorResult(
            factor=factor,
            value=interval(entry.factors[row]),
            weight=float(means[row]),
            points=mean(field.weights[row] * entry.factors[row]),
        )
        for row, factor in enumerate(FACTORS)
    )


def _criterion(field: Field, entry: Evaluated, criterion: Criterion, within: float) -> CriterionResult:
    measured = entry.measured[criterion.id]
    level = interval(measured.level)
    weight = float(mean_weights(field.case)[FACTORS.index(criterion.factor)]) * within
    return CriterionResult(
        id=criterion.id,
        factor=criterion.factor,
        name=criterion.name,
        unit=criterion.unit,
        level=level,
        value=_value_interval(criterion, level, entry.values[criterion.id]),
        weight=weight,
        worst=criterion.worst,
        best=criterion.best,
        inputs=measured.inputs,
        explanation=measured.explanation,
    )


def _value_interval(criterion: Criterion, level: Interval, values: Floats) -> Interval:
    """Values rise or fall evenly with the level, so their percentiles are those of the level."""
    ends = sorted(float(criterion.value(np.array(end))) for end in (level.low, level.high))
    return Interval(mean=mean(values), low=ends[0], high=ends[1])
