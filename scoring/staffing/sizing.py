"""How many agents a load needs: for one interval, for many, and for a week with shrinkage."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, number, share, shares
from ..special import gammaln, pdtr
from .queues import HOUR, MOST_AGENTS, impatient, offered_load

_RUN = {"waiting": 128, "impatient": 32}
_DECIMALS = 9
_SHORTEST, _LONGEST = 1e-3, 1e7
_MOST_PEOPLE = 1e9


def agents_required(
    rate: ArrayLike,
    aht: float,
    target: float,
    service_level: float,
    patience: float | None = None,
    max_occupancy: float | None = None,
) -> Floats:
    """The fewest agents that answer ``service_level`` of the contacts within ``target`` seconds.

    ``rate`` contacts per hour, any shape; ``aht``, ``target``, ``patience`` seconds; no patience means
    Erlang C, else Erlang A. ``max_occupancy`` caps how busy agents may be. No contacts need nobody.
    Returns whole numbers as floats, in the shape of ``rate``.

    Raises InputError for a share given as a percentage, for a service level of 0 or 1 (the one needs
    nobody, the other infinitely many) and beyond 100,000 agents.
    """
    load = offered_load(rate, _seconds("aht", aht))
    most = capacity_table(float(np.max(load)), aht, target, service_level, patience)
    needed = np.where(load > 0, np.searchsorted(most, load) + 1.0, 0.0)
    if max_occupancy is not None:
        needed = np.maximum(needed, _whole_up(load / _occupancy(max_occupancy)))
    return needed[()]


def capacity_table(
    load: float, aht: float, target: float, service_level: float, patience: float | None = None
) -> Floats:
    """Entry n − 1 is the greatest load (erlang) that n agents carry at the target, up to ``load``.

    The smallest crew for any load is then one search in this table, which is kept between calls.
    """
    level = share("service_level", service_level)
    if not 0 < level < 1:
        raise InputError("service_level", "must lie between 0 and 1, the ends excluded")
    load, aht = number("load", load, at_least=0), _seconds("aht", aht)
    in_handling_times = number("target", target, at_least=0, at_most=_LONGEST) / aht
    theta = None if patience is None else aht / _seconds("patience", patience)
    parts: list[Floats] = []
    while not parts or parts[-1][-1] < load:
        if len(parts) * _run(theta) >= MOST_AGENTS:
            raise InputError("rate", f"needs more than {MOST_AGENTS} agents at once: check the units")
        parts.append(_capacities(len(parts), in_handling_times, level, theta))
    return np.concatenate(parts)


@lru_cache(maxsize=1024)
def _capacities(part: int, target: float, service_level: float, theta: float | None) -> Floats:
    """The capacities of one run of crew sizes, times in handling times."""
    run = _run(theta)
    crews = np.arange(1.0, run + 1) + part * run
    bar = math.log((1 - service_level) / service_level)

    def error(load: Floats) -> Floats:
        answered = (
            _answered_c(load, crews, target) if theta is None else _answered_a(load, crews, target, theta)
        )
        missed = np.clip(1 - answered, 1e-12, 1 - 1e-12)
        return np.asarray(np.log(missed / (1 - missed)) - bar)

    low, high = np.full(run, 1e-9), crews * (1 - 1e-12)
    if theta is not None:
        # nearest first: far into overload a patient queue is too long to look at
        high, excess = crews.copy(), 0.05
        while (short := error(high) < 0).any():
            high = np.where(short, crews * (1 + excess), high)
            excess *= 2
    table = _root(error, low, high)
    table.setflags(write=False)
    return table


def _run(theta: float | None) -> int:
    """Crew sizes worked out at once: long runs spare calls, but a queue of the impatient is dear."""
    return _RUN["waiting" if theta is None else "impatient"]


def _answered_c(load: Floats, crews: Floats, target: float) -> Floats:
    with np.errstate(divide="ignore", over="ignore"):
        inverse = pdtr(crews, load) / np.exp(crews * np.log(load) - load - gammaln(crews + 1))
        wait = crews / ((crews - load) * inverse + load)
    return np.asarray(1 - wait * np.exp(-(crews - load) * target))


def _answered_a(load: Floats, crews: Floats, target: float, theta: float) -> Floats:
    full = np.ones(len(load))
    return np.asarray(impatient(load, crews, theta * full, target * full)[1])


def _root(error: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Where a rising function crosses 0, element by element; ``high`` where it does not.

    Secant steps inside the bracket, the end that stays twice counted half (the Illinois rule, Dowell
    & Jarratt 1971).
    """
    below, above = error(low), error(high)
    stayed = np.zeros(len(low))
    never = above <= 0
    for _ in range(100):
        middle = high - above * (high - low) / (above - below)
        middle = np.where((middle > low) & (middle < high), middle, 0.5 * (low + high))
        value = error(middle)
        is_below = value <= 0
        above = np.where(is_below, np.where(stayed > 0, above / 2, above), value)
        below = np.where(is_below, value, np.where(stayed < 0, below / 2, below))
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
        stayed = np.where(is_below, 1.0, -1.0)
        if (never | (np.abs(value) < 1e-12) | (high - low <= 1e-13 * high)).all():
            break
    return np.where(never, high, middle)


def headcount(agents: ArrayLike, shrinkage: ArrayLike) -> Floats:
    """Agents to employ so that ``agents`` are at work: agents/(1 − shrinkage), rounded up once.

    Rounded to nine decimals first: 21/(1 − 0.3) is 30, which a float makes 30.000000000000004.
    Raises InputError for a shrinkage of 1 or given as a percentage.
    """
    crew = array("agents", agents, at_least=0, at_most=_MOST_PEOPLE)
    return _whole_up(crew / (1 - _shrinkage(shrinkage)))[()]


@dataclass(frozen=True)
class WeeklyStaff:
    """The crew of a week. ``agents`` per interval; hours per week; ``headcount`` people employed."""

    agents: Floats
    productive_hours: float
    paid_hours: float
    headcount: int
    occupancy: float


def weekly_staff(
    contacts: ArrayLike,
    aht: float,
    target: float,
    service_level: float,
    *,
    shrinkage: float,
    hours_per_agent: float,
    interval_hours: float = 0.5,
    patience: float | None = None,
    max_occupancy: float | None = None,
) -> WeeklyStaff:
    """Sizes each interval of a week, sums, divides by (1 − shrinkage) and rounds people up once.

    ``contacts`` (intervals) per interval, ``interval_hours`` its length, ``hours_per_agent`` paid
    hours per week. An interval without contacts is closed. Errors as in ``agents_required``.
    """
    week = array("contacts", contacts, dimensions=1, at_least=0)
    length = number("interval_hours", interval_hours, above=0)
    agents = agents_required(week / length, aht, target, service_level, patience, max_occupancy)
    productive = float(agents.sum()) * length
    paid = productive / (1 - float(_shrinkage(number("shrinkage", shrinkage))))
    work = float(week.sum()) * aht / HOUR
    people = _whole_up(np.asarray(paid / number("hours_per_agent", hours_per_agent, at_least=0.1)))
    return WeeklyStaff(agents, productive, paid, int(people), work / productive if productive else 0.0)


def _seconds(name: str, value: float) -> float:
    return number(name, value, at_least=_SHORTEST, at_most=_LONGEST)


def _shrinkage(value: ArrayLike) -> Floats:
    shrinkage = shares("shrinkage", value)
    if shrinkage.max() >= 1:
        raise InputError("shrinkage", "must be below 1")
    return shrinkage


def _occupancy(value: float) -> float:
    occupancy = share("max_occupancy", value)
    if occupancy == 0:
        raise InputError("max_occupancy", "must be above 0")
    return occupancy


def _whole_up(value: Floats) -> Floats:
    return np.asarray(np.ceil(np.round(value, _DECIMALS)))
