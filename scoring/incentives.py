"""What an incentive scheme pays and costs: bonus and malus on measured results, in every future.

A period (week or month) goes well or badly as a whole: one draw shifts all results of the period about the
provider's own level, so that a bad month is bad in everything. Basic requirements come first: a period that
misses one earns no bonus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

import numpy as np

from .errors import Floats, InputError, number, share
from .special import ndtr, ndtri

Levels = Mapping[str, Floats]  # by name of the provider's figure: its level in every future (n), 0 to 1
WEEKS = 365.25 / 7 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A measured result with what it earns: all of the malus at ``floor``, nothing at ``target``, all of
    the bonus at ``stretch``, straight lines between. ``weight`` is its part of both.

    ``weekly_target`` turns the result into the share of a period's weeks that reach it: consistency.
    """

    key: str
    level: str
    floor: float
    target: float
    stretch: float
    weight: float
    weekly_target: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Caps are shares of the period's fees. ``basics``: figure and the least that a period must reach.

    ``step``: rise of the price from the second year on, in the futures where every target is met.
    ``spread``: standard deviation of a month's result about the provider's own level.
    """

    metrics: tuple[Metric, ...]
    basics: tuple[tuple[str, float], ...] = ()
    bonus_cap: float = 0.0
    malus_cap: float = 0.0
    step: float = 0.0
    period: Literal["week", "month"] = "month"
    spread: float = 0.02


@dataclass(frozen=True, slots=True)
class Reached:
    """What one metric earned in one period. ``points``: -1 all of its malus, 0 nothing, 1 all of its bonus.
    ``share``: of the period's fee, a malus below 0; a bonus only where the basic requirements were met."""

    key: str
    result: float
    points: float
    share: float


@dataclass(frozen=True, slots=True)
class Settled:
    """One period settled, as shares of its fee."""

    reached: tuple[Reached, ...]
    basics_met: bool
    bonus: float
    malus: float

    @property
    def net(self) -> float:
        return self.bonus - self.malus


@dataclass(frozen=True, slots=True)
class Pay:
    """Shares of the fees, per future (n). ``on_target``: share of periods that meet a metric's target."""

    bonus: Floats
    malus: Floats
    step: Floats  # of the fees after the first year
    on_target: dict[str, Floats]

    @property
    def net(self) -> Floats:
        return self.bonus - self.malus


def pay_of(scheme: Scheme, levels: Levels) -> Pay:
    """What the scheme pays where the provider works at ``levels`` (M37). InputError if it makes no sense."""
    check(scheme)
    size = len(next(iter(levels.values()))) if levels else 1
    spread = scheme.spread * (np.sqrt(WEEKS) if scheme.period == "week" else 1.0)
    results = {m.key: _result(m, levels[m.level], spread, scheme) for m in scheme.metrics}
    met = np.ones((size, len(_moods())), dtype=bool)
    for name, least in scheme.basics:
        met &= levels[name][:, None] + spread * _moods() >= least
    bonus, malus = np.zeros(met.shape), np.zeros(met.shape)
    for metric in scheme.metrics:
        share = _shares(scheme, metric, _points(metric, results[metric.key]), met)
        bonus += np.maximum(share, 0.0)
        malus += np.maximum(-share, 0.0)
    usual = {m.key: on_target(m, _result(m, levels[m.level], 0.0, scheme)[:, 0]) for m in scheme.metrics}
    always = np.all(list(usual.values()), axis=0) if usual else np.zeros(size, dtype=bool)
    return Pay(
        bonus=bonus.mean(axis=1),
        malus=malus.mean(axis=1),
        step=scheme.step * always,
        on_target={m.key: on_target(m, results[m.key]).mean(axis=1) for m in scheme.metrics},
    )


def settle(
    scheme: Scheme, measured: Mapping[str, float], levels: Mapping[str, float], kept: bool = True
) -> Settled:
    """One period as it was, by the rule that pay_of() prices (M38).

    ``measured``: results by metric, those not measured left out, which earn and lose nothing; for a metric
    of weeks in a scheme paid by the week the week's level. ``levels``: figures that basic requirements look
    at. ``kept``: whether the requirements that are no figures were met.
    """
    check(scheme)
    met = kept and all(levels[name] >= least for name, least in scheme.basics if name in levels)
    reached = tuple(_reached(scheme, m, measured[m.key], met) for m in scheme.metrics if m.key in measured)
    bonus = sum(max(one.share, 0.0) for one in reached)
    return Settled(reached, met, bonus, sum(max(-one.share, 0.0) for one in reached))


def result_of(scheme: Scheme, metric: Metric, level: float) -> float:
    """The result that counts: of a metric of weeks in a scheme paid by the week, whether the week held."""
    if metric.weekly_target is None or scheme.period == "month":
        return level
    return float(level >= metric.weekly_target)


def on_target(metric: Metric, result: Floats | float) -> Any:
    return result >= metric.target


def worsened(levels: Levels, by: Mapping[str, float]) -> dict[str, Floats]:
    """The levels after a drop in some of them, never below 0."""
    return {name: np.maximum(level - by.get(name, 0.0), 0.0) for name, level in levels.items()}


def lost_by(scheme: Scheme, levels: Levels, by: Mapping[str, float]) -> Floats:
    """Share of the fees that the provider loses under the scheme when its levels drop (n), at least 0."""
    before, after = pay_of(scheme, levels), pay_of(scheme, worsened(levels, by))
    return np.asarray(np.maximum(before.net - after.net, 0.0))


def check(scheme: Scheme) -> None:
    """InputError, named, where caps, targets or weights make no sense."""
    for name in ("bonus_cap", "malus_cap", "step"):
        share(name, getattr(scheme, name))
    number("spread", scheme.spread, at_least=0, at_most=0.5)
    for metric in scheme.metrics:
        if not 0 <= metric.floor < metric.target < metric.stretch <= 1:
            raise InputError(metric.key, "needs floor < target < full bonus, as shares from 0 to 1")
    total = sum(metric.weight for metric in scheme.metrics)
    if scheme.metrics and (abs(total - 1) > 1e-6 or min(m.weight for m in scheme.metrics) < 0):
        raise InputError("metrics", f"weights must be 0 or more and sum to 1, sum to {total:g}")


def sample_size(expected: float, margin: float, population: float) -> int:
    """M43: contacts to look at so that nine times in ten the share found lies within ``margin`` of the truth.

    n₀ = z²·p(1 − p)/margin² with z = 1.645, corrected for a finite ``population`` (Cochran 1977, 4.4).
    """
    p, wide = share("expected", expected), number("margin", margin, above=0, at_most=0.5)
    whole = number("population", population, at_least=0)
    first = 1.6448536269514722**2 * p * (1 - p) / wide**2
    return int(np.ceil(round(first / (1 + (first - 1) / whole), 9))) if whole > 1 else int(np.ceil(whole))


def without(scheme: Scheme, key: str) -> Scheme:
    """The scheme with one metric less and its weight shared out among the rest."""
    rest = [m for m in scheme.metrics if m.key != key]
    total = sum(m.weight for m in rest)
    return replace(scheme, metrics=tuple(replace(m, weight=m.weight / total) for m in rest if total > 0))


@cache
def _moods() -> Floats:
    """Good and bad periods alike: even steps of the normal distribution."""
    return np.asarray(ndtri((np.arange(24) + 0.5) / 24))


def _points(metric: Metric, result: Floats) -> Floats:
    """-1 at the floor and below, 0 at the target, 1 where all of the bonus is earned and above."""
    return np.asarray(np.interp(result, (metric.floor, metric.target, metric.stretch), (-1, 0, 1)))


def _shares(scheme: Scheme, metric: Metric, points: Floats, met: Any) -> Floats:
    """Of the fee: the metric's part of the bonus where the basic requirements are met, or of the malus."""
    cap = np.where(points > 0, scheme.bonus_cap * np.asarray(met), scheme.malus_cap)
    return np.asarray(metric.weight * points * cap)


def _reached(scheme: Scheme, metric: Metric, level: float, met: bool) -> Reached:
    result = result_of(scheme, metric, level)
    points = _points(metric, np.asarray(result))
    return Reached(metric.key, result, float(points), float(_shares(scheme, metric, points, met)))


def _result(metric: Metric, level: Floats, spread: float, scheme: Scheme) -> Floats:
    """Results of a provider over the moods of a period: (n, moods)."""
    found = level[:, None] + spread * _moods()
    if metric.weekly_target is None:
        return np.asarray(np.clip(found, 0.0, 1.0))
    week = scheme.spread * np.sqrt(WEEKS)
    if scheme.period == "week" or week == 0:
        return np.asarray((found >= metric.weekly_target).astype(float))
    return np.asarray(ndtr((found - metric.weekly_target) / week))
