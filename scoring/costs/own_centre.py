"""What an own centre abroad costs to build and to run (rule M16)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.case import Case

from ..draws import Numbers
from ..errors import Floats
from .demand import present_share
from .lines import Group, Line, Lump
from .timeline import Handover, runs_centre
from .work import Part


def centre_agents(case: Case, part: Part, numbers: Numbers) -> Floats:
    """Agents (FTE) that the centre employs at today's volume."""
    hours = part.hours / present_share(numbers)
    return np.asarray(hours / (case.service.paid_hours_per_fte_year / 12))


def own_centre_lines(case: Case, part: Part, handover: Handover, numbers: Numbers) -> Iterator[Line]:
    """Running cost from the opening (or the transfer) on, and rule M15's cost above plan."""
    if not runs_centre(part.provider, handover):
        return
    key, at = part.provider.id, f"providers.{part.provider.id}.own_centre"
    team = centre_agents(case, part, numbers)
    runs = _running(case, key, at, team, numbers)
    for name, label, formula, used, term in runs:
        yield Line(f"{key}_{name}", label, "own_centre", formula, tuple(f"{at}.{u}" for u in used), (term,))
    bias = numbers("method.optimism_bias")
    yield Line(
        f"{key}_centre_bias",
        "Own centre's cost above plan",
        "own_centre",
        "optimism bias × running cost of the centre",
        ("method.optimism_bias",),
        tuple((profile, bias * amount) for *_, (profile, amount) in runs),
    )
    yield from _set_up(case, part, handover, team, numbers)


_Run = tuple[str, str, str, tuple[str, ...], tuple[str, Floats]]


def _running(case: Case, key: str, at: str, team: Floats, numbers: Numbers) -> tuple[_Run, ...]:
    """Name, label, formula, inputs and monthly amount of what the centre costs while it runs."""
    year = case.service.paid_hours_per_fte_year
    hourly = numbers(f"{at}.labour_cost_per_hour") * numbers(f"{at}.skill_premium_ratio")
    leaders = numbers(f"{at}.leaders_fte") * numbers(f"{at}.leader_ratio") * hourly * year / 12
    return (
        (
            "team",
            "Agents of the own centre",
            "paid hours × labour cost × premium, with learning and the pay rise there",
            ("labour_cost_per_hour", "skill_premium_ratio", "wage_drift_per_year", "learning_extra_share"),
            (f"{key}:team", team * year / 12 * hourly),
        ),
        (
            "leaders",
            "Local leaders",
            "leaders × pay against an agent's × labour cost",
            ("leaders_fte", "leader_ratio", "labour_cost_per_hour"),
            (f"{key}:pay", leaders),
        ),
        (
            "seats",
            "Space and equipment there",
            "agents × cost per seat",
            ("occupancy_cost_per_seat_year",),
            (f"{key}:seats", team * numbers(f"{at}.occupancy_cost_per_seat_year") / 12),
        ),
        (
            "fixed",
            "Legal entity, audit, travel",
            "yearly sum",
            ("fixed_cost_per_year",),
            (f"{key}:open", numbers(f"{at}.fixed_cost_per_year") / 12),
        ),
    )


def _set_up(case: Case, part: Part, handover: Handover, team: Floats, numbers: Numbers) -> Iterator[Line]:
    """Building it: only where the client builds; a centre that is taken over stands already."""
    key, at = part.provider.id, f"providers.{part.provider.id}.own_centre"
    if handover.transfer is not None:
        return
    sent = numbers(f"{at}.leaders_sent") * numbers(f"{at}.leader_package_per_month")
    sums: tuple[tuple[str, str, str, Floats, tuple[str, ...]], ...] = (
        (
            "fit_out",
            "Fit-out",
            "agents × fit-out per seat",
            team * numbers(f"{at}.fit_out_per_seat"),
            ("fit_out_per_seat",),
        ),
        ("legal", "Setting up the company there", "sum", numbers(f"{at}.legal_set_up"), ("legal_set_up",)),
        (
            "hiring",
            "Hiring and training the first team",
            "agents × cost per agent",
            team * numbers(f"{at}.hiring_per_agent"),
            ("hiring_per_agent",),
        ),
        (
            "leaders_sent",
            "Own people sent out to lead",
            "people × package × months",
            sent * numbers(f"{at}.leader_months"),
            ("leaders_sent", "leader_package_per_month", "leader_months"),
        ),
    )
    group: Group = "one_off"
    for name, label, formula, amount, used in sums:
        due = Lump(amount, handover.start / 2)
        yield Line(f"{key}_{name}", label, group, formula, tuple(f"{at}.{u}" for u in used), lumps=(due,))
    for line in part.provider.own_centre.one_off if part.provider.own_centre else ():
        path = f"{at}.one_off.{line.id}.amount"
        due = Lump(numbers(path), float(line.month))
        yield Line(f"{key}_{line.id}", line.name, group, "sum", (path,), lumps=(due,))
