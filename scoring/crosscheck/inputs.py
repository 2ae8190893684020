"""Matrix, weights and directions as the methods take them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import Floats, InputError, array


def checked(matrix: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    values = array("matrix", matrix, dimensions=2)
    w = array("weights", weights, dimensions=1, at_least=0)
    if values.shape[1] != len(w):
        raise InputError("weights", f"must be {values.shape[1]}, one per criterion, are {len(w)}")
    total = w.sum()
    if total <= 0:
        raise InputError("weights", "must not all be 0")
    return values, w / total


def signs(maximise: ArrayLike | None, criteria: int) -> Floats:
    if maximise is None:
        return np.ones(criteria)
    try:
        wanted = np.asarray(maximise)
    except ValueError:  # rows of unequal length
        wanted = np.zeros(0)
    if wanted.dtype != np.bool_ or wanted.shape != (criteria,):
        raise InputError("maximise", f"must be {criteria} yes or no, one per criterion")
    return np.where(wanted, 1.0, -1.0)
