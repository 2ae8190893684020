"""Weights that are not known for certain: one set of weights per future."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array, number
from ..special import gammainccinv, gammaincinv, gammaln, log_ndtr, ndtr, ndtri
from ..tables import EvenTable

CONFIDENCE: dict[str, float] = {"sure": 200.0, "fairly sure": 50.0, "unsure": 15.0}
"""κ by stated confidence (defaults): a weight of 25 % then has a standard deviation of 3, 6 or 11 %."""

_REACH = 6.5
_KNOTS = 257
_STEPS = 8
_SMALLEST = 1e-8
_LEAST, _MOST = 1e-3, 1e9


def draw_weights(weights: ArrayLike, concentration: float, points: ArrayLike) -> Floats:
    """Dirichlet(κ·w): shape (futures, n), each row non-negative and summing to 1, mean w.

    ``weights`` (n) are non-negative and not all zero, a weight of 0 stays 0 in every future;
    ``concentration`` is κ ≥ 0.001; ``points`` (futures, n) are uniform in (0, 1).

    Made from gamma quantiles, kept in logarithms until the last step so that a small κ·w cannot
    underflow to a row of zeros (Devroye, Non-Uniform Random Variate Generation, 1986, ch. XI.4).
    """
    w = array("weights", weights, dimensions=1, at_least=0)
    kappa = number("concentration", concentration, at_least=_LEAST, at_most=_MOST)
    u = _points(points, len(w))
    if w.sum() <= 0:
        raise InputError("weights", "must not all be 0")
    # a shape below 1e-9 would hold weight in less than one future in a hundred million
    shapes = (kappa * w / w.sum()).round(9)
    logs = np.full((len(w), len(u)), -np.inf)
    for row, shape, column in zip(logs, shapes, u.T, strict=True):
        if shape > 0:
            row[:] = _log_gamma(float(shape))(ndtri(column))
    logs -= logs.max(axis=0)
    np.exp(logs, out=logs)
    logs /= logs.sum(axis=0)
    return logs.T


def draw_any_weights(points: ArrayLike) -> Floats:
    """Uniform on all weights there are, Dirichlet(1): (futures, n) from uniform points (futures, n)."""
    u = _points(points, None)
    drawn = np.log(u.T)
    drawn /= drawn.sum(axis=0)  # minus the logarithms over minus their sum
    return drawn.T


def draw_ordered_weights(ranks: ArrayLike, points: ArrayLike) -> Floats:
    """Uniform among the weights in a known order: sorted Dirichlet(1), shape (futures, n).

    ``ranks`` (n) say who comes first (1 = most important); equal ranks share the mean of their
    places. The mean over futures is the rank-order centroid (Barron & Barrett 1996).
    """
    order = array("ranks", ranks, dimensions=1)
    falling = -np.sort(-draw_any_weights(_points(points, len(order))), axis=1)
    places = np.argsort(order, kind="stable")
    result = np.empty_like(falling)
    for rank in np.unique(order):
        tied = np.flatnonzero(order[places] == rank)
        result[:, places[tied]] = falling[:, tied].mean(axis=1)[:, None]
    return result


def _points(points: ArrayLike, columns: int | None) -> Floats:
    u = array("points", points, dimensions=2)
    if columns is not None and u.shape[1] != columns:
        raise InputError("points", f"must have {columns} columns, has {u.shape[1]}")
    if u.min() <= 0 or u.max() >= 1:
        raise InputError("points", "must lie between 0 and 1, the ends excluded")
    return u


@lru_cache(maxsize=2048)
def _log_gamma(shape: float) -> EvenTable:
    """The logarithm of the gamma quantile on normal scores."""
    z = np.linspace(-_REACH, _REACH, _KNOTS)
    x = np.where(z <= 0, gammaincinv(shape, ndtr(z)), gammainccinv(shape, ndtr(-z)))
    small = (log_ndtr(z) + gammaln(shape + 1)) / shape
    logs = np.where(x > _SMALLEST, np.log(np.maximum(x, _SMALLEST)), small)
    density = shape * logs - np.exp(logs) - gammaln(shape)
    slopes = np.exp(-0.5 * z * z - 0.5 * np.log(2 * np.pi) - density)
    return EvenTable.through(-_REACH, _REACH, logs, slopes, _STEPS)
