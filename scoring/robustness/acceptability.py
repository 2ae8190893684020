"""How often each option comes first, second, … and what one must believe for that (SMAA-2).

R. Lahdelma and P. Salminen, SMAA-2: stochastic multicriteria acceptability analysis for group decision
making, Operations Research 49 (2001). Equal values share their places, so that twins get equal numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import Floats, InputError, array
from ..estimates import uniforms_by_replicate
from ..weights import draw_any_weights

_CHUNK = 8192
_PAIRWISE_LIMIT = 200
_FEW = 8


def rank_acceptability(values: ArrayLike) -> Floats:
    """Share of futures in which option i has rank r: (options, ranks) from values (futures, options).

    More is better. k options that tie for k places get 1/k of each place. Rows and columns sum to 1.
    """
    checked = _by_option(values)
    counts = np.zeros((len(checked), len(checked)))
    for chunk in _chunks(checked):
        better = _count_better(chunk)
        counts += _tally(chunk, better, _ties(better))
    return np.asarray(counts / checked.shape[1])


def acceptability_under(values_by_criterion: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    """Rank acceptability and central weights when only the weights are uncertain.

    ``values_by_criterion`` (options, criteria), ``weights`` (futures, criteria). Returns (options,
    ranks) and (options, criteria) as ``rank_acceptability`` and ``central_weights`` would for the
    weighted sums, without ever holding those.
    """
    values = array("values_by_criterion", values_by_criterion, dimensions=2)
    given = array("weights", weights, dimensions=2)
    if given.shape[1] != values.shape[1]:
        raise InputError("weights", f"must have {values.shape[1]} criteria, has {given.shape[1]}")
    return _accumulated(values, _chunks(given.T))


def acceptability_under_any_weights(
    values_by_criterion: ArrayLike, futures: int = 100_000, seed: int = 1
) -> tuple[Floats, Floats]:
    """The same when nothing is known of the weights: every set of weights is as likely as any other.

    Draws, ranks and forgets a few thousand futures at a time, so that all of it stays in cache.
    """
    values = array("values_by_criterion", values_by_criterion, dimensions=2)
    points = uniforms_by_replicate("any weights", values.shape[1], futures, seed, shuffled=False)
    return _accumulated(values, (draw_any_weights(u).T for some in points for u in _rows(some)))


def _rows(points: Floats) -> Iterator[Floats]:
    for start in range(0, len(points), _CHUNK):
        yield points[start : start + _CHUNK]


def _accumulated(values: Floats, weights: Iterable[Floats]) -> tuple[Floats, Floats]:
    """Acceptability and central weights over chunks of weights, each (criteria, futures)."""
    counts, sums = np.zeros((len(values), len(values))), np.zeros(values.shape)
    futures = 0
    for drawn in weights:
        scores = values @ drawn
        better = _count_better(scores)
        ties = _ties(better)
        counts += _tally(scores, better, ties)
        sums += (_first(scores) if ties else (better == 0).astype(np.float64)) @ drawn.T
        futures += drawn.shape[1]
    chosen = counts[:, :1]
    return np.asarray(counts / futures), np.asarray(sums / np.where(chosen > 0, chosen, 1.0))


def first_shares(values: ArrayLike) -> Floats:
    """Share of futures in which each option is best, ties divided: (options)."""
    return np.asarray(_first(_by_option(values)).mean(axis=1))


def central_weights(values: ArrayLike, weights: ArrayLike) -> Floats:
    """The mean weights of those who would choose each option: (options, criteria).

    ``values`` (futures, options), ``weights`` (futures, criteria). A future in which options tie
    counts for each in part. An option that is never best has nobody to speak for: a row of 0.
    """
    first = _first(_by_option(values))
    given = array("weights", weights, dimensions=2)
    if len(given) != first.shape[1]:
        raise InputError("weights", f"must have {first.shape[1]} futures, has {len(given)}")
    sums = first @ given
    chosen = first.sum(axis=1, keepdims=True)
    return np.asarray(sums / np.where(chosen > 0, chosen, 1.0))


def confidence_factors(values_by_criterion: ArrayLike, central: ArrayLike) -> Floats:
    """Chance that an option is best when everybody held its central weights: (options).

    ``values_by_criterion`` (futures, options, criteria), ``central`` (options, criteria) as
    ``central_weights`` gives them; a row of 0 gives 0. A low figure says that even its friends could
    not rely on the facts.
    """
    values = array("values_by_criterion", values_by_criterion, dimensions=3)
    held = array("central", central, dimensions=2)
    if held.shape != values.shape[1:]:
        raise InputError("central", f"must have shape {values.shape[1:]}, has {held.shape}")
    factors = np.zeros(len(held))
    for option, weights in enumerate(held):
        if weights.any():
            factors[option] = _first(np.ascontiguousarray((values @ weights).T))[option].mean()
    return factors


def pairwise_winning(values: ArrayLike) -> Floats:
    """Share of futures in which option i beats option j: (options, options), ties half, diagonal ½."""
    checked = _by_option(values)
    options, futures = checked.shape
    wins = np.full((options, options), 0.5)
    for i in range(options):
        for j in range(i + 1, options):
            over = np.count_nonzero(checked[i] > checked[j])
            under = np.count_nonzero(checked[j] > checked[i])
            wins[i, j] = (over + 0.5 * (futures - over - under)) / futures
            wins[j, i] = 1.0 - wins[i, j]
    return wins


def _by_option(values: ArrayLike) -> Floats:
    checked = array("values", values, dimensions=2)
    return np.ascontiguousarray(checked.T)


def _chunks(by_option: Floats) -> Iterator[Floats]:
    for start in range(0, by_option.shape[1], _CHUNK):
        yield by_option[:, start : start + _CHUNK]


def _first(by_option: Floats) -> Floats:
    best = by_option == by_option.max(axis=0)
    return np.asarray(best / best.sum(axis=0))


def _count_better(chunk: Floats) -> NDArray[np.integer]:
    """For each option and future, how many options are strictly better."""
    options = len(chunk)
    if options > _PAIRWISE_LIMIT:
        return _count_better_sorted(chunk)
    better = np.empty(chunk.shape, dtype=np.uint8)
    for ahead, row in zip(better, chunk, strict=True):
        np.add.reduce((chunk > row).view(np.uint8), axis=0, out=ahead)
    return better


def _count_better_sorted(chunk: Floats) -> NDArray[np.integer]:
    order = np.argsort(-chunk, axis=0, kind="stable")
    ranked = np.take_along_axis(chunk, order, axis=0)
    places = np.broadcast_to(np.arange(len(chunk))[:, None], chunk.shape)
    new = np.concatenate([np.ones((1, chunk.shape[1]), bool), ranked[1:] < ranked[:-1]])
    first_of_tie = np.maximum.accumulate(np.where(new, places, 0), axis=0)
    better = np.empty(chunk.shape, dtype=np.int64)
    np.put_along_axis(better, order, first_of_tie, axis=0)
    return better


def _tally(chunk: Floats, better: NDArray[np.integer], ties: bool) -> Floats:
    """How often each option holds each place; (options, places)."""
    if ties:
        return _tally_with_ties(chunk, better)
    options = len(chunk)
    if options > _FEW:
        return np.array([np.bincount(ahead, minlength=options) for ahead in better], dtype=np.float64)
    return np.array(
        [[np.count_nonzero(ahead == place) for place in range(options)] for ahead in better], float
    )


def _ties(better: NDArray[np.integer]) -> bool:
    options, futures = better.shape
    return bool(better.sum(dtype=np.int64) != futures * (options * (options - 1) // 2))


def _tally_with_ties(chunk: Floats, better: NDArray[np.integer]) -> Floats:
    """An option with b better ones and k − 1 equals holds places b … b + k − 1, 1/k each."""
    options = len(chunk)
    counts = np.zeros((options, options))
    for i, ahead in enumerate(better):
        equals = (chunk == chunk[i]).sum(axis=0)
        for k in np.unique(equals):
            starts = np.bincount(ahead[equals == k], minlength=options)
            for place in range(k):
                counts[i, place:] += starts[: options - place] / k
    return counts
