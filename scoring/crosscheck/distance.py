"""The additive value, and TOPSIS: how near to the best and how far from the worst."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats
from .inputs import checked, signs


def weighted_sum(matrix: ArrayLike, weights: ArrayLike) -> Floats:
    """The additive value of values (options, criteria): (options). Weights are scaled to sum to 1."""
    values, w = checked(matrix, weights)
    return np.asarray(values @ w)


def topsis(matrix: ArrayLike, weights: ArrayLike, maximise: ArrayLike | None = None) -> Floats:
    """Closeness to the ideal option, 0–1, more is better: (options) from (options, criteria).

    Hwang & Yoon (1981): columns divided by their Euclidean length (vector normalisation), weighted,
    distances to the best and the worst of each column. ``maximise`` (criteria) says where more is
    better, everywhere unless given. When all options are alike each is at 0.5.
    """
    values, w = checked(matrix, weights)
    length = np.sqrt(np.einsum("ij,ij->j", values, values))
    scaled = values * (w / np.where(length > 0, length, 1.0) * signs(maximise, len(w)))
    to_best = scaled - scaled.max(axis=0)
    to_worst = scaled - scaled.min(axis=0)
    best = np.sqrt(np.einsum("ij,ij->i", to_best, to_best))
    worst = np.sqrt(np.einsum("ij,ij->i", to_worst, to_worst))
    both = best + worst
    return np.where(both > 0, worst / np.where(both > 0, both, 1.0), 0.5)
