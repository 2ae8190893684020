"""What is entered for a month of a deal: the periods that are paid, and the figures that are measured."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from babel.dates import format_date

from reports.models import MonthResult
from reports.presenters.numbers import LOCALE, percent
from reports.presenters.plan import wording

WEEK = dt.timedelta(days=7)
THURSDAY = 3
TRACKED = {  # what the triggers look at, besides what is paid for
    "service_level": "Answered in time",
    "satisfaction": "Customers satisfied",
    "first_contact_resolution": "Settled at the first contact",
}


@dataclass(frozen=True)
class Measure:
    """A figure of the month. `level`: which figure of the provider it is, empty for a share of weeks."""

    key: str
    label: str
    level: str
    paid: bool
    by_period: bool


def terms_now(
    scheme: Mapping[str, Any], satisfaction: float | None, basics: list[tuple[str, str, str]]
) -> dict[str, Any]:
    """What a month is settled by, as plain values. `satisfaction`: before the deal, which must not fall much;
    `basics`: key, title and words of each basic requirement."""
    return {"scheme": dict(scheme), "satisfaction": satisfaction, "basics": [list(one) for one in basics]}


def periods_of(scheme: Mapping[str, Any], month: dt.date) -> tuple[str, ...]:
    """Names of what is paid apart: the month, or the weeks of which the greater part lies in it."""
    if scheme["period"] == "month":
        return ("",)
    thursday = month + dt.timedelta(days=(THURSDAY - month.weekday()) % 7)
    found = []
    while thursday.month == month.month:
        monday = thursday - dt.timedelta(days=THURSDAY)
        found.append(f"week of {format_date(monday, 'd MMMM', locale=LOCALE)}")
        thursday += WEEK
    return tuple(found)


def measures(terms: Mapping[str, Any]) -> tuple[Measure, ...]:
    """What is paid for first, then what the triggers look at and no metric tells."""
    scheme = terms["scheme"]
    paid = [_paid(row, scheme["period"]) for row in scheme["metrics"]]
    told = {measure.level for measure in paid}
    rest = [Measure(key, label, key, False, False) for key, label in TRACKED.items() if key not in told]
    return (*paid, *rest)


def figure(row: MonthResult, level: str) -> float | None:
    """A provider's figure over the month, None where it was not measured."""
    keys = [measure.key for measure in measures(row.terms) if measure.level == level]
    known = [value for key in keys for value in row.measured.get(key, ()) if value is not None]
    return fmean(known) if known else None


def month_of(text: str) -> dt.date | None:
    """`2027-03` → its first day."""
    if len(text) != len("2027-03") or not text.isascii():
        return None
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def months_between(first: dt.date, last: dt.date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


def months_after(first: dt.date, count: int) -> dt.date:
    years, month = divmod(first.month - 1 + count, 12)
    return dt.date(first.year + years, month + 1, 1)


def _paid(row: Mapping[str, Any], period: str) -> Measure:
    known = next(one for one in wording.incentives()["metric"] if one["id"] == row["key"])
    title, weekly = known["title"], row["weekly_target"]
    if weekly is None:
        return Measure(row["key"], title, known["level"], True, True)
    if period == "week":
        return Measure(
            row["key"], f"Consistency: answered in time, {percent(weekly)} wanted", known["level"], True, True
        )
    return Measure(row["key"], f"{title} of {percent(weekly)}", "", True, True)
