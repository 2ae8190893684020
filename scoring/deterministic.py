"""The money model without chance: every figure at its likely value, and every figure at its mean (M7-M21).

It is what a spreadsheet can follow cell by cell; the decision itself rests on the futures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.case import Case, canonical, validate

from .costs import Demand, Money, demand_of, money_of
from .draws import ModelInput, Numbers, TabledNumbers, model_inputs
from .draws.numbers import mean_of

LIKELY, MEAN = 0, 1


@dataclass(frozen=True, slots=True)
class Deterministic:
    """Arrays hold two numbers: at the likely values (LIKELY) and at the means (MEAN)."""

    case: Case  # as the engine reads it
    inputs: Mapping[str, ModelInput]
    numbers: Numbers
    demand: Demand
    money: Mapping[str, Money]  # by option id


def deterministic(case: Case) -> Deterministic:
    """Raises InputError for a case that contradicts itself."""
    case = canonical(case)
    validate(case)
    inputs = model_inputs(case)
    values = {path: (slice(0, 2), np.array(likely_and_mean(item))) for path, item in inputs.items()}
    numbers = TabledNumbers(inputs, 2, values)
    demand = demand_of(case, numbers)
    money = {option.id: money_of(case, option, demand, numbers) for option in case.options}
    return Deterministic(case, inputs, numbers, demand, money)


def likely_and_mean(item: ModelInput) -> tuple[float, float]:
    """Of an unknown figure the middle of its plausible range."""
    return item.pert().likely, mean_of(item)
