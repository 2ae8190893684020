"""From what a person says about importance to weights. Arithmetic is the engine's; policy is here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np

from assessments.choices import WeightMethod
from scoring.errors import Floats
from scoring.weights import CONFIDENCE, ahp_weights, most_inconsistent_pair, rank_weights, swing_weights

ONLY_ORDER: Final = "order"
CONCENTRATIONS: Final[dict[str, float | None]] = {
    "sure": CONFIDENCE["sure"],
    "fairly": CONFIDENCE["fairly sure"],
    "unsure": CONFIDENCE["unsure"],
    ONLY_ORDER: None,
}
TOLERATED: Final = 0.10  # Saaty's limit of the consistency ratio
SCALE: Final = (9, 7, 5, 3, 1, -3, -5, -7, -9)
"""How many times as important the first of a pair is; negative: the second is."""


@dataclass(frozen=True, slots=True)
class OddPair:
    """The answer that sits worst with the others, and what the others would have said."""

    first: str
    second: str
    said: float
    implied: float


def weights_from(way: str, given: Mapping[str, Any], items: Sequence[str]) -> dict[str, float]:
    """Weights by item, summing to 1. given: points or places by item; of pairs a number of SCALE by "a:b".

    ValueError where everything was given nothing.
    """
    if way == WeightMethod.PAIRWISE:
        found: Floats = ahp_weights(_matrix(given, items))[0]
    elif way == WeightMethod.RANK:
        found = rank_weights([float(given[item]) for item in items])
    else:
        found = swing_weights([float(given[item]) for item in items])
    return dict(zip(items, (float(weight) for weight in found), strict=True))


def odd_pair(given: Mapping[str, Any], items: Sequence[str]) -> OddPair | None:
    """The one pair to look at again, where the answers contradict each other more than they may."""
    matrix = _matrix(given, items)
    if ahp_weights(matrix)[1] <= TOLERATED:
        return None
    found = most_inconsistent_pair(matrix)
    if found is None:
        return None
    first, second, overstated = found
    said = float(matrix[first, second])
    return OddPair(items[first], items[second], said, said / overstated)


def pairs(items: Sequence[str]) -> list[tuple[str, str]]:
    return list(combinations(items, 2))


def nearest_on_scale(times: float) -> int:
    """The answer of SCALE that says most nearly that the first is so many times as important."""
    return min(SCALE, key=lambda step: abs(np.log(times) - np.log(_times(step))))


def confidence_of(concentration: float | None) -> str:
    """The word for κ; one that nobody chose here counts as the next surer word's neighbour below."""
    if concentration is None:
        return ONLY_ORDER
    words = [(word, kappa) for word, kappa in CONCENTRATIONS.items() if kappa is not None]
    return next((word for word, kappa in words if concentration >= kappa), "unsure")


def least_sure(concentrations: Sequence[float | None]) -> float:
    """A group is as sure as its least sure member; who knows only the order counts as unsure."""
    return min(CONFIDENCE["unsure"] if kappa is None else kappa for kappa in concentrations)


def _matrix(given: Mapping[str, Any], items: Sequence[str]) -> Floats:
    matrix = np.eye(len(items))
    for (i, first), (j, second) in combinations(enumerate(items), 2):
        matrix[i, j] = _times(int(given[f"{first}:{second}"]))
        matrix[j, i] = 1 / matrix[i, j]
    return matrix


def _times(step: int) -> float:
    return float(step) if step > 0 else 1 / -step
