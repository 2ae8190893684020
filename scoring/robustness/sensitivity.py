"""Which weights would change the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, whole

_EQUAL = 1e-12


@dataclass(frozen=True)
class WeightFlip:
    """At ``weight`` of the criterion, ``option`` draws level with the leader; beyond it, it is ahead.

    Beyond is ``above`` that weight, or below it when not.
    """

    weight: float
    option: int
    above: bool


def weight_flip(values_by_criterion: ArrayLike, weights: ArrayLike, criterion: int) -> tuple[WeightFlip, ...]:
    """The nearest weights, below and above the present one, at which the leader loses the lead.

    ``values_by_criterion`` (options, criteria), ``weights`` (criteria), ``criterion`` an index. The
    other weights keep their proportion. t* = (r_l − r_i)/[(u_ik − r_i) − (u_lk − r_l)], r the score
    on the other criteria; only 0 … 1 counts. Nearest first; empty when nobody can take the lead.
    """
    values, w = _scored(values_by_criterion, weights)
    k = whole("criterion", criterion, at_most=len(w) - 1)
    if len(w) == 1 or w[k] >= 1:
        rest = np.full(len(w), 1.0)
    else:
        rest = w.copy()
    rest[k] = 0.0
    others = values @ rest / rest.sum() if rest.sum() > 0 else values[:, k]
    leader = int(np.argmax(values @ w))
    flips = []
    for rival in range(len(values)):
        slope = (values[leader, k] - others[leader]) - (values[rival, k] - others[rival])
        if rival == leader or abs(slope) < _EQUAL:
            continue
        tie = (others[rival] - others[leader]) / slope
        overtakes = 0 < tie < 1 or (tie == 0 and slope < 0) or (tie == 1 and slope > 0)
        if overtakes:
            flips.append(WeightFlip(float(tie), rival, bool(slope < 0)))
    return _nearest(flips, float(w[k]))


def _nearest(flips: list[WeightFlip], present: float) -> tuple[WeightFlip, ...]:
    """One flip on each side of the present weight, the nearer side first."""
    ordered = sorted(flips, key=lambda flip: (abs(flip.weight - present), flip.option))
    below = [flip for flip in ordered if not flip.above][:1]
    above = [flip for flip in ordered if flip.above][:1]
    return tuple(sorted(below + above, key=lambda flip: abs(flip.weight - present)))


@dataclass(frozen=True)
class Upset:
    """``option`` draws level when ``moved`` of the weight (a share of 1) moves to give ``weights``."""

    option: int
    moved: float
    weights: Floats


def smallest_upset(values_by_criterion: ArrayLike, weights: ArrayLike) -> Upset | None:
    """The smallest change of weights that unseats the leader, or None when no weights would.

    Minimises Σ|w′ − w|/2 over weights that sum to 1 and let a rival draw level. The linear programme
    has one constraint besides the simplex, so that its solution is greedy: weight moves from where
    the rival is furthest behind to where it is furthest ahead (after Wolters & Mareschal, EJOR 81,
    1995, who solve the general case).
    """
    values, w = _scored(values_by_criterion, weights)
    leader = int(np.argmax(values @ w))
    upsets = [
        Upset(rival, *found)
        for rival in range(len(values))
        if rival != leader and (found := _level(values[rival] - values[leader], w))
    ]
    return min(upsets, key=lambda upset: (upset.moved, upset.option), default=None)


def _level(ahead: Floats, weights: Floats) -> tuple[float, Floats] | None:
    """Moves the least weight that brings Σ w·ahead up to 0."""
    target = int(np.argmax(ahead))
    deficit = -float(ahead @ weights)
    changed, moved = weights.copy(), 0.0
    for source in np.argsort(ahead, kind="stable"):
        gain = float(ahead[target] - ahead[source])
        if deficit <= 0 or gain <= 0:
            break
        amount = min(float(changed[source]), deficit / gain)
        changed[source] -= amount
        changed[target] += amount
        moved += amount
        deficit -= amount * gain
    if deficit > _EQUAL * max(1.0, float(np.abs(ahead).max())):
        return None
    return moved, changed


def _scored(values_by_criterion: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    values = array("values_by_criterion", values_by_criterion, dimensions=2)
    w = array("weights", weights, dimensions=1, at_least=0)
    if values.shape[1] != len(w):
        raise InputError("weights", f"must be {values.shape[1]}, one per criterion, are {len(w)}")
    if w.sum() <= 0:
        raise InputError("weights", "must not all be 0")
    return values, w / w.sum()
