"""The rule that turns shares of futures and gates into a verdict, and its words.

Rules V1, V2, V3, V4, V5, V6, V7 and V8 of docs/method.md; thresholds are settings of the case, shown
before the results.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from scoring.case import Case, Method

from .decision import (
    Condition,
    FindOut,
    GateResult,
    OptionResult,
    Share,
    VerdictKind,
    VerdictResult,
)
from .gates import has_failed, has_hard_fail, is_open

FACTS = 3
PILOT_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict says besides the options: the runner-up, prices to reach, facts to find out."""

    clear_winner: bool
    lead_points: float
    price_for_saving: float | None
    price_unit: str
    least_price: float | None  # below it the price cannot pay local wages (K15), in the same unit
    find_out: tuple[FindOut, ...]
    pilot_floor: tuple[float, float] | None  # satisfaction and first-contact resolution to hold
    price_currency: str = ""  # in which the vendor quotes; empty: the case's


class Judged(Protocol):
    """What the rule reads of an option."""

    @property
    def gates(self) -> tuple[GateResult, ...]: ...
    @property
    def value(self) -> HasMean: ...
    @property
    def p_saves(self) -> Share: ...
    @property
    def p_value_above_in_house(self) -> Share: ...
    @property
    def p_best(self) -> Share: ...


class HasMean(Protocol):
    @property
    def mean(self) -> float: ...


def kind_of(option: Judged, stay_value: float, method: Method) -> tuple[VerdictKind, str]:
    """The verdict were this option chosen, and the rule that says so."""
    if has_hard_fail(option.gates):
        return "no_go", "V1"
    if option.p_value_above_in_house.share < method.no_go_probability:
        return "no_go", "V2"
    if option.p_saves.share < method.no_go_probability and option.value.mean <= stay_value:
        return "no_go", "V3"
    saves = option.p_saves.share >= method.go_probability_saving
    better = option.p_value_above_in_house.share >= method.go_probability_value
    best = option.p_best.share >= method.go_probability_best
    if saves and better and best and not any(map(is_open, option.gates)):
        return "go", "V4"
    return "conditional_go", "V5"


def verdict_of(
    case: Case, options: tuple[OptionResult, ...], leader: int | None, facts: Facts
) -> VerdictResult:
    """The verdict on the leading outsourcing option; ``options`` best first, ``leader`` its place."""
    best = options[0]
    if leader is None:
        return VerdictResult(
            kind="no_go",
            rule="V6",
            option_id=None,
            best_option_id=best.option_id,
            clear_winner=facts.clear_winner,
            lead_points=facts.lead_points,
            reasons=("None of the options gives work to a vendor or an own centre",),
            conditions=(),
        )
    option = options[leader]
    stay = next(o for o in options if o.model == "stay")
    kind, rule = kind_of(option, stay.value.mean, case.method)
    return VerdictResult(
        kind=kind,
        rule=rule,
        option_id=option.option_id,
        best_option_id=best.option_id,
        clear_winner=facts.clear_winner,
        lead_points=facts.lead_points,
        reasons=_reasons(case, option, stay, best, rule),
        conditions=_conditions(case, option, facts) if kind == "conditional_go" else (),
    )


def clear_winner(case: Case, options: tuple[OptionResult, ...]) -> tuple[bool, float]:
    """Rule V8: whether the best option leads clearly, and by how many points."""
    if len(options) == 1:
        return True, 0.0
    second = next((o for o in options[1:] if not has_failed(o.gates)), None)
    if second is None:
        return True, options[0].value.mean - options[1].value.mean
    lead = options[0].value.mean - second.value.mean
    clear = lead >= case.method.clear_lead_points and options[0].p_best.share >= case.method.clear_lead_share
    return clear, lead


def _reasons(
    case: Case, option: OptionResult, stay: OptionResult, best: OptionResult, rule: str
) -> tuple[str, ...]:
    failed = [g for g in option.gates if g.state == "fail" and not g.curable]
    said = {
        "V1": [f"{g.name}: {g.reason}" for g in failed],
        "V2": [
            f"It is better than staying in only {_in_hundred(option.p_value_above_in_house.share)} futures"
        ],
        "V3": ["It neither saves enough nor is worth more than staying"],
        "V4": ["All gates are passed, and it saves, is better and is best in enough futures"],
        "V5": [_short_of_go(case.method, option)],
    }[rule]
    said.append(_compared(option, stay))
    said.append(_strengths(option, stay))
    if best.option_id != option.option_id:
        said.append(f"Of all options, {best.name} has the highest value ({best.value.mean:.0f} of 100)")
    return tuple(s for s in said if s)


def _short_of_go(method: Method, option: OptionResult) -> str:
    open_gates = sum(is_open(g) for g in option.gates)
    lacks = []
    if open_gates:
        lacks.append(f"{open_gates} gate{'s are' if open_gates > 1 else ' is'} still open")
    if option.p_saves.share < method.go_probability_saving:
        lacks.append(f"it saves above the hurdle in {_in_hundred(option.p_saves.share)} futures")
    if option.p_value_above_in_house.share < method.go_probability_value:
        lacks.append(
            f"it is better than staying in {_in_hundred(option.p_value_above_in_house.share)} futures"
        )
    if option.p_best.share < method.go_probability_best:
        lacks.append(f"it is the best of all options in {_in_hundred(option.p_best.share)} futures")
    return "Not yet a go: " + ", ".join(lacks)


def _compared(option: OptionResult, stay: OptionResult) -> str:
    more = option.value.mean - stay.value.mean
    return f"Its value is {abs(more):.1f} points of 100 {'above' if more >= 0 else 'below'} staying as is"


def _strengths(option: OptionResult, stay: OptionResult) -> str:
    """What helps and what hurts most, by factor."""
    before = {f.factor: f.points for f in stay.factors}
    change = sorted((f.points - before[f.factor], f.factor) for f in option.factors)
    worst, best = change[0], change[-1]
    said = []
    if best[0] > 0.05:
        said.append(f"it gains most on {best[1]} ({best[0]:+.1f} points)")
    if worst[0] < -0.05:
        said.append(f"loses most on {worst[1]} ({worst[0]:+.1f} points)")
    text = " and ".join(said)
    return text[:1].upper() + text[1:]


def _conditions(case: Case, option: OptionResult, facts: Facts) -> tuple[Condition, ...]:
    """Rule V7: each thing that must happen before signing, in words for a manager."""
    found = [_gate_condition(g) for g in option.gates if is_open(g)]
    if option.p_saves.share < case.method.go_probability_saving:
        found += _rate(case, facts)
    found += _pilot(option, facts)
    found += [
        Condition(kind="fact", text=f"Find out: {f.question}", input=f.path)
        for f in facts.find_out[:FACTS]
        if f.evppi_points > 0
    ]
    if not found:
        found.append(
            Condition(kind="term", text="Agree a review after six months, with the right to stop at no fee.")
        )
    return tuple(found)


def _gate_condition(gate: GateResult) -> Condition:
    return Condition(kind="gate", text=f"{gate.closes_with} ({gate.reason.rstrip('.')})", gate=gate.gate)


def _rate(case: Case, facts: Facts) -> list[Condition]:
    if facts.price_for_saving is None:
        text = "Negotiate the cost down until the saving is above the hurdle in four of five futures."
        return [Condition(kind="rate", text=text)]
    price, least = facts.price_for_saving, facts.least_price
    currency = facts.price_currency or case.currency
    if least is not None and price < least:
        text = (
            f"No price that can pay local wages ({currency} {least:,.2f} {facts.price_unit}) makes the "
            "saving sure. Sign only if what is gained besides money is worth it, and put that in writing."
        )
        return [Condition(kind="rate", text=text)]
    chance = _in_hundred(case.method.go_probability_saving)
    text = (
        f"Negotiate the price to {currency} {price:,.2f} {facts.price_unit} or less: "
        f"then it saves above the hurdle in {chance} futures."
    )
    return [Condition(kind="rate", text=text)]


def _pilot(option: OptionResult, facts: Facts) -> list[Condition]:
    if facts.pilot_floor is None or option.moved_share <= 0:
        return []
    satisfaction, resolution = facts.pilot_floor
    text = (
        f"Run a pilot of {PILOT_WEEKS} weeks on one stream and go on only with at least "
        f"{satisfaction:.0%} of customers satisfied and {resolution:.0%} of contacts settled at once."
    )
    return [Condition(kind="pilot", text=text)]


def _in_hundred(share: float) -> str:
    return f"{share * 100:.0f} of 100"
