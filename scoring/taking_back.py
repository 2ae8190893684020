"""Taking the work back: who does it month by month after notice is given, and the service meanwhile.

Own people grow by hiring and training; the provider does what they cannot do yet, as long as it stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .errors import Floats, InputError, number
from .staffing import agents_required, erlang_a

LONGEST = 36
DONE = 0.99
_STEP = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Terms of a return. People are agents (FTE), times are months from the day notice is given."""

    needed: float  # own agents who do all of the work
    nucleus: float  # of them, how many are there from the first day
    provider_stays: float  # months in which the provider still works: notice and exit help
    hires_a_month: float
    first_hires: float  # month in which the first new people begin
    training: float  # months until they take contacts
    first_month_speed: float = 0.5  # of an experienced agent, in the first month after training
    turnover_a_year: float = 0.0


@dataclass(frozen=True, slots=True)
class Month:
    """People and shares of the work in one month. ``covered`` is what own people and provider do together."""

    month: int
    experienced: float
    training: float
    hired: float
    own_share: float
    provider_share: float

    @property
    def covered(self) -> float:
        return min(self.own_share + self.provider_share, 1.0)


@dataclass(frozen=True, slots=True)
class Rebuild:
    months: tuple[Month, ...]
    rebuilt_in: int | None  # first month in which own people can do all of the work; None: not within LONGEST
    hires: float

    @property
    def uncovered(self) -> tuple[Month, ...]:
        """Months in which some of the work is left undone."""
        return tuple(month for month in self.months if month.covered < DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The busy hour that stands for the service: contacts per hour, seconds, and today's level."""

    rate: float
    handle_seconds: float
    target_seconds: float
    level: float
    patience_seconds: float = 180.0


def rebuild(terms: Return) -> Rebuild:
    """M40: month after month until the work is back and the provider gone. InputError names a bad term."""
    _check(terms)
    stay = (1 - min(terms.turnover_a_year, 1.0)) ** (1 / 12)
    able, months, hires, rebuilt = terms.nucleus, [], 0.0, None
    classes: list[tuple[float, float]] = []  # (month in which it takes contacts, people)
    for t in range(1, LONGEST + 1):
        able *= stay if t > 1 else 1.0
        ready = sum(size for at, size in classes if at <= t)
        classes = [(at, size) for at, size in classes if at > t]
        able += ready
        hired = _intake(terms, t, able + sum(size for _, size in classes))
        hires += hired
        if hired:
            classes.append((t + max(terms.training, 0.0), hired))
        slow = ready * (1 - terms.first_month_speed)
        own = min((able - slow) / terms.needed, 1.0) if terms.needed else 1.0
        there = float(np.clip(terms.provider_stays - (t - 1), 0.0, 1.0))
        waiting = sum(size for _, size in classes)
        months.append(Month(t, able, waiting, hired, own, (1 - own) * there))
        if rebuilt is None and own >= DONE:
            rebuilt = t
        if rebuilt is not None and t >= terms.provider_stays:
            break
    return Rebuild(tuple(months), rebuilt, hires)


def service_levels(queue: Queue, covered: ArrayLike) -> Floats:
    """M41: share answered in time when only a part of the crew is there, against today's level (months).

    Erlang A, for callers of a crew that is too small hang up; between two whole agents a straight line. The
    crew that reaches today's level keeps it: the ratio to the whole crew counts, as in rule M25.
    """
    whole = float(agents_required(queue.rate, queue.handle_seconds, queue.target_seconds, queue.level))
    crews = np.clip(np.asarray(covered, dtype=float), 0.0, 1.0) * whole
    low, high = np.maximum(np.floor(crews + _STEP), 0.0), np.ceil(crews - _STEP)
    best = _answered(queue, np.array([whole]))[0]
    below, above = _answered(queue, low), _answered(queue, high)
    reached = below + (above - below) * np.clip(crews - low, 0.0, 1.0)
    return np.asarray(queue.level * np.minimum(reached / best, 1.0))


def _answered(queue: Queue, crews: Floats) -> Floats:
    there = erlang_a(
        queue.rate, queue.handle_seconds, queue.patience_seconds, np.maximum(crews, 1.0), queue.target_seconds
    ).service_level
    return np.where(crews > 0, there, 0.0)


def _intake(terms: Return, month: int, people: float) -> float:
    """New people who begin this month: up to the crew needed and those who leave while others train."""
    if month < np.ceil(max(terms.first_hires, 1.0)):
        return 0.0
    leaving = 1 - (1 - min(terms.turnover_a_year, 1.0)) ** (1 / 12)
    wanted = terms.needed * (1 + leaving * (np.ceil(terms.training) + 2))
    return float(max(min(terms.hires_a_month, wanted - people), 0.0))


def _check(terms: Return) -> None:
    for name in ("needed", "nucleus", "provider_stays", "hires_a_month", "first_hires", "training"):
        number(name, getattr(terms, name), at_least=0, at_most=1e5)
    number("turnover_a_year", terms.turnover_a_year, at_least=0, at_most=3)
    if not 0 <= terms.first_month_speed <= 1:
        raise InputError("first_month_speed", "must be a share from 0 to 1")
