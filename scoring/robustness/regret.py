"""What one would be sorry about, and options that nobody need consider."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import Floats, array


def expected_regret(values: ArrayLike) -> Floats:
    """Mean loss against the best option of each future: (options) from (futures, options), same unit.

    The least expected regret is the value of perfect information, and its option the best on average.
    """
    checked = array("values", values, dimensions=2)
    return np.asarray(_best(checked).mean() - checked.mean(axis=0))


def max_regret(values: ArrayLike) -> Floats:
    """Greatest loss against the best option over all futures: (options) (Savage 1951, minimax)."""
    checked = array("values", values, dimensions=2)
    return np.asarray((_best(checked)[:, None] - checked).max(axis=0))


def dominance(values: ArrayLike) -> NDArray[np.bool_]:
    """Entry (i, j): option i is at least as good as j in every future and better in one.

    ``values`` (futures, options), or (futures, options, criteria) to ask it of every criterion.
    """
    checked = array("values", values)
    if checked.ndim == 2:
        checked = checked[:, :, None]
    by_option = np.moveaxis(array("values", checked, dimensions=3), 1, 0).reshape(checked.shape[1], -1)
    return _dominates(np.ascontiguousarray(by_option))


def stochastic_dominance(values: ArrayLike) -> NDArray[np.bool_]:
    """Entry (i, j): whatever level one asks for, i reaches it at least as often as j (first order).

    Weaker than ``dominance``: it compares the two distributions, not future by future (Hadar &
    Russell, American Economic Review 59, 1969).
    """
    checked = array("values", values, dimensions=2)
    return _dominates(np.ascontiguousarray(np.sort(checked, axis=0).T))


def _dominates(by_option: Floats) -> NDArray[np.bool_]:
    options = len(by_option)
    result = np.zeros((options, options), dtype=np.bool_)
    for i in range(options):
        for j in range(options):
            if i != j:
                never_worse = bool((by_option[i] >= by_option[j]).all())
                result[i, j] = never_worse and bool((by_option[i] > by_option[j]).any())
    return result


def _best(values: Floats) -> Floats:
    best = values[:, 0].copy()
    for column in values.T[1:]:
        np.maximum(best, column, out=best)
    return best
