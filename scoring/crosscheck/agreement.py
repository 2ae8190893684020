"""Whether two methods put the options in the same order."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import InputError, array


def kendall_tau(first: ArrayLike, second: ArrayLike) -> float:
    """Agreement of two rankings by their scores (n): 1 the same order, −1 the reverse (τ-b).

    Ties lower it; 1 when neither orders anything, 0 when only one does (Kendall 1945).
    """
    a = array("first", first, dimensions=1)
    b = array("second", second, dimensions=1)
    if len(a) != len(b):
        raise InputError("second", f"must be {len(a)}, as many as first, are {len(b)}")
    in_a, in_b = np.sign(a[:, None] - a), np.sign(b[:, None] - b)
    ordered_a, ordered_b = np.count_nonzero(in_a), np.count_nonzero(in_b)
    if ordered_a == 0 or ordered_b == 0:
        return 1.0 if ordered_a == ordered_b else 0.0
    return float((in_a * in_b).sum() / np.sqrt(float(ordered_a) * float(ordered_b)))
