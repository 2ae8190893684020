"""Who does which part of the work, by contact stream (rules M4 to M6)."""

from dataclasses import dataclass

import numpy as np

from reports.exports.formulas import (
    Range,
    Term,
    above,
    between,
    choose,
    chosen,
    largest,
    mean,
    number,
    total,
    total_of_products,
)
from reports.exports.inputs_page import Inputs
from reports.exports.money.steps import Steps
from scoring.case import Case, Option, Provider
from scoring.costs import Work
from scoring.costs.billing import BY_CONTACTS
from scoring.costs.crews import crew_growth, live_share
from scoring.costs.demand import LEAST_PRESENT, SECONDS

_LEAST_MOVED = 1e-12


@dataclass(frozen=True)
class Share:
    """What one provider does, a month at today's volume, when practised; each a cell of the sheet.

    `drawn` is what its price counts (contacts, handling hours or agents' time), `planned` what its quote
    was made for.
    """

    provider: Provider
    of_contacts: Term
    of_work: Term
    released: Term
    hours: Term
    resolution: Term
    drawn: Term
    planned: Term


@dataclass(frozen=True)
class Split:
    """The work of the option; `released` is the share of today's team that is set free."""

    shares: tuple[Share, ...]
    contacts: Term
    productive_hours: Term
    present: Term
    paid_hours: Term
    kept_contacts: Term
    kept_resolution: Term
    released: Term


class _Streams:
    """The table of streams: a row each, a column for each step of the computation."""

    def __init__(self, case: Case, option: Option, work: Work, inputs: Inputs, steps: Steps) -> None:
        self.case, self.option, self.work, self.inputs, self.steps = case, option, work, inputs, steps
        self.streams = case.service.streams

    def column(self, head: str, terms: list[Term], style: str) -> Range:
        return self.steps.column(head, terms, style)

    def growth(self, shares: list[float]) -> list[Term]:
        """How much more time per contact a smaller crew needs: read from a table, so a number here."""
        demand = self.work.demand
        rows = zip(self.streams, demand.week_hours, shares, strict=True)
        found = (crew_growth(demand.crews, hours, share, live_share(s)) for s, hours, share in rows)
        return [_pair(values, self.inputs) for values in found]

    def moved_to(self, provider: Provider) -> list[float]:
        taken = dict.fromkeys((s.id for s in self.streams), 0.0)
        for allocation in self.option.allocations:
            if allocation.provider_id == provider.id:
                taken[allocation.stream_id] += allocation.share
        return [*taken.values()]


def _pair(values: np.ndarray, inputs: Inputs) -> Term:
    likely, expected = (float(value) for value in values)
    return number(likely) if likely == expected else chosen(inputs.choice, likely, expected)


def split(case: Case, option: Option, work: Work, inputs: Inputs, steps: Steps) -> Split:
    table = _Streams(case, option, work, inputs, steps)
    service, outside = case.service, [part.provider for part in work.parts]
    steps.section("Work by contact stream", "Crew factors come from a staffing table: they stay as they are.")
    steps.table([stream.name for stream in service.streams])
    columns = _today(table)
    moved = [table.moved_to(provider) for provider in outside]
    kept = (
        [1.0 - sum(shares) for shares in zip(*moved, strict=True)] if moved else [1.0] * len(service.streams)
    )
    columns["kept"] = table.column("Stays in-house", [number(share) for share in kept], "share")
    columns["kept crew"] = table.column("Crew factor of what stays", table.growth(kept), "factor")
    theirs = [
        _provider_columns(table, provider, shares, columns)
        for provider, shares in zip(outside, moved, strict=True)
    ]
    steps.end_table()
    return _sums(table, columns, list(zip(outside, theirs, strict=True)))


def _today(table: _Streams) -> dict[str, Range]:
    inputs, streams = table.inputs, table.streams
    at = [f"service.streams.{stream.id}" for stream in streams]
    contacts = table.column("Contacts a month", [inputs(f"{a}.contacts_per_month") for a in at], "whole")
    seconds = [inputs(f"{a}.handle_seconds") / s.concurrency for a, s in zip(at, streams, strict=True)]
    hours = [row * each / SECONDS for row, each in zip(table.steps.cells(contacts), seconds, strict=True)]
    handle = table.column("Handling hours a month", hours, "number")
    general = "service.first_contact_resolution"
    settled = [inputs(inputs.first(f"{a}.first_contact_resolution", general)) for a in at]
    return {
        "contacts": contacts,
        "handle": handle,
        "of contacts": table.column("Share of contacts", _shares(table, contacts), "share"),
        "of work": table.column("Share of work time", _shares(table, handle), "share"),
        "settled": table.column("Settled at first contact", settled, "share"),
        **_quoted_for(table, at),
    }


def _quoted_for(table: _Streams, at: list[str]) -> dict[str, Range]:
    """What was likely when the quotes were made (rule M9)."""
    contacts = [table.inputs.expected(f"{a}.contacts_per_month") for a in at]
    planned = table.column("Contacts that quotes expect", contacts, "whole")
    hours = [
        row * table.inputs.expected(f"{a}.handle_seconds") / stream.concurrency / SECONDS
        for row, a, stream in zip(table.steps.cells(planned), at, table.streams, strict=True)
    ]
    return {
        "planned contacts": planned,
        "planned handle": table.column("Hours that quotes expect", hours, "number"),
    }


def _shares(table: _Streams, amounts: Range) -> list[Term]:
    if not amounts.values:
        return []
    whole, even = total(amounts), 1 / len(amounts.values)
    return [choose(above(whole, 0), cell / whole, even) for cell in table.steps.cells(amounts)]


def _provider_columns(
    table: _Streams, provider: Provider, shares: list[float], today: dict[str, Range]
) -> dict[str, Range]:
    inputs, cells, at = table.inputs, table.steps.cells, f"providers.{provider.id}"
    better = inputs(f"{at}.first_contact_resolution") - inputs("service.first_contact_resolution")
    settled = table.column(
        f"{provider.name}: settled there",
        [between(r + better, 0, 1) for r in cells(today["settled"])],
        "share",
    )
    chance, alone = inputs.setting("repeat"), inputs(f"{at}.dedicated_agents_share")
    repeats = [
        (1 + chance * (1 - there)) / (1 + chance * (1 - here))
        for there, here in zip(cells(settled), cells(today["settled"]), strict=True)
    ]
    return {
        "moved": table.column(f"{provider.name}: moves", [number(share) for share in shares], "share"),
        "settled": settled,
        "repeats": table.column(f"{provider.name}: repeat contacts", repeats, "factor"),
        "crew": table.column(
            f"{provider.name}: crew factor", [1 + alone * (g - 1) for g in table.growth(shares)], "factor"
        ),
    }


def _sums(table: _Streams, today: dict[str, Range], theirs: list[tuple[Provider, dict[str, Range]]]) -> Split:
    inputs, steps = table.inputs, table.steps
    steps.section("Steps of the computation")
    paid = steps.step(
        "Paid hours of today's team a month",
        inputs("service.agents_fte") * (inputs.setting("paid_hours") / 12),
        "number",
    )
    present = steps.step(
        "Share of paid time at work", largest(1 - inputs("service.shrinkage"), LEAST_PRESENT), "share"
    )
    productive = steps.step("Productive hours a month", paid * present, "number")
    kept = steps.step(
        "Share of work time that stays", total_or_zero(today["kept"], today["of work"]), "share"
    )
    needed = total_or_zero(today["kept"], today["of work"], today["kept crew"])
    released = steps.step(
        "Share of the team set free", largest(1 - needed, 0) if theirs else number(0), "share"
    )
    rate = steps.step(
        "Team set free for each unit of work that leaves",
        released / largest(1 - kept, _LEAST_MOVED),
        "factor",
    )
    here = total_or_zero(today["kept"], today["of contacts"]) if theirs else number(1)
    hours = (productive, _quoted_hours(table))
    return Split(
        shares=tuple(_share(table, p, columns, today, rate, hours) for p, columns in theirs),
        contacts=steps.step("Contacts a month", total_or_zero(today["contacts"]), "whole"),
        productive_hours=productive,
        present=present,
        paid_hours=paid,
        kept_contacts=steps.step("Share of contacts that stays", here, "share"),
        kept_resolution=steps.step(
            "Settled at first contact of what stays",
            _weighted(today["kept"], today["of contacts"], today["settled"]),
            "share",
        ),
        released=released,
    )


def _quoted_hours(table: _Streams) -> Term:
    """Productive hours that quotes expect: today's where nobody answered."""
    inputs = table.inputs
    agents = inputs.expected("service.agents_fte") * (inputs.setting("paid_hours") / 12)
    there = largest(1 - inputs.expected("service.shrinkage"), LEAST_PRESENT)
    return table.steps.step("Productive hours that quotes expect", agents * there, "number")


def _share(
    table: _Streams,
    provider: Provider,
    columns: dict[str, Range],
    today: dict[str, Range],
    rate: Term,
    hours: tuple[Term, Term],
) -> Share:
    step, moved, name = table.steps.step, columns["moved"], provider.name
    work = step(f"{name}: share of work time", total_or_zero(moved, today["of work"]), "share")
    longer = table.inputs(f"providers.{provider.id}.handle_time_ratio")
    per_hour = step(
        f"{name}: hours for each productive hour of today",
        total_or_zero(moved, today["of work"], columns["repeats"], columns["crew"]) * longer,
        "factor",
    )
    drawn, planned = _billed_for(provider, columns, today, longer, (per_hour * hours[0], per_hour * hours[1]))
    settled = _weighted(moved, today["of contacts"], columns["settled"])
    return Share(
        provider=provider,
        of_work=work,
        of_contacts=step(f"{name}: share of contacts", total_or_zero(moved, today["of contacts"]), "share"),
        released=step(f"{name}: share of the team it sets free", work * rate, "share"),
        hours=step(f"{name}: productive hours a month", per_hour * hours[0], "number"),
        resolution=step(f"{name}: settled at first contact", settled, "share"),
        drawn=step(f"{name}: what its price counts, today", drawn, "number"),
        planned=step(f"{name}: what its quote was made for", planned, "number"),
    )


def _billed_for(
    provider: Provider,
    columns: dict[str, Range],
    today: dict[str, Range],
    longer: Term,
    hours: tuple[Term, Term],
) -> tuple[Term, Term]:
    basis = provider.offer.price_basis if provider.offer else ""
    moved, repeats = columns["moved"], columns["repeats"]
    if basis in BY_CONTACTS:
        return (
            total_or_zero(moved, today["contacts"], repeats),
            total_or_zero(moved, today["planned contacts"], repeats),
        )
    if basis == "minute":
        return (
            total_or_zero(moved, today["handle"], repeats) * longer,
            total_or_zero(moved, today["planned handle"], repeats) * longer,
        )
    return hours


def total_or_zero(*ranges: Range) -> Term:
    if not ranges[0].values:
        return number(0)
    return total(ranges[0]) if len(ranges) == 1 else total_of_products(*ranges)


def _weighted(weights: Range, shares: Range, values: Range) -> Term:
    """Mean of the values over streams; the plain mean where nothing is weighted."""
    if not values.values:
        return number(0)
    whole = total_of_products(weights, shares)
    return choose(above(whole, 0), total_of_products(weights, shares, values) / whole, mean(values))
