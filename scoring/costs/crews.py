"""What a smaller crew costs: the same service level needs more idle time (rule M6).

A stream is a queue. One that moves as a whole takes its queue along and loses nothing; one that two
centres share becomes two smaller queues.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scoring.case import Case, Service, Stream

from ..errors import Floats
from ..staffing import OccupancyTable, agents_required, erlang_a, occupancy_table

WEEKS_A_MONTH = 365.25 / 7 / 12
LIVE_CHANNELS = frozenset({"phone", "chat", "voice", "video"})
PEAK = 1.2
PATIENCE_SECONDS = 180.0
KEPT = 64
_ROOM = 16.0  # the table reaches this many times today's likely load


def live_share(stream: Stream) -> float:
    """Share of a stream that must be answered at once: its live channels among all its channels."""
    if not stream.channels:
        return 0.0
    return sum(c in LIVE_CHANNELS for c in stream.channels) / len(stream.channels)


def crew_table(case: Case) -> OccupancyTable | None:
    """Agent hours a week against handling hours a week at today's service level, by Erlang C.

    None without opening hours, an answering target, or volumes: then nothing can be sized, and the
    decision says so.
    """
    service = case.service
    seconds, week = _typical_seconds(service), _likely_week(service)
    level, target = service.service_level.likely, service.service_level_target_seconds
    if not seconds or not week or target is None or level is None or not 0 < level < 1:
        return None
    profile = _profile(service)
    return _table(profile, seconds, target, level, week * _ROOM) if profile else None


def crew_growth(table: OccupancyTable | None, week_hours: Floats, share: float, live: float) -> Floats:
    """Agent time per contact of a crew that gets ``share`` of a queue, against the whole queue: ≥ 1.

    ``week_hours`` (n) handling hours of the queue a week, ``live`` the share of it that cannot wait.
    """
    if table is None or not _is_split(share, live):
        return np.ones(len(week_hours))
    return _growth(
        np.asarray(table.hours(week_hours)), np.asarray(table.hours(week_hours * share)), share, live
    )


def _is_split(share: float, live: float) -> bool:
    return live > 0 and 1e-12 < share < 1 - 1e-12


def _growth(whole: Floats, part: Floats, share: float, live: float) -> Floats:
    """From the agent hours of the whole queue and of the part."""
    more = np.where(whole > 0, part / np.where(whole > 0, share * whole, 1.0) - 1, 0.0)
    return np.asarray(1 + live * np.maximum(more, 0.0))


class Crews:
    """Agent time of smaller crews, by stream; kept, since options often split a stream alike.

    ``week_hours`` (streams, n): handling hours of each stream's queue a week.
    """

    def __init__(self, table: OccupancyTable | None, streams: Sequence[Stream], week_hours: Floats) -> None:
        self._table, self._week_hours = table, week_hours
        self._live = [live_share(s) for s in streams]
        self._kept: dict[tuple[int, float], Floats] = {}

    def growth(self, shares: Floats) -> Floats:
        """Agent time per contact when ``shares`` (streams, 1) are queues of their own, against the whole
        queue: at least 1, (streams, n)."""
        rows = [self._growth(place, float(share)) for place, share in enumerate(shares[:, 0])]
        return np.array(rows) if rows else self._week_hours

    def _growth(self, place: int, share: float) -> Floats:
        table, live = self._table, self._live[place]
        if table is None or not _is_split(share, live):
            return np.ones(self._week_hours.shape[1])
        return _growth(self._needed(table, place, 1.0), self._needed(table, place, share), share, live)

    def _needed(self, table: OccupancyTable, place: int, share: float) -> Floats:
        """Agent hours a week of a crew for a share of a stream."""
        if (place, share) not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[place, share] = np.asarray(table.hours(self._week_hours[place] * share))
        return self._kept[place, share]


def peak_share(case: Case) -> float | None:
    """Service level at 20 % more volume with today's crew, against today's (rule M25).

    Erlang A, since at the peak callers hang up; None where today's crew cannot be sized.
    """
    service = case.service
    seconds, week = _typical_seconds(service), _likely_week(service)
    level, target = service.service_level.likely, service.service_level_target_seconds
    if (
        not (seconds and week and service.hours_per_week)
        or target is None
        or level is None
        or not 0 < level < 1
    ):
        return None
    return _peak_share(round(week / service.hours_per_week, 6), seconds, target, level)


@lru_cache(maxsize=32)
def _peak_share(load: float, seconds: float, target: float, level: float) -> float:
    rate = load * 3600 / seconds
    crew = agents_required(rate, seconds, target, level)
    now, peak = erlang_a(np.array([1.0, PEAK]) * rate, seconds, PATIENCE_SECONDS, crew, target).service_level
    return float(peak / now)


@lru_cache(maxsize=32)
def _table(
    profile: tuple[float, ...], seconds: float, target: float, level: float, largest: float
) -> OccupancyTable:
    return occupancy_table(np.array(profile), seconds, target, level, largest)


def _profile(service: Service) -> tuple[float, ...]:
    """Shares of the week per half hour: as measured, or even over the opening hours."""
    measured = [s.arrival_profile for s in service.streams if s.arrival_profile]
    if measured:
        return tuple(float(x) for x in np.sum(measured, axis=0))
    if not service.hours_per_week:
        return ()
    return (1.0,) * max(1, round(2 * service.hours_per_week))


def _likely_week(service: Service) -> float:
    return sum((c * s) for c, s in _known(service)) / 3600 / WEEKS_A_MONTH


def _typical_seconds(service: Service) -> float:
    """Handling time over all streams by their likely contacts."""
    total = sum(contacts for contacts, _ in _known(service))
    return sum(c * s for c, s in _known(service)) / total if total else 0.0


def _known(service: Service) -> list[tuple[float, float]]:
    return [
        (s.contacts_per_month.likely, s.handle_seconds.likely / s.concurrency)
        for s in service.streams
        if s.contacts_per_month.likely and s.handle_seconds.likely
    ]
