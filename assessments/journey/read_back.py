"""Weights read back in money and in service, so that people see what they said."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.choices import Factor
from assessments.journey.swings import Step, cost_range, criteria_of, default_shares, steps
from assessments.selectors.weights import TodayCost
from ui.formats import decimal_text, money_compact, money_text, percent_text

SAVING = 0.10  # of today's cost, in the sentence on service
MOST = 60.0  # steps; what lies beyond stands for "any"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """step: what is gained · worth: what it may cost, a year."""

    step: str
    worth: str


def read_back(
    factors: Mapping[str, float], criteria: Mapping[str, float], cost: TodayCost | None
) -> tuple[ReadBack, ...]:
    """The weightiest step of each factor with what it is worth a year; cost None: as a share of today's."""
    weights = global_weights(factors, criteria)
    found = (_weightiest(factor.value, weights) for factor in Factor if factor != Factor.COST)
    return tuple(ReadBack(step.words, _worth(step, weights, cost)) for step in found if step)


def in_service(factors: Mapping[str, float], criteria: Mapping[str, float], cost: TodayCost | None) -> str:
    """How much satisfaction the person would give for a tenth of the cost."""
    weights = global_weights(factors, criteria)
    step = next(step for step in steps() if step.criterion == "Q2")
    per_step = weights["Q2"] * step.share_of_range
    saving = weights["C1"] * SAVING / cost_range()
    amount = f" ({money_compact(cost.per_year * SAVING, cost.currency)} a year)" if cost else ""
    if per_step <= 0 or saving / per_step > MOST:
        return f"For a tenth of today's cost{amount} you would give up any number of satisfied customers."
    return (
        f"For a tenth of today's cost{amount} you would accept {decimal_text(saving / per_step, 1)} fewer "
        "satisfied customers in a hundred, and no more."
    )


def global_weights(factors: Mapping[str, float], criteria: Mapping[str, float]) -> dict[str, float]:
    """Factor weight times weight within the factor, by criterion; the method's own where nothing was said."""
    found: dict[str, float] = {}
    for factor in Factor:
        names = criteria_of(factor.value)
        own = {name: criteria[name] for name in names if name in criteria}
        shares = own or default_shares(factor.value)
        total = sum(shares.values())
        found |= {name: factors.get(factor.value, 0.0) * shares.get(name, 0.0) / total for name in names}
    return found


def _weightiest(factor: str, weights: Mapping[str, float]) -> Step | None:
    own = [step for step in steps() if step.criterion in criteria_of(factor)]
    return max(own, key=lambda step: weights[step.criterion], default=None)


def _worth(step: Step, weights: Mapping[str, float], cost: TodayCost | None) -> str:
    if weights[step.criterion] == 0:
        return "nothing"
    if weights["C1"] == 0:
        return "any sum, for cost has no weight"
    share = weights[step.criterion] * step.share_of_range * cost_range() / weights["C1"]
    if cost is None:
        return f"{percent_text(share, 1)} of today's cost"
    amount = share * cost.per_year
    return f"{_rounded(amount, cost.currency)} a year"


def _rounded(amount: float, currency: str) -> str:
    return money_compact(amount, currency) if amount >= 10_000 else money_text(round(amount, -2), currency, 0)
