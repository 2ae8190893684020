"""How much of one place's working day another place shares, clock changes included."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

OPENS, CLOSES = 9, 18
SAMPLE_YEAR = 2026


@cache
def office_hours_shared(home: str, away: str) -> float:
    """Hours a day in which it is between 9 and 18 o'clock at both, mean over the weeks of a year.

    home, away: IANA names. Raises ZoneInfoNotFoundError (a KeyError) for a zone that does not exist.
    """
    days = [dt.date(SAMPLE_YEAR, 1, 1) + dt.timedelta(weeks=week) for week in range(52)]
    shared = [_shared(_hours(day, ZoneInfo(home)), day, ZoneInfo(away)) for day in days]
    return round(sum(shared) / len(shared), 2)


def _hours(day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """In UTC: two times of one zone would subtract without the clock change."""
    opens, closes = (dt.datetime.combine(day, dt.time(hour), zone) for hour in (OPENS, CLOSES))
    return opens.astimezone(dt.UTC), closes.astimezone(dt.UTC)


def _shared(home: tuple[dt.datetime, dt.datetime], day: dt.date, away: ZoneInfo) -> float:
    near = (_hours(day + dt.timedelta(days=offset), away) for offset in (-1, 0, 1))
    seconds = ((min(home[1], ends) - max(home[0], begins)).total_seconds() for begins, ends in near)
    return sum(max(0.0, second) for second in seconds) / 3600
