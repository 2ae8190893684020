"""Which of the client's opening hours people elsewhere can share, day by day through a year.

Clock changes come from the time zone database, public holidays from the holidays package. A working day
there is from 9 to 18 o'clock on weekdays, as in a decision; night shifts are not counted.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

SHIFT_BEGINS, SHIFT_ENDS = 9, 18
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Month:
    """hours: mean of the days on which both work · days: how many · closed: their holidays"""

    number: int
    hours: float | None
    days: int
    closed: int


@dataclass(frozen=True, slots=True)
class YearOverlap:
    """mean counts days on which they have a holiday and you do not as nothing."""

    year: int
    opening_hours: float
    mean: float
    months: tuple[Month, ...]
    closed: tuple[tuple[dt.date, str], ...]
    holidays_known: bool


@lru_cache(maxsize=512)
def year_overlap(
    home_zone: str, home_iso2: str, away_zone: str, away_iso2: str, opens: int, closes: int, year: int
) -> YearOverlap:
    """opens and closes in hours of the client's day. Raises KeyError for a zone that does not exist."""
    home, away = ZoneInfo(home_zone), ZoneInfo(away_zone)
    ours, theirs = _holidays(home_iso2, year), _holidays(away_iso2, year)
    months: dict[int, list[float]] = {month: [] for month in range(1, 13)}
    closed, alike = [], {}
    for day in _weekdays(year):
        if day in (ours or {}):
            continue
        if theirs and day in theirs:
            closed.append((day, str(theirs[day])))
            continue
        kind = (day.weekday(), *(_at(day, 12, zone) - _at(day, 12, ZoneInfo("UTC")) for zone in (home, away)))
        if kind not in alike:  # days between two clock changes share the same hours
            alike[kind] = _shared(day, home, away, opens, closes)
        months[day.month].append(alike[kind])
    shared = [hours for days in months.values() for hours in days]
    open_days = len(shared) + len(closed)
    return YearOverlap(
        year=year,
        opening_hours=closes - opens,
        mean=sum(shared) / open_days if open_days else 0.0,
        months=tuple(_month(number, days, closed) for number, days in months.items()),
        closed=tuple(closed),
        holidays_known=theirs is not None,
    )


def _month(number: int, days: list[float], closed: list[tuple[dt.date, str]]) -> Month:
    mean = sum(days) / len(days) if days else None
    return Month(number, mean, len(days), sum(day.month == number for day, _ in closed))


def _weekdays(year: int) -> Iterator[dt.date]:
    day = dt.date(year, 1, 1)
    while day.year == year:
        if day.weekday() < SATURDAY:
            yield day
        day += dt.timedelta(days=1)


def _holidays(iso2: str, year: int) -> dict[dt.date, str] | None:
    """None where no calendar of the country is known."""
    try:
        return dict(holidays.country_holidays(iso2, years=year, language="en_US"))
    except (NotImplementedError, KeyError):
        return None


def _shared(day: dt.date, home: ZoneInfo, away: ZoneInfo, opens: int, closes: int) -> float:
    begins, ends = _at(day, opens, home), _at(day, closes, home)
    seconds = 0.0
    for offset in (-1, 0, 1):
        there = day + dt.timedelta(days=offset)
        if there.weekday() < SATURDAY:
            first = max(begins, _at(there, SHIFT_BEGINS, away))
            last = min(ends, _at(there, SHIFT_ENDS, away))
            seconds += max(0.0, (last - first).total_seconds())
    return seconds / 3600


def _at(day: dt.date, hour: int, zone: ZoneInfo) -> dt.datetime:
    """In UTC: two times of one zone would subtract without the clock change."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=hour // 24), dt.time(hour % 24), zone)
    return midnight.astimezone(dt.UTC)
