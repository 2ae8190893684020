"""What other weights (rule M32) and other methods (rule M33) would say."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..criteria import FACTORS, criteria, within_factor
from ..crosscheck import kendall_tau, promethee_ii, topsis
from ..decision import Crosscheck, FlipPoint, WeightLine
from ..errors import Floats
from ..evaluation import mean_weights
from ..robustness import smallest_upset, weight_flip
from ..weights import consensus
from .field import Field

STEPS = 21


def mean_factors(field: Field) -> Floats:
    """Mean value of each option by factor: (options, factors)."""
    return np.array([e.factors.mean(axis=1) for e in field.entries])


def weight_lines(field: Field) -> tuple[WeightLine, ...]:
    """Value of every option over the weight of every factor, the others in proportion."""
    means, weights = mean_factors(field), mean_weights(field.case)
    steps = np.linspace(0.0, 1.0, STEPS)
    lines = []
    for k, factor in enumerate(FACTORS):
        others = weights.copy()
        others[k] = 0.0
        others = (
            others / others.sum() if others.sum() > 0 else (np.arange(len(FACTORS)) != k) / (len(FACTORS) - 1)
        )
        for option, row in zip(field.ids, means, strict=True):
            rest = float(sum(row * others))
            values = steps * row[k] + (1 - steps) * rest
            lines.append(
                WeightLine(
                    factor=factor,
                    option_id=option,
                    weights=tuple(map(float, steps)),
                    values=tuple(map(float, values)),
                )
            )
    return tuple(lines)


def weight_flips(field: Field) -> tuple[FlipPoint, ...]:
    """The weights at which another option takes the lead, factor by factor."""
    passing = list(field.passing)
    means, weights = mean_factors(field)[passing], mean_weights(field.case)
    if len(passing) < 2:
        return ()
    found = []
    for k, factor in enumerate(FACTORS):
        for flip in weight_flip(means, weights, k):
            above = flip.weight >= weights[k]
            beyond = field.weights[k] > flip.weight if above else field.weights[k] < flip.weight
            found.append(
                FlipPoint(
                    kind="weight",
                    path=factor,
                    label=f"Weight on {factor}",
                    unit="share",
                    current=float(weights[k]),
                    flips_at=float(flip.weight),
                    direction="above" if above else "below",
                    share_beyond=float(beyond.mean()),
                    from_option_id=field.ids[passing[int(np.argmax(means @ weights))]],
                    to_option_id=field.ids[passing[flip.option]],
                )
            )
    return tuple(found)


def upset(field: Field) -> dict[str, Any] | None:
    """The smallest change of factor weights that unseats the best option."""
    passing = list(field.passing)
    if len(passing) < 2:
        return None
    found = smallest_upset(mean_factors(field)[passing], mean_weights(field.case))
    if found is None:
        return None
    return {
        "option_id": field.ids[passing[found.option]],
        "moved": float(found.moved),
        "weights": dict(zip(FACTORS, map(float, found.weights), strict=True)),
    }


def crosschecks(field: Field) -> tuple[Crosscheck, ...]:
    """TOPSIS and PROMETHEE II on the mean criterion values of the options in the race."""
    passing = list(field.passing)
    if len(passing) < 2:
        return ()
    weights, shares = mean_weights(field.case), within_factor(field.case.weights)
    by_criterion = np.array([weights[FACTORS.index(c.factor)] * shares[c.id] for c in criteria()])
    matrix = np.array([[field.entries[i].values[c.id].mean() for c in criteria()] for i in passing])
    ours = matrix @ by_criterion
    scores = {"TOPSIS": topsis(matrix, by_criterion), "PROMETHEE II": promethee_ii(matrix, by_criterion).net}
    return tuple(
        Crosscheck(
            method="TOPSIS" if name == "TOPSIS" else "PROMETHEE II",
            order=tuple(field.ids[passing[i]] for i in np.argsort(-score, kind="stable")),
            kendall_tau=float(kendall_tau(ours, score)),
            agrees_on_winner=bool(np.argmax(score) == np.argmax(ours)),
        )
        for name, score in scores.items()
    )


def agreement(field: Field) -> float | None:
    """How far several people's weights agree; None with fewer than two people."""
    people = field.case.weights.people
    if len(people) < 2:
        return None
    return consensus([[p.factors.get(f, 0.0) for f in FACTORS] for p in people])
