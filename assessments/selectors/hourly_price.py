"""A quote per hour that agents work on contacts, whatever it counts, on the likely figures (as rule M14)."""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.case import Case, Provider, Stream

BY_TIME = ("productive_hour", "paid_hour", "fte_month")
SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class HourlyPrice:
    """In the case's currency. missing: what has to be known before there is one."""

    amount: float | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a provider would do in a month: contacts, hours of handling them, hours that agents work."""

    contacts: float
    settled: float
    handling: float
    working: float


class Missing(Exception):
    """The text says what is not known."""


def hourly_price(case: Case, provider: Provider) -> HourlyPrice:
    offer = provider.offer
    if offer is None or offer.price.likely is None:
        return HourlyPrice(missing="a price")
    if offer.currency_rate.likely is None:
        return HourlyPrice(missing="the exchange rate")
    try:
        units = _units_an_hour(case, provider, offer.price_basis)
    except Missing as missing:
        return HourlyPrice(missing=str(missing))
    return HourlyPrice(offer.price.likely * offer.currency_rate.likely * units)


def _units_an_hour(case: Case, provider: Provider, basis: str) -> float:
    """How many units of the price an hour at work holds."""
    if basis == "productive_hour":
        return 1.0
    if basis in BY_TIME:
        present = _present(case)
        return 1 / present if basis == "paid_hour" else 12 / (case.service.paid_hours_per_fte_year * present)
    work = _moved(case, provider)
    amounts = {"minute": work.handling * 60, "contact": work.contacts, "resolved_contact": work.settled}
    return amounts[basis] / work.working


def _present(case: Case) -> float:
    away = case.service.shrinkage.likely
    if away is None or away >= 1:
        raise Missing("how much paid time is not available for contacts")
    return 1 - away


def _moved(case: Case, provider: Provider) -> Moved:
    """Agents' time as it is today, shared out over the streams by contacts and handling time."""
    agents, everything = case.service.agents_fte.likely, sum(_handling(s) for s in case.service.streams)
    if agents is None:
        raise Missing("how many agents do the work today")
    taken = list(_taken(case, provider))
    contacts = sum(share * _contacts(stream) for stream, share in taken)
    handling = sum(share * _handling(stream) for stream, share in taken)
    if not handling or not contacts:
        raise Missing("which contact streams it would take")
    longer = provider.handle_time_ratio.likely or 1.0
    paid = agents * case.service.paid_hours_per_fte_year / 12
    settled = sum(share * _contacts(stream) * _settled(case, provider, stream) for stream, share in taken)
    working = paid * _present(case) * handling / everything * longer
    return Moved(contacts, settled, handling * longer, working)


def _taken(case: Case, provider: Provider) -> Iterator[tuple[Stream, float]]:
    """Streams and shares in the first option that the provider works in."""
    streams = {stream.id: stream for stream in case.service.streams}
    for option in case.options:
        given = [a for a in option.allocations if a.provider_id == provider.id and a.share > 0]
        if given:
            yield from ((streams[a.stream_id], a.share) for a in given)
            return


def _contacts(stream: Stream) -> float:
    if stream.contacts_per_month.likely is None:
        raise Missing(f"how many contacts “{stream.name}” has")
    return stream.contacts_per_month.likely


def _handling(stream: Stream) -> float:
    """Hours a month: several chats are handled at once."""
    seconds = stream.handle_seconds.likely
    if seconds is None:
        raise Missing(f"how long a contact of “{stream.name}” takes")
    return _contacts(stream) * seconds / stream.concurrency / SECONDS


def _settled(case: Case, provider: Provider, stream: Stream) -> float:
    """Share settled at the first contact: the provider's gain or loss counts for each stream."""
    general, own = case.service.first_contact_resolution.likely, stream.first_contact_resolution
    here = own.likely if own is not None and own.likely is not None else general
    there = provider.first_contact_resolution.likely
    if here is None or general is None or there is None:
        raise Missing("how many contacts are settled at once, today and there")
    return min(max(here + there - general, 0.0), 1.0)
