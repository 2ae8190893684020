"""Which streams leave when a document only says how much of the volume leaves."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from assessments.models import ContactStream

EQUAL: Final = 5e-4
SMALLEST: Final = 1e-6
MOST_COMBINED: Final = 12  # beyond that, trying all combinations takes too long
Shares = list[tuple[ContactStream, float]]


def streams_that_leave(streams: Sequence[ContactStream], share_of_volume: float, country: str) -> Shares:
    """Streams with the share of each that leaves, most suitable first.

    Whole streams where some of them make up the volume exactly; else whole streams in the order of their
    suitability while they fit, and a part of the next. Work that must be done face to face stays.
    """
    total = sum(_volume(stream) for stream in streams)
    if not total or share_of_volume <= 0:
        return []
    ranked = sorted((s for s in streams if not s.face_to_face_share), key=lambda s: _suitability(s, country))
    wanted = share_of_volume * total
    whole = _exactly(ranked, wanted, total)
    return [(stream, 1.0) for stream in whole] if whole else _one_after_the_other(ranked, wanted)


def _suitability(stream: ContactStream, country: str) -> tuple[bool, int, int, int, int]:
    """Small is suitable: may leave, simple, well documented, not sensitive."""
    bound = bool(stream.required_country_iso3) and stream.required_country_iso3 != country
    simple, documented = stream.complexity_1_to_5 or 3, stream.documentation_1_to_5 or 3
    return bound, simple, -documented, stream.sensitivity_1_to_5 or 3, stream.order


def _exactly(ranked: Sequence[ContactStream], wanted: float, total: float) -> Sequence[ContactStream]:
    """Combinations come in the order of the ranking, so that the first that fits is the most suitable."""
    if len(ranked) > MOST_COMBINED:
        return ()
    fitting = [
        chosen
        for size in range(1, len(ranked) + 1)
        for chosen in combinations(ranked, size)
        if abs(sum(_volume(stream) for stream in chosen) - wanted) <= EQUAL * total
    ]
    places = {stream.slug: place for place, stream in enumerate(ranked)}
    return min(fitting, key=lambda chosen: max(places[s.slug] for s in chosen), default=())


def _one_after_the_other(ranked: Sequence[ContactStream], wanted: float) -> Shares:
    found: Shares = []
    for stream in ranked:
        share = min(1.0, wanted / _volume(stream)) if _volume(stream) else 0.0
        if share > SMALLEST:
            found.append((stream, share))
            wanted -= share * _volume(stream)
    return found


def _volume(stream: ContactStream) -> float:
    return float((stream.contacts_per_month or {}).get("likely") or 0.0)
