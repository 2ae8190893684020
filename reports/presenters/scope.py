"""Which contact streams an option moves, to whom, and what stays."""

from dataclasses import dataclass

from reports.presenters.numbers import number, percent
from reports.presenters.reading import Reading
from reports.presenters.words import joined
from scoring.decision import OptionResult

_ALL = 0.9995
CHANNEL_NAMES = {
    "phone": "phone",
    "chat": "chat",
    "email": "e-mail",
    "ticket": "tickets",
    "social": "social media",
    "portal": "portal",
    "back_office": "back office",
}


@dataclass(frozen=True)
class Scope:
    """Ids of streams: moved wholly or in part, the parts among them, and those that stay wholly."""

    moved: tuple[str, ...]
    parts: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class StreamRow:
    name: str
    channels: str
    contacts: str
    who: str
    moved: bool


def scope_of(reading: Reading, option_id: str) -> Scope:
    moved = {
        stream: sum(shares.values())
        for stream in reading.streams
        if (shares := _outside(reading, option_id, stream))
    }
    return Scope(
        moved=tuple(moved),
        parts=tuple(stream for stream, share in moved.items() if share < _ALL),
        kept=tuple(stream for stream in reading.streams if stream not in moved),
    )


def stream_rows(reading: Reading, option: OptionResult | None) -> tuple[StreamRow, ...]:
    key = option.option_id if option else ""
    return tuple(
        StreamRow(
            name=reading.stream_name(stream.id),
            channels=joined(CHANNEL_NAMES.get(channel, channel) for channel in stream.channels) or "not said",
            contacts=_contacts(stream.contacts_per_month.likely),
            who=_who(reading, _outside(reading, key, stream.id)),
            moved=bool(_outside(reading, key, stream.id)),
        )
        for stream in reading.case.service.streams
    )


def _contacts(value: float | None) -> str:
    return "not known" if value is None else number(value)


def _outside(reading: Reading, option_id: str, stream_id: str) -> dict[str, float]:
    """Shares of a stream by provider, the in-house service left out."""
    option = reading.case_options.get(option_id)
    shares: dict[str, float] = {}
    for allocation in option.allocations if option else ():
        provider = reading.providers.get(allocation.provider_id)
        outside = provider is None or provider.kind != "in_house"
        if allocation.stream_id == stream_id and outside and allocation.share > 0:
            shares[allocation.provider_id] = shares.get(allocation.provider_id, 0.0) + allocation.share
    return shares


def _who(reading: Reading, shares: dict[str, float]) -> str:
    if not shares:
        return "stays in-house"
    left = 1 - sum(shares.values())
    if left < 1 - _ALL and len(shares) == 1:
        return reading.provider_name(next(iter(shares)))
    words = [f"{reading.provider_name(provider)} {percent(share)}" for provider, share in shares.items()]
    return joined(words + ([f"in-house {percent(left)}"] if left > 1 - _ALL else []))
