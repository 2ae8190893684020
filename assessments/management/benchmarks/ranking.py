"""Ranking options: acceptability under unknown weights, and the cross-checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from scoring.crosscheck import promethee_ii, topsis
from scoring.errors import Floats
from scoring.robustness import acceptability_under_any_weights

from .measuring import Row, Timing, Work, in_turns, peak_bytes
from .peers import peer

DRAWS = 100_000
SLOW_DRAWS = 1_000
CRITERIA = 25


def rows(rounds: int, quick: bool) -> Iterator[Row]:
    for options, least in ((5, 20.0), (20, 8.0)):
        yield _acceptability(options, least, rounds)
    yield from _through_other_methods(5)
    for options in (10, 100) if quick else (10, 100, 1000):
        yield _topsis(options, rounds)
    for options in (10, 100) if quick else (10, 100, 1000):
        yield _promethee(options, rounds)


def _table(options: int, criteria: int) -> Floats:
    return np.random.default_rng(7).uniform(0, 1, (options, criteria))


def _acceptability(options: int, least: float, rounds: int) -> Row:
    values, work = _table(options, 6), f"rank acceptability, 100,000 weights, {options} options × 6 factors"

    def ours() -> object:
        return acceptability_under_any_weights(values, DRAWS)

    smaa = peer("pysensmcda")
    theirs = smaa and _simulated(smaa, values, _additive, DRAWS)
    return compared(work, ours, "pysensmcda", theirs, least, rounds)


def _additive(matrix: Floats, weights: Floats, types: Floats, **_: Any) -> Floats:
    return np.asarray(matrix @ weights)


def _simulated(smaa: Any, values: Floats, method: Any, draws: int) -> Work:
    types = np.ones(values.shape[1])

    def theirs() -> object:
        found = smaa.simulate(method, values, types, num_samples=draws, seed=0, store="accumulate")
        return smaa.rank_acceptability(found), smaa.central_weights(found)

    return theirs


def _through_other_methods(options: int) -> Iterator[Row]:
    """The peer's own way through TOPSIS and PROMETHEE; a hundredth of the draws, scaled up."""
    values = _table(options, 6)
    smaa, methods = peer("pysensmcda"), peer("pymcdm")
    ours = in_turns({"ours": lambda: acceptability_under_any_weights(values, DRAWS)}, 3)["ours"]
    for name in ("TOPSIS", "PROMETHEE II"):
        theirs = None
        if smaa and methods:
            method = methods.TOPSIS() if name == "TOPSIS" else methods.PROMETHEE_II("usual")
            work = _simulated(smaa, values, method, SLOW_DRAWS)
            theirs = Timing(in_turns({"theirs": work}, 1)["theirs"] * DRAWS / SLOW_DRAWS)
        yield Row(
            f"the same through {name} at the peer",
            Timing(ours),
            "pysensmcda with pymcdm",
            theirs,
            "≥ 150 ×",
            150.0,
            note=f"peer scaled up from {SLOW_DRAWS:,} draws",
        )


def _topsis(options: int, rounds: int) -> Row:
    matrix, weights = _table(options, CRITERIA), np.full(CRITERIA, 1 / CRITERIA)
    methods = peer("pymcdm")
    theirs = None
    if methods:
        method, types = methods.TOPSIS(), np.ones(CRITERIA)
        theirs = lambda: method(matrix, weights, types)  # noqa: E731
    least = 4.0 if options == 10 else 1.7
    work = f"TOPSIS, {options:,} options × {CRITERIA} criteria"
    return compared(work, lambda: topsis(matrix, weights), "pymcdm", theirs, least, rounds)


def _promethee(options: int, rounds: int) -> Row:
    matrix, weights = _table(options, CRITERIA), np.full(CRITERIA, 1 / CRITERIA)
    methods = peer("pymcdm")
    theirs = None
    if methods:
        method, types = methods.PROMETHEE_II("usual"), np.ones(CRITERIA)
        theirs = lambda: method(matrix, weights, types)  # noqa: E731
    least = {10: 10.0, 100: 3.0}.get(options, 25.0)
    work = f"PROMETHEE II, {options:,} options × {CRITERIA} criteria"
    return compared(work, lambda: promethee_ii(matrix, weights), "pymcdm", theirs, least, rounds)


def compared(work: str, ours: Work, name: str, theirs: Work | None, least: float, rounds: int) -> Row:
    """Both in turns, and the memory of each."""
    candidates = {"ours": ours} | ({name: theirs} if theirs else {})
    taken = in_turns(candidates, rounds)
    return Row(
        work,
        Timing(taken["ours"], peak_bytes(ours)),
        name,
        Timing(taken[name], peak_bytes(theirs)) if theirs else None,
        f"≥ {least:g} ×",
        least,
    )
