"""Several people's weights: their mean, their agreement, and a drawn participant per future."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, whole

MOST_PEOPLE = 10_000


def geometric_mean_of(persons: ArrayLike) -> Floats:
    """The weighted-product mean of weights (persons, n), summing to 1; shape (n).

    Pairwise matrices (persons, n, n) give the mean matrix, which stays reciprocal (Aczél & Saaty
    1983). A weight of 0 is one person's veto: it makes the mean 0, and all vetoes InputError.
    """
    judgements = array("persons", persons, at_least=0)
    if judgements.ndim not in (2, 3):
        raise InputError("persons", "must be weights (persons, n) or matrices (persons, n, n)")
    with np.errstate(divide="ignore"):
        mean = np.exp(np.log(judgements).mean(axis=0))
    if judgements.ndim == 3:
        return np.asarray(mean)
    if mean.sum() <= 0:
        raise InputError("persons", "must leave one thing to which nobody gave 0")
    return np.asarray(mean / mean.sum())


def consensus(weights_by_person: ArrayLike) -> float:
    """Consensus index S* from 0 (nothing shared) to 1 (identical): weights (persons, n) in.

    S* = (1/D_β − 1/k)/(1 − 1/k), D_β = e^{H_γ − H_α} for k persons, H the Shannon entropy of the mean
    weights (γ) and the mean entropy of the persons (α) (Goepel, Implementing AHP in multi-national
    enterprises, ISAHP 2013; Jost 2006). One person agrees with himself: 1.
    """
    weights = array("weights_by_person", weights_by_person, dimensions=2, at_least=0)
    totals = weights.sum(axis=1, keepdims=True)
    if totals.min() <= 0:
        raise InputError("weights_by_person", "must not be all 0 for any person")
    weights = weights / totals
    people = len(weights)
    if people == 1:
        return 1.0
    beta = np.exp(_entropy(weights.mean(axis=0)) - _entropy(weights).mean())
    index = (1 / beta - 1 / people) / (1 - 1 / people)
    return float(np.clip(index, 0.0, 1.0))


def draw_participants(persons: int, points: ArrayLike) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Which person's weights each future uses: indices (futures) from uniform points (futures)."""
    u = array("points", points, dimensions=1, at_least=0, at_most=1)
    persons = whole("persons", persons, at_least=1, at_most=MOST_PEOPLE)
    return np.minimum((u * persons).astype(np.intp), persons - 1)


def _entropy(shares: Floats) -> Floats:
    logs = np.log(np.where(shares > 0, shares, 1.0))
    return np.asarray(-(shares * logs).sum(axis=-1))
