"""From what people say about importance to weights that sum to 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, whole

MOST = 10_000

RANDOM_INDEX: dict[int, float] = {
    3: 0.5247,
    4: 0.8816,
    5: 1.1086,
    6: 1.2479,
    7: 1.3417,
    8: 1.4057,
    9: 1.4499,
    10: 1.4854,
    11: 1.5141,
    12: 1.5365,
    13: 1.5551,
    14: 1.5713,
    15: 1.5838,
}
"""Mean consistency index of random matrices (Alonso & Lamata, IJUFKS 14, 2006, table 3)."""


def rank_order_centroid(n: int) -> Floats:
    """Weights of n ranked things, first to last: w_i = (1/n) Σ_{k≥i} 1/k (Barron & Barrett 1996)."""
    n = whole("n", n, at_least=1, at_most=MOST)
    falling = 1.0 / np.arange(n, 0, -1)
    return np.asarray(np.cumsum(falling)[::-1] / n)


def rank_weights(ranks: ArrayLike) -> Floats:
    """Rank-order centroid weights for ``ranks`` (n, 1 = first) in any order; ties share their mean."""
    order = array("ranks", ranks, dimensions=1)
    centroid = rank_order_centroid(len(order))
    places = np.argsort(order, kind="stable")
    result = np.empty(len(order))
    for rank in np.unique(order):
        tied = np.flatnonzero(order[places] == rank)
        result[places[tied]] = centroid[tied].mean()
    return result


def swing_weights(points: ArrayLike) -> Floats:
    """Weights from swing points (n): the swing lifted first has 100, the others less, 0 for no worth.

    Also serves direct points. Scale does not matter. Raises InputError for negative points or when
    all are 0 (von Winterfeldt & Edwards, Decision Analysis and Behavioral Research, 1986).
    """
    given = array("points", points, dimensions=1, at_least=0)
    if given.sum() <= 0:
        raise InputError("points", "must not all be 0")
    return np.asarray(given / given.sum())


def ahp_weights(matrix: ArrayLike) -> tuple[Floats, float]:
    """(weights, consistency ratio) of a pairwise comparison matrix (n, n), n ≤ 15.

    Entry (i, j) says how many times as important i is as j; it must be positive and reciprocal.
    Weights are the principal eigenvector (Saaty 1980); CR = (λ_max − n)/((n − 1)·RI) with the random
    index of Alonso & Lamata (2006), 0 for n ≤ 2. Above n = 15 nobody can judge pairs and no index was
    published: InputError.
    """
    a = _reciprocal(matrix)
    n = len(a)
    if n <= 2:
        return a[:, 0] / a[:, 0].sum(), 0.0
    values, vectors = np.linalg.eig(a)
    main = int(np.argmax(values.real))
    weights = np.abs(vectors[:, main].real)
    index = (values[main].real - n) / (n - 1)
    return weights / weights.sum(), max(0.0, float(index / RANDOM_INDEX[n]))


def most_inconsistent_pair(matrix: ArrayLike) -> tuple[int, int, float] | None:
    """(i, j, said over implied) of the judgement that sits worst with the others, or None.

    The pair with the greatest |ln a_ij − ln(w_i/w_j)|, i < j; the third value is a_ij·w_j/w_i, above
    1 when the person overstated i. None for a consistent matrix and for n ≤ 2.
    """
    a = _reciprocal(matrix)
    weights, _ = ahp_weights(a)
    gap = np.triu(np.log(a) - np.log(weights[:, None] / weights), 1)
    i, j = np.unravel_index(int(np.argmax(np.abs(gap).round(9))), gap.shape)
    if abs(gap[i, j]) < 1e-9:
        return None
    return int(i), int(j), float(np.exp(gap[i, j]))


def _reciprocal(matrix: ArrayLike) -> Floats:
    a = array("matrix", matrix, dimensions=2, above=0)
    if a.shape[0] != a.shape[1]:
        raise InputError("matrix", f"must be square, is {a.shape[0]} by {a.shape[1]}")
    if len(a) > max(RANDOM_INDEX):
        raise InputError("matrix", f"must compare at most {max(RANDOM_INDEX)} things, has {len(a)}")
    if np.abs(a * a.T - 1).max() > 1e-6:
        raise InputError("matrix", "must be reciprocal: entry (j, i) is 1 over entry (i, j)")
    return a
