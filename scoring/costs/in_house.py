"""The cost of today's team: what stays with the work, what stops, and what is stranded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option

from ..draws import Numbers
from ..errors import Floats
from .lines import Line, Lump

PAY_KINDS = frozenset({"supervision", "quality_training", "planning", "management"})
WEEK_HOURS = 40.0


@dataclass(frozen=True, slots=True)
class TodayCost:
    """A cost of today's service: a month's amount, the index it follows, the share that can stop."""

    id: str
    name: str
    profile: str  # pay (follows volume and pay) or flat (follows volume)
    amount: Floats
    avoidable: Floats
    formula: str
    inputs: tuple[str, ...]


def today_costs(case: Case, numbers: Numbers) -> tuple[TodayCost, ...]:
    """Rule M11: the lines of the service as it is."""
    return (_agents(case, numbers), _turnover(case, numbers), *_cost_lines(case, numbers))


def hourly_pay(numbers: Numbers) -> Floats:
    return numbers("service.agent_wage_per_hour") * (1 + numbers("service.benefit_load"))


def leavers_a_month(numbers: Numbers) -> Floats:
    return numbers("service.agents_fte") * numbers("service.turnover_per_year") / 12


def training_cost_per_leaver(numbers: Numbers) -> Floats:
    """Pay while a new agent trains, at most what replacing a leaver costs in all."""
    pay = numbers("service.training_weeks") * WEEK_HOURS * hourly_pay(numbers)
    return np.minimum(pay, numbers("service.replacement_cost_per_leaver"))


def personnel_cost_per_year(case: Case, numbers: Numbers) -> Floats:
    """Agents' pay and every line that follows pay: the base of the hurdle (M19)."""
    lines = [c.amount for c in today_costs(case, numbers) if c.profile == "pay"]
    return np.asarray(12 * sum(lines))


def in_house_lines(costs: tuple[TodayCost, ...], moves: bool) -> Iterator[Line]:
    """Each cost of today as far as its work stays; what does not stop with work that left is stranded."""
    for c in costs:
        gone = ((f"{c.profile}:gone", -c.amount),) if moves else ()
        yield Line(c.id, c.name, "in_house", c.formula, c.inputs, ((c.profile, c.amount), *gone))
        if moves:
            yield Line(
                f"stranded_{c.id}",
                f"{c.name} that does not stop",
                "stranded",
                "share of the cost that does not stop × cost of the work that left",
                c.inputs,
                ((f"{c.profile}:gone", c.amount * (1 - c.avoidable)),),
            )


def improvement_lines(
    case: Case, option: Option, costs: tuple[TodayCost, ...], numbers: Numbers
) -> Iterator[Line]:
    """Rule M12: what the client's own improvements cost and save on the work that stays."""
    if option.improvement is None:
        return
    at = f"options.{option.id}.improvement"
    saved = _improvement_share(case, at, numbers)
    used = (f"{at}.cost_saving_share", f"{at}.first_contact_resolution_change", f"{at}.months_to_effect")
    yield Line(
        "improvement_saving",
        "Saved by improvements in-house",
        "in_house",
        "−(share saved, and repeat contacts avoided) × cost of the work that stays, once in effect",
        used,
        tuple((f"{c.profile}:improved", -saved * c.amount) for c in costs),
    )
    yield Line(
        "improvement_cost",
        "Cost of the improvements",
        "one_off",
        "sum at the start",
        (f"{at}.one_off_cost",),
        lumps=(Lump(numbers(f"{at}.one_off_cost"), 0.0),),
    )


def training_lines(case: Case, option: Option, numbers: Numbers) -> Iterator[Line]:
    """Rule M13: a trainer outside moves the training lines and nothing else."""
    if option.training is None:
        return
    at = f"options.{option.id}.training"
    leavers = numbers("service.agents_fte") * np.maximum(
        numbers("service.turnover_per_year") + numbers(f"{at}.turnover_change"), 0.0
    )
    fewer = leavers / 12 - leavers_a_month(numbers)
    yield Line(
        "training_fees",
        "Fees of the training firm",
        "vendor",
        "new hires × fee per hire",
        (f"{at}.fee_per_hire", "service.agents_fte", "service.turnover_per_year", f"{at}.turnover_change"),
        (("flat", leavers / 12 * numbers(f"{at}.fee_per_hire")),),
    )
    saved = numbers(f"{at}.inhouse_training_saved_share") * training_cost_per_leaver(numbers) * leavers / 12
    yield Line(
        "training_saved",
        "Own training that stops",
        "in_house",
        "−share of own training that stops × new hires × training weeks × pay",
        (f"{at}.inhouse_training_saved_share", "service.training_weeks", "service.agent_wage_per_hour"),
        (("pay", -saved), ("pay", fewer * numbers("service.replacement_cost_per_leaver"))),
    )
    yield _fewer_repeats(case, at, numbers)
    yield Line(
        "training_set_up",
        "Set-up with the training firm",
        "one_off",
        "sum at the start",
        (f"{at}.one_off_cost",),
        lumps=(Lump(numbers(f"{at}.one_off_cost"), 0.0),),
    )


def _fewer_repeats(case: Case, at: str, numbers: Numbers) -> Line:
    repeat = _repeat_saving(case, numbers(f"{at}.first_contact_resolution_change"), numbers)
    agents = numbers("service.agents_fte") * (case.service.paid_hours_per_fte_year / 12) * hourly_pay(numbers)
    return Line(
        "training_repeats",
        "Repeat contacts avoided by better training",
        "in_house",
        "−share of contacts that do not come back × agent pay that can stop",
        (f"{at}.first_contact_resolution_change", "service.agent_pay_avoidable_share"),
        (("pay", -repeat * agents * numbers("service.agent_pay_avoidable_share")),),
    )


def _agents(case: Case, numbers: Numbers) -> TodayCost:
    paid = numbers("service.agents_fte") * (case.service.paid_hours_per_fte_year / 12)
    return TodayCost(
        "agents",
        "Agents",
        "pay",
        paid * hourly_pay(numbers),
        numbers("service.agent_pay_avoidable_share"),
        "agents × paid hours × pay × (1 + on-cost)",
        (
            "service.agents_fte",
            "service.agent_wage_per_hour",
            "service.benefit_load",
            "service.wage_drift_per_year",
            "service.agent_pay_avoidable_share",
        ),
    )


def _turnover(case: Case, numbers: Numbers) -> TodayCost:
    return TodayCost(
        "turnover",
        "Replacing people who leave",
        "pay",
        leavers_a_month(numbers) * numbers("service.replacement_cost_per_leaver"),
        numbers("service.turnover_avoidable_share"),
        "agents × turnover × cost to replace a leaver",
        (
            "service.agents_fte",
            "service.turnover_per_year",
            "service.replacement_cost_per_leaver",
            "service.turnover_avoidable_share",
        ),
    )


def _cost_lines(case: Case, numbers: Numbers) -> Iterator[TodayCost]:
    for line in case.service.cost_lines:
        at = f"service.cost_lines.{line.id}"
        yield TodayCost(
            line.id,
            line.name,
            "pay" if line.kind in PAY_KINDS else "flat",
            numbers(f"{at}.amount_per_year") / 12,
            numbers(f"{at}.avoidable_share"),
            "yearly cost, following volume" + (" and pay" if line.kind in PAY_KINDS else ""),
            (f"{at}.amount_per_year", f"{at}.avoidable_share"),
        )


def _improvement_share(case: Case, at: str, numbers: Numbers) -> Floats:
    repeats = _repeat_saving(case, numbers(f"{at}.first_contact_resolution_change"), numbers)
    return np.asarray(1 - (1 - numbers(f"{at}.cost_saving_share")) * (1 - repeats))


def _repeat_saving(case: Case, change: Floats, numbers: Numbers) -> Floats:
    """Share of contacts that no longer come back when more is settled at once (M5)."""
    today, chance = numbers("service.first_contact_resolution"), case.method.repeat_contact_chance
    better = np.clip(today + change, 0.0, 1.0)
    return np.asarray(1 - (1 + chance * (1 - better)) / (1 + chance * (1 - today)))
