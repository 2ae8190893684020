"""What it is worth to know each input: 18 inputs, 5 options, 100,000 futures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.errors import Floats
from scoring.robustness import evppi

from .measuring import Row
from .ranking import compared

FUTURES, OPTIONS, INPUTS, DEGREE = 100_000, 5, 18, 4


def rows(rounds: int, quick: bool) -> Iterator[Row]:
    draw = np.random.default_rng(3)
    inputs = draw.normal(size=(INPUTS, FUTURES)).T
    values = inputs @ draw.normal(size=(INPUTS, OPTIONS)) + draw.normal(size=(FUTURES, OPTIONS))
    yield compared(
        "EVPPI of 18 inputs, 5 options, 100,000 futures",
        lambda: evppi(values, inputs),
        "polynomial regression, plain NumPy",
        lambda: _by_polynomials(values, inputs),
        4.0,
        3 if quick else rounds,
    )


def _by_polynomials(values: Floats, inputs: Floats) -> Floats:
    """The usual way: each option's value regressed on powers of one input."""
    best, worth = values.mean(axis=0).max(), np.empty(inputs.shape[1])
    for column, x in enumerate(inputs.T):
        powers = np.vander((x - x.mean()) / x.std(), DEGREE + 1)
        fitted = powers @ np.linalg.solve(powers.T @ powers, powers.T @ values)
        worth[column] = fitted.max(axis=1).mean() - best
    return worth
