"""The months of a deal as rows of a file: as entered, and as worked out."""

from collections.abc import Iterator, Sequence
from typing import Any

from reports.models import MonthResult
from reports.presenters.results.entered import Measure, measures, months_between, periods_of
from reports.presenters.results.expected import Expected, place_of
from reports.presenters.results.settled import pay_of_month

Value = str | float | int | None
ENTERED = ("contacts", "fee", "price", "incidents", "complaints", "stories", "rating")


def listed(rows: Sequence[MonthResult], expected: Expected, began: Any) -> list[list[Value]]:
    """A head, and a line per month. Shares from 0 to 1; what is measured weekly has a column a week."""
    columns = list(dict.fromkeys(column for row in rows for column in _columns(row)))
    basics = dict.fromkeys(title for row in rows for _, title, _ in row.terms["basics"])
    heads: list[Value] = ["month", *ENTERED, *(name for name, _, _ in columns)]
    heads += [f"missed: {title}" for title in basics]
    heads += ["bonus", "malus", "fee against the report", "contacts against the report"]
    heads += ["what happened", "why customers called"]
    return [
        heads,
        *(_line(row, columns, list(basics), expected, months_between(began, row.month)) for row in rows),
    ]


def _columns(row: MonthResult) -> Iterator[tuple[str, str, int]]:
    weeks = len(periods_of(row.terms["scheme"], row.month))
    for measure in measures(row.terms):
        for place in range(weeks if measure.by_period else 1):
            yield _name(measure, place, weeks), measure.key, place


def _name(measure: Measure, place: int, weeks: int) -> str:
    return f"{measure.label}, week {place + 1}" if measure.by_period and weeks > 1 else measure.label


def _line(
    row: MonthResult, columns: list[tuple[str, str, int]], basics: list[str], expected: Expected, place: int
) -> list[Value]:
    pay, own = pay_of_month(row), set(_columns(row))
    titles = {title: len(row.missed.get(key, ())) for key, title, _ in row.terms["basics"]}
    against = place_of(float(row.fee), expected.fees, place), place_of(row.contacts, expected.contacts, place)
    return [
        f"{row.month:%Y-%m}",
        *(_plain(getattr(row, name)) for name in ENTERED),
        *(_measured(row, key, week) if (name, key, week) in own else None for name, key, week in columns),
        *(titles.get(title) for title in basics),
        round(pay.bonus, 2),
        round(pay.malus, 2),
        *against,
        row.events,
        row.reasons,
    ]


def _measured(row: MonthResult, key: str, week: int) -> float | None:
    values = row.measured.get(key, ())
    found: float | None = values[week] if week < len(values) else None
    return found


def _plain(value: Any) -> Value:
    return value if value is None or isinstance(value, int) else float(value)
