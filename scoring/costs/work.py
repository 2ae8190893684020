"""How much work there is, who does which part of it, and what splitting it costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option, Provider

from ..draws import Numbers
from ..errors import Floats
from .demand import Demand

MEASURED_TODAY = frozenset(
    {
        "first_contact_resolution",
        "satisfaction",
        "service_level",
        "service_level_at_peak",
        "turnover_per_year",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one provider does of an option, a month at today's volume, when practised."""

    provider: Provider
    contact_share: Floats  # of all contacts
    work_share: Floats  # of all work time
    released_share: Floats  # of today's team that this part sets free
    hours: Floats  # productive hours of the provider
    contacts: Floats  # contacts that reach the provider, repeats included
    handle_hours: Floats
    planned_hours: Floats  # the same three for the volume that the quote was made for
    planned_contacts: Floats
    planned_handle_hours: Floats
    resolution: Floats


@dataclass(frozen=True, slots=True)
class Work:
    demand: Demand
    parts: tuple[Part, ...]
    kept_contacts: Floats  # share of contacts that stay in-house
    kept_resolution: Floats
    moved_contacts: Floats
    released: Floats  # share of today's team that is set free


def provider_input(case: Case, provider: Provider, name: str, numbers: Numbers) -> str:
    """Path of a figure of the provider; of today's service for the team in-house."""
    path = f"providers.{provider.id}.{name}"
    if provider.kind == "in_house" and name in MEASURED_TODAY and not numbers.is_known(path):
        return f"service.{name}"
    return path


def work_of(case: Case, option: Option, demand: Demand, numbers: Numbers) -> Work:
    """Who does what under the option, with repeat contacts (M5) and the loss from two crews (M6)."""
    outside = _outside(case, option) if _has_contacts(case) else []
    moved = [_moved(demand, option, p.id) for p in outside]
    kept = 1 - sum(moved, np.zeros((len(demand.streams), 1)))
    kept_work = (kept * demand.work_share).sum(axis=0)
    needed = (kept * demand.work_share * demand.split.growth(kept)).sum(axis=0)
    moved_work = np.maximum(1 - kept_work, 1e-12)
    released = np.maximum(1 - needed, 0.0) if outside else np.zeros(numbers.size)
    parts = tuple(
        _part(case, demand, p, share, released / moved_work, numbers)
        for p, share in zip(outside, moved, strict=True)
    )
    all_here = np.ones(numbers.size)
    kept_contacts = (kept * demand.contact_share).sum(axis=0) if outside else all_here
    return Work(
        demand=demand,
        parts=parts,
        kept_contacts=kept_contacts,
        kept_resolution=_weighted(kept * demand.contact_share, demand.resolution),
        moved_contacts=np.maximum(1 - kept_contacts, 0.0),
        released=released,
    )


def _has_contacts(case: Case) -> bool:
    """Where no contacts come, there is no work to give away."""
    return any(s.contacts_per_month.high != 0 for s in case.service.streams)


def _outside(case: Case, option: Option) -> list[Provider]:
    ids = {a.provider_id for a in option.allocations if a.share > 0}
    return [p for p in case.providers if p.id in ids and p.kind != "in_house"]


def _moved(demand: Demand, option: Option, provider_id: str) -> Floats:
    """Share of each stream that the provider does, shape (streams, 1)."""
    taken = {s.id: 0.0 for s in demand.streams}
    for a in option.allocations:
        if a.provider_id == provider_id:
            taken[a.stream_id] += a.share
    return np.array([[taken[s.id]] for s in demand.streams]).reshape(len(demand.streams), 1)


def _part(
    case: Case, demand: Demand, provider: Provider, share: Floats, release_rate: Floats, numbers: Numbers
) -> Part:
    at = f"providers.{provider.id}"
    work = (share * demand.work_share).sum(axis=0)
    better = numbers(f"{at}.first_contact_resolution") - numbers("service.first_contact_resolution")
    resolution = np.clip(demand.resolution + better, 0.0, 1.0)
    chance = case.method.repeat_contact_chance
    repeats = (1 + chance * (1 - resolution)) / (1 + chance * (1 - demand.resolution))
    longer = numbers(f"{at}.handle_time_ratio")
    alone = numbers(f"{at}.dedicated_agents_share")
    # Agents shared with other clients keep the economy of a large crew.
    crew = 1 + alone * (demand.split.growth(share) - 1)
    per_hour = (share * demand.work_share * repeats * crew).sum(axis=0) * longer
    planned = demand.planned
    return Part(
        provider=provider,
        contact_share=(share * demand.contact_share).sum(axis=0),
        work_share=work,
        released_share=work * release_rate,
        hours=per_hour * demand.productive_hours,
        contacts=(share * demand.contacts * repeats).sum(axis=0),
        handle_hours=(share * demand.handle_hours * repeats).sum(axis=0) * longer,
        planned_hours=per_hour * planned.productive_hours,
        planned_contacts=(share * planned.contacts * repeats).sum(axis=0),
        planned_handle_hours=(share * planned.handle_hours * repeats).sum(axis=0) * longer,
        resolution=_weighted(share * demand.contact_share, resolution),
    )


def _weighted(weights: Floats, values: Floats) -> Floats:
    """Mean of ``values`` over streams; the plain mean where nothing is weighted."""
    total = weights.sum(axis=0)
    plain = values.mean(axis=0) if len(values) else total
    mean = (weights * values).sum(axis=0) / np.where(total > 0, total, 1.0)
    return np.asarray(np.where(total > 0, mean, plain))
