"""How much work there is today, and how much of it a quote was made for (rules M4, M9)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Estimate, Stream

from ..draws import Numbers
from ..errors import Floats
from ..staffing import OccupancyTable
from .crews import WEEKS_A_MONTH, Crews, crew_table

SECONDS = 3600.0
LEAST_PRESENT = 0.05


@dataclass(frozen=True, slots=True)
class Planned:
    """The likely figures that a quote was made for; what nobody answered is planned as it comes."""

    contacts: Floats  # (streams, n)
    handle_hours: Floats  # (streams, n)
    productive_hours: Floats  # (n)


@dataclass(frozen=True, slots=True)
class Demand:
    """Today's work a month. Rows of the arrays are streams in the order of the service."""

    streams: tuple[Stream, ...]
    contacts: Floats  # (streams, n)
    handle_hours: Floats  # (streams, n): contacts x handling time
    productive_hours: Floats  # (n): agents' time at work, all streams
    planned: Planned
    work_share: Floats  # (streams, n), sums to 1
    contact_share: Floats  # (streams, n), sums to 1
    resolution: Floats  # (streams, n): first-contact resolution today
    stated_hours: Floats  # (n): agents' time that contacts x handling time / occupancy would need
    week_hours: Floats  # (streams, n): handling hours a week
    crews: OccupancyTable | None
    split: Crews


def present_share(numbers: Numbers) -> Floats:
    """Share of paid time in which agents are there for contacts; a crew that is never there has no price."""
    return np.maximum(1 - numbers("service.shrinkage"), LEAST_PRESENT)


def demand_of(case: Case, numbers: Numbers) -> Demand:
    """Rule M4: agents' time as measured, shared out over the streams by contacts x handling time."""
    service, zero = case.service, np.zeros((0, numbers.size))
    at = [f"service.streams.{s.id}" for s in service.streams]
    contacts = np.array([numbers(f"{a}.contacts_per_month") for a in at]) if at else zero
    handle = contacts * _seconds(service.streams, numbers) / SECONDS if at else zero
    general = "service.first_contact_resolution"
    resolution = (
        np.array([numbers(numbers.first(f"{a}.first_contact_resolution", general)) for a in at])
        if at
        else zero
    )
    paid = numbers("service.agents_fte") * (service.paid_hours_per_fte_year / 12)
    table, week = crew_table(case), handle / WEEKS_A_MONTH
    return Demand(
        streams=service.streams,
        contacts=contacts,
        handle_hours=handle,
        productive_hours=paid * present_share(numbers),
        planned=_planned(case, contacts, numbers),
        work_share=_shares(handle),
        contact_share=_shares(contacts),
        resolution=resolution,
        stated_hours=handle.sum(axis=0) / np.maximum(numbers("service.occupancy"), 1e-6),
        week_hours=week,
        crews=table,
        split=Crews(table, service.streams, week),
    )


def _seconds(streams: tuple[Stream, ...], numbers: Numbers) -> Floats:
    """Agent's time per contact, (streams, n): chats are handled several at once."""
    paths = [f"service.streams.{s.id}.handle_seconds" for s in streams]
    return np.array([numbers(p) / s.concurrency for p, s in zip(paths, streams, strict=True)])


def _planned(case: Case, contacts: Floats, numbers: Numbers) -> Planned:
    """Rule M9: what was likely when the quote was made."""
    service, present = case.service, present_share(numbers)
    likely = [_likely(s.contacts_per_month, row) for s, row in zip(service.streams, contacts, strict=True)]
    seconds = [
        _likely(s.handle_seconds, numbers(f"service.streams.{s.id}.handle_seconds")) / s.concurrency
        for s in service.streams
    ]
    agents = _likely(service.agents_fte, numbers("service.agents_fte"))
    away = service.shrinkage.likely
    there = present if away is None else np.full(numbers.size, max(1 - away, LEAST_PRESENT))
    expected = np.array(likely) if likely else contacts
    return Planned(
        contacts=expected,
        handle_hours=expected * np.array(seconds) / SECONDS if seconds else contacts,
        productive_hours=agents * (service.paid_hours_per_fte_year / 12) * there,
    )


def _likely(estimate: Estimate, drawn: Floats) -> Floats:
    """The likely value in every future; as drawn where nobody answered."""
    return drawn if estimate.likely is None else np.full(len(drawn), estimate.likely)


def _shares(amounts: Floats) -> Floats:
    """Each row's share of the column total; equal shares where there is nothing."""
    if not len(amounts):
        return amounts
    total = amounts.sum(axis=0)
    return np.where(total > 0, amounts / np.where(total > 0, total, 1.0), 1.0 / len(amounts))
