"""Sums that fall due once: selection, transition, severance, transfer, and the expected exit (M17, M18)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.case import Case, Option

from ..draws import Numbers
from ..errors import Floats
from .billing import units_a_month
from .in_house import hourly_pay
from .lines import Line, Lump
from .timeline import Handover
from .work import Part, Work


def released_fte(work: Work, numbers: Numbers) -> Floats:
    """Agents of today's team that are set free (FTE)."""
    return work.released * numbers("service.agents_fte")


def one_off_lines(
    case: Case, option: Option, work: Work, handovers: tuple[Handover, ...], numbers: Numbers
) -> Iterator[Line]:
    """Rule M17. Sums of an offer are in the offer's currency, the option's own in the case's."""
    for line in option.one_off:
        path = f"options.{option.id}.one_off.{line.id}.amount"
        due = Lump(numbers(path), float(line.month))
        yield Line(f"option_{line.id}", line.name, "one_off", "sum", (path,), lumps=(due,))
    for part in work.parts:
        offer = part.provider.offer
        for line in offer.one_off if offer else ():
            at = f"providers.{part.provider.id}.offer"
            path = f"{at}.one_off.{line.id}.amount"
            due = Lump(numbers(path) * numbers(f"{at}.currency_rate"), float(line.month))
            yield Line(f"{part.provider.id}_{line.id}", line.name, "one_off", "sum", (path,), lumps=(due,))
    if work.parts:
        yield _severance(option, work, handovers, numbers)
    if any(h.transfer is not None for h in handovers):
        path = f"options.{option.id}.transfer_fee"
        due = Lump(numbers(path), float(option.transfer_month or 0))
        yield Line("transfer_fee", "Taking the centre over", "one_off", "sum", (path,), lumps=(due,))


def exit_line(
    case: Case, option: Option, work: Work, handovers: tuple[Handover, ...], numbers: Numbers
) -> Line | None:
    """Rule M18: the chance of leaving early × what leaving costs, in the middle of the horizon."""
    if not work.parts:
        return None
    chance = numbers.first(f"options.{option.id}.exit_probability", "method.exit_probability")
    fte = released_fte(work, numbers)
    rehire = fte * numbers("service.replacement_cost_per_leaver")
    fees = np.zeros(numbers.size)
    back = np.zeros(numbers.size)
    for part, handover in zip(work.parts, handovers, strict=True):
        fees = fees + exit_fee(case, part, numbers)
        back = back + part.released_share * handover.length / 2
    hours = numbers("service.agents_fte") * (case.service.paid_hours_per_fte_year / 12)
    parallel = back * hours * hourly_pay(numbers)
    return Line(
        "expected_exit",
        "Expected cost of ending early",
        "exit",
        "chance of ending early × (exit fee + rehiring and training + both teams while the work comes back)",
        (chance, "service.replacement_cost_per_leaver", "service.agent_wage_per_hour"),
        lumps=(Lump(numbers(chance) * (fees + rehire + parallel), case.method.horizon_months / 2),),
    )


def _severance(option: Option, work: Work, handovers: tuple[Handover, ...], numbers: Numbers) -> Line:
    path = f"options.{option.id}.severance_per_released_fte"
    leaving = released_fte(work, numbers) * (1 - numbers("readiness.redeployed_share"))
    moved = np.maximum(sum(p.released_share for p in work.parts), 1e-12)
    month = sum(
        (h.start + h.length) * p.released_share / moved for h, p in zip(handovers, work.parts, strict=True)
    )
    return Line(
        "severance",
        "Severance",
        "one_off",
        "people released and not redeployed × severance",
        (path, "readiness.redeployed_share", "service.agents_fte"),
        lumps=(Lump(leaving * numbers(path), np.asarray(month)),),
    )


def exit_fee(case: Case, part: Part, numbers: Numbers) -> Floats:
    """Monthly fees × months of exit fee."""
    offer = part.provider.offer
    if offer is None:
        return np.zeros(numbers.size)
    at = f"providers.{part.provider.id}.offer"
    monthly = (
        units_a_month(case, part, offer, numbers) * numbers(f"{at}.price") * numbers(f"{at}.currency_rate")
    )
    return np.asarray(monthly * numbers(f"{at}.exit_fee_months"))
