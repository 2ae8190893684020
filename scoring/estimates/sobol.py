"""Scrambled Sobol points whose column j is the same however many columns are asked for.

Direction numbers: Joe & Kuo (2008). Scrambling: a random lower-triangular matrix and a digital shift
for each column (Matousek 1998; Owen 2003 shows that it keeps the net and makes each point uniform).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

BITS = 32
COLUMNS = 256

Words = NDArray[np.uint32]

_PLACES = np.uint32(1) << np.arange(BITS - 1, -1, -1, dtype=np.uint32)


def sobol_words(columns: int, points: int) -> Words:
    """The unscrambled sequence: 32-bit fractions, shape (columns, points), point i by the bits of i.

    ``columns`` is at most 256, ``points`` any positive number; the first 2^k points of every
    column are a net.
    """
    return _points(_directions()[:columns], points)


def scrambled_words(columns: int, points: int, generator: np.random.PCG64) -> Words:
    """Scrambled 32-bit fractions, shape (columns, points); ``generator`` decides the scrambling.

    Column j uses the raw words 33·j … 33·j + 32 of the generator and nothing else.
    """
    raw = generator.random_raw((columns, BITS + 1)) >> np.uint64(32)
    words = raw.astype(np.uint32)
    used = max(1, (points - 1).bit_length())
    scrambled = _scramble(_directions()[:columns, :used], words[:, :BITS])
    points_ = _points(scrambled, points)
    points_ ^= words[:, BITS:]
    return points_


def _points(directions: Words, points: int) -> Words:
    """Point i is the exclusive or of the direction numbers at the set bits of i."""
    filled = 1
    result = np.zeros((len(directions), points), dtype=np.uint32)
    for direction in directions.T:
        if filled >= points:
            break
        end = min(2 * filled, points)
        np.bitwise_xor(result[:, : end - filled], direction[:, None], out=result[:, filled:end])
        filled = end
    return result


def _scramble(directions: Words, random: Words) -> Words:
    """Each direction number through its column's random lower-triangular matrix with unit diagonal."""
    matrices = (random & (_PLACES - np.uint32(1))) | _PLACES
    is_set = (directions[:, :, None] & _PLACES) != 0
    chosen = np.where(is_set, matrices[:, None, :], np.uint32(0))
    return np.asarray(np.bitwise_xor.reduce(chosen, axis=2))


@lru_cache(maxsize=1)
def _directions() -> Words:
    text = (files("scoring.estimates") / "sobol_directions.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    table = np.array([_direction_numbers([int(word) for word in row]) for row in rows], dtype=np.uint32)
    table.setflags(write=False)
    return table


def _direction_numbers(row: list[int]) -> list[int]:
    """The recurrence of Bratley & Fox (1988), Algorithm 659."""
    polynomial, *numbers = row
    degree = polynomial.bit_length() - 1
    if degree == 0:
        return [1 << (BITS - 1 - k) for k in range(BITS)]
    for k in range(degree, BITS):
        new = numbers[k - degree]
        for i in range(1, degree + 1):
            if polynomial >> (degree - i) & 1:
                new ^= numbers[k - i] << i
        numbers.append(new)
    return [numbers[k] << (BITS - 1 - k) for k in range(BITS)]
