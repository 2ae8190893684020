"""Options against each other in few futures, without what only a printed decision needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, canonical, validate
from scoring.draws import SampledNumbers, model_inputs
from scoring.errors import Floats
from scoring.evaluation import CHUNK, Evaluated, evaluate_option, factor_weights, pieces_of
from scoring.gates import gates_of, has_failed

FUTURES = 64


@dataclass(frozen=True)
class Race:
    """Every option of a case by id, and its values with failed gates below all others."""

    entries: dict[str, Evaluated]
    lowered: dict[str, Floats]

    @property
    def values(self) -> Floats:
        """(futures, options), options by id."""
        return np.array([self.lowered[key] for key in sorted(self.lowered)]).T

    def total(self, option: str) -> Floats:
        return self.entries[option].total


def race(
    case: Case, futures: int = FUTURES, seed: int = 1, chunk: int = CHUNK, volatility: float | None = None
) -> Race:
    case = canonical(case)
    validate(case)
    numbers = SampledNumbers(model_inputs(case), futures, seed)
    weights = factor_weights(case, futures, seed)
    entries, lowered = {}, {}
    pieces = pieces_of(case, numbers, chunk)
    for option in case.options:
        entry = evaluate_option(case, option, numbers, weights, pieces, cost_volatility=volatility)
        failed = has_failed(gates_of(case, option, entry.money, numbers))
        entries[option.id], lowered[option.id] = entry, entry.total - 1000.0 * failed
    return Race(entries, lowered)
