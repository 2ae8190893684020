"""How much of the hours in which a service is open lies within the working day of another place."""

import datetime as dt
import re
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

OFFICE: Final = (9.0, 18.0)
ROUND_THE_CLOCK: Final = (0.0, 24.0)
SAMPLE_YEAR: Final = 2026
TIME: Final = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?"
OPENING: Final = re.compile(rf"\s*{TIME}\s*(?:-|–|to|until)\s*{TIME}")


def opening_of(hours: str, hours_per_week: float | None = None) -> tuple[float, float]:
    """Opens and closes, from "07-24 ET, 7 days" or "24x7"; office hours where the text does not say it."""
    if (hours_per_week or 0) >= 168 or hours.strip().lower().startswith(("24x7", "24/7", "24 x 7")):
        return ROUND_THE_CLOCK
    if not (match := OPENING.match(hours)):
        return OFFICE
    opens, closes = (int(match[n]) + int(match[n + 1] or 0) / 60 for n in (1, 3))
    return (opens, closes) if 0 <= opens < closes <= 24 else OFFICE


@cache
def hours_shared(home: str, away: str, opening: tuple[float, float] = OFFICE) -> float:
    """Hours a day in which the service is open and it is between 9 and 18 o'clock away, mean over the year.

    home, away: IANA names; clock changes of both are followed. Raises KeyError (ZoneInfoNotFoundError) for a
    zone that does not exist.
    """
    days = [dt.date(SAMPLE_YEAR, 1, 1) + dt.timedelta(weeks=week) for week in range(52)]
    shared = [_shared(_window(day, opening, home), day, away) for day in days]
    return round(sum(shared) / len(shared), 2)


def _window(day: dt.date, hours: tuple[float, float], zone: str) -> tuple[dt.datetime, dt.datetime]:
    """In UTC: two times of one zone would subtract without the clock change."""
    midnight = dt.datetime.combine(day, dt.time())
    local = (midnight + dt.timedelta(hours=hour) for hour in hours)
    opens, closes = (time.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC) for time in local)
    return opens, closes


def _shared(open_hours: tuple[dt.datetime, dt.datetime], day: dt.date, away: str) -> float:
    near = (_window(day + dt.timedelta(days=offset), OFFICE, away) for offset in (-1, 0, 1))
    opens, closes = open_hours
    seconds = ((min(closes, ends) - max(opens, begins)).total_seconds() for begins, ends in near)
    return sum(max(0.0, second) for second in seconds) / 3600
