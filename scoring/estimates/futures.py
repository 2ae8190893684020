"""Futures: Latin supercube sampling, so that a new option leaves everybody else's points alone.

Inputs come in named blocks (the service, the weights, each option). Every block has its own scrambled
Sobol points, in replicates, and in each replicate its rows are permuted by a key of the block
(A. B. Owen, Latin supercube sampling for very high-dimensional simulations, ACM TOMACS 8, 1998).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import Floats, InputError, array, whole
from ..special import ndtri
from .sobol import COLUMNS, scrambled_words

REPLICATES = 8
LARGEST = 10_000_000
WIDEST = 100_000

_SCRAMBLE, _PERMUTE = 0, 1


def replicate_slices(futures: int) -> list[slice]:
    """The rows of each replicate: 2^k rows, 2^k the largest power of two in ``futures``/8.

    8,192 futures are 8 replicates of 2^10 rows. The last replicate is cut short where they do not fit.
    """
    futures = whole("futures", futures, at_least=1, at_most=LARGEST)
    size = 1 << (max(1, futures // REPLICATES).bit_length() - 1)
    return [slice(start, min(start + size, futures)) for start in range(0, futures, size)]


def uniforms(block: str, dimensions: int, futures: int, seed: int) -> Floats:
    """Points of one block, shape (futures, dimensions), each in the open interval (0, 1).

    Column j depends on (block, futures, seed, j) alone: not on ``dimensions``, not on other blocks.
    Stored by column, so that ``uniforms(...)[:, j]`` is contiguous.
    """
    dimensions = whole("dimensions", dimensions, at_least=0, at_most=WIDEST)
    rows = replicate_slices(futures)
    futures = rows[-1].stop
    result = np.empty((dimensions, futures))
    for at, points in zip(rows, uniforms_by_replicate(block, dimensions, futures, seed), strict=True):
        result[:, at] = points.T
    return result.T


def uniforms_by_replicate(
    block: str, dimensions: int, futures: int, seed: int, *, shuffled: bool = True
) -> Iterator[Floats]:
    """The same points replicate by replicate, for work that must not hold all futures at once.

    A block that no other block joins may go unshuffled: the same points in the order of the sequence.
    """
    seed = whole("seed", seed)
    for replicate, at in enumerate(replicate_slices(futures)):
        parts = [
            _replicate(
                _key(block, part),
                min(COLUMNS, dimensions - start),
                at.stop - at.start,
                seed,
                replicate,
                shuffled,
            )
            for part, start in enumerate(range(0, dimensions, COLUMNS))
        ]
        if len(parts) == 1:
            yield parts[0].T
        else:
            yield np.concatenate(parts).T if parts else np.empty((at.stop - at.start, 0))


def normal_scores(points: ArrayLike) -> Floats:
    """Standard normal quantiles of uniform points, any shape."""
    checked = np.asarray(points, dtype=np.float64)
    scores: Floats = ndtri(checked)
    return scores


def _replicate(
    key: tuple[int, ...], columns: int, points: int, seed: int, replicate: int, shuffled: bool
) -> Floats:
    words = scrambled_words(columns, points, _generator(seed, key, replicate, _SCRAMBLE))
    if shuffled:
        words = words.take(_permutation(points, _generator(seed, key, replicate, _PERMUTE)), axis=1)
    result = words.astype(np.float64)
    result += 0.5
    result *= 2.0**-32
    return result


def _permutation(points: int, generator: np.random.PCG64) -> NDArray[np.intp]:
    """A random order: random words sorted, the place of each kept in its lowest bits."""
    place = np.uint64((1 << points.bit_length()) - 1)
    keys = (generator.random_raw(points) & ~place) | np.arange(points, dtype=np.uint64)
    keys.sort()
    return (keys & place).astype(np.intp)


def _generator(seed: int, key: tuple[int, ...], replicate: int, purpose: int) -> np.random.PCG64:
    return np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(*key, replicate, purpose)))


def _key(block: str, part: int) -> tuple[int, ...]:
    """Four words of a hash that is the same in every process; ``part`` counts blocks of 256 columns."""
    if not isinstance(block, str) or not block:
        raise InputError("block", "must be a name")
    digest = hashlib.sha256(f"{block}\x00{part}".encode()).digest()
    return tuple(int.from_bytes(digest[i : i + 4], "big") for i in range(0, 16, 4))


def standard_error(shares: ArrayLike, futures: int) -> Floats:
    """Binomial standard error √(b(1−b)/K) of shares b over K futures; the shape of ``shares``."""
    b = array("shares", shares, at_least=0.0, at_most=1.0)
    error: Floats = np.sqrt(b * (1 - b) / whole("futures", futures, at_least=1))
    return error


def replicate_standard_error(values: ArrayLike) -> Floats:
    """Standard error of the mean of ``values`` (futures, …) from the spread between its replicates.

    The replicates are scrambled independently, so this is honest where the binomial one, which
    ignores how evenly Sobol points lie, is too large. Shape (…). NaN-free: one replicate gives 0.
    """
    checked = array("values", values)
    if checked.ndim == 0:
        raise InputError("values", "must have one row per future")
    rows = replicate_slices(len(checked))
    whole_ones = [at for at in rows if at.stop - at.start == rows[0].stop]
    means = np.array([checked[at].mean(axis=0) for at in whole_ones])
    if len(means) < 2:
        return np.zeros(checked.shape[1:])
    error: Floats = means.std(axis=0, ddof=1) / np.sqrt(len(means))
    return error
