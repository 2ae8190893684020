"""Where an option stands: the mix of its providers, weighted by the contacts they handle (rule M24)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option

from ..costs import Money
from ..draws import Numbers
from ..errors import Floats
from .catalogue import Criterion, criteria
from .levels import MEASURES, Level, View

LATER = "C2"  # needs all futures at once: evaluation fills it in


@dataclass(frozen=True, slots=True)
class Measured:
    """Level of an option on a criterion (n), the inputs it came from, and how, in words."""

    level: Floats
    inputs: tuple[str, ...]
    explanation: str


def measure(
    case: Case, option: Option, money: Money, numbers: Numbers, peak_share: float | None
) -> dict[str, Measured]:
    """All criteria of an option but C2, by id."""
    views = _views(case, option, money, numbers, peak_share)
    found = {c.id: _mix(c, views) for c in criteria() if c.id in MEASURES}
    # In-house changes of quality count where they happen: on the work that stays.
    found["Q1"] = Measured(money.resolution, found["Q1"].inputs, found["Q1"].explanation)
    found["Q2"] = Measured(money.satisfaction, found["Q2"].inputs, found["Q2"].explanation)
    found["C1"] = _c1(money)
    found["P2"] = _p2(money, numbers)
    found["P4"] = _p4(case, option, money, numbers)
    return found


def _views(
    case: Case, option: Option, money: Money, numbers: Numbers, peak_share: float | None
) -> list[tuple[View, Floats]]:
    in_house = next(p for p in case.providers if p.kind == "in_house")
    demand = money.work.demand
    parts = [(p.provider, p.contact_share) for p in money.work.parts]
    return [
        (View(case, option, provider, money.work, demand, numbers, peak_share), share)
        for provider, share in [(in_house, money.work.kept_contacts), *parts]
        if (share > 0).any()
    ]


def _mix(criterion: Criterion, views: list[tuple[View, Floats]]) -> Measured:
    level = np.zeros(1)
    inputs: list[str] = []
    for view, share in views:
        one = _level(criterion, view)
        level = level + one.value * share
        inputs += one.inputs
    names = [view.provider.name for view, _ in views]
    how = "mixed by contacts over " + " and ".join(names) if len(names) > 1 else f"as known of {names[0]}"
    return Measured(level, tuple(dict.fromkeys(inputs)), how)


def _level(criterion: Criterion, view: View) -> Level:
    nature = {"in_house": criterion.in_house, "captive": criterion.own_centre}.get(view.provider.kind, "")
    if nature == "best":
        return Level(view.constant(criterion.best), ())
    return MEASURES[criterion.id](view)


def _c1(money: Money) -> Measured:
    safe = np.where(money.as_is > 0, money.as_is, 1.0)
    ratio = np.where(money.as_is > 0, money.present / safe, 1.0)
    inputs = dict.fromkeys(path for v in money.lines for path in v.line.inputs if v.line.group != "customers")
    return Measured(ratio, tuple(inputs), "present cost of the option over present cost of staying as is")


def _p2(money: Money, numbers: Numbers) -> Measured:
    gone = money.work.released * (1 - numbers("readiness.redeployed_share"))
    return Measured(
        gone,
        ("readiness.redeployed_share",) if money.work.parts else (),
        "share of today's team set free and not redeployed",
    )


def _p4(case: Case, option: Option, money: Money, numbers: Numbers) -> Measured:
    """Own centres count as leaving too: other people answer."""
    share = np.zeros(numbers.size)
    paths = []
    outside = {p.provider.id for p in money.work.parts}
    for row, stream in enumerate(money.work.demand.streams):
        moved = sum(
            a.share for a in option.allocations if a.stream_id == stream.id and a.provider_id in outside
        )
        if moved > 0:
            path = f"service.streams.{stream.id}.brand_critical"
            share = share + moved * money.work.demand.contact_share[row] * numbers(path)
            paths.append(path)
    return Measured(
        share, tuple(paths), "share of all contacts that matter for the brand and leave your team"
    )
