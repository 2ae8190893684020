"""The entered months against what the report expected of them: inside or outside its 80 % range."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.charts.builders.results import actual_and_expected
from reports.charts.formats import NumberFormat
from reports.charts.spec import ChartSpec, Words
from reports.presenters.words import counted
from scoring.decision import Interval

Place = Literal["inside", "above", "below"]
YEAR = 12


@dataclass(frozen=True)
class Expected:
    """By month of the deal, as far as the decision looks ahead; empty where nobody is paid a price."""

    fees: tuple[Interval, ...]
    contacts: tuple[Interval, ...]


def place_of(value: float, expected: Sequence[Interval], month: int) -> Place | None:
    """`month` counts from 0. None beyond what the decision looked at."""
    if month >= len(expected):
        return None
    band = expected[month]
    return "above" if value > band.high else "below" if value < band.low else "inside"


def chart_of(
    what: str, expected: Sequence[Interval], actual: dict[int, float], number: NumberFormat, axis: str
) -> ChartSpec | None:
    """The years that were begun. None where nothing was expected or entered."""
    known = {month: value for month, value in actual.items() if month < len(expected)}
    if not known:
        return None
    shown = min(len(expected), YEAR * (max(known) // YEAR + 1))
    places = [place_of(value, expected, month) for month, value in sorted(known.items())]
    words = Words(
        _title(what, places),
        subtitle="By month, with the 80\u00a0% range over the futures of the decision shaded",
    )
    bands = [(band.low, band.mean, band.high) for band in expected[:shown]]
    return actual_and_expected(words, bands, [known.get(month) for month in range(shown)], number, axis)


def _title(what: str, places: Sequence[Place | None]) -> str:
    inside, last = places.count("inside"), places[-1]
    if len(places) == 1:
        newest = "inside" if inside else f"outside, {last},"
        return f"{what}: the first month is {newest} what the report expected"
    if inside == len(places):
        return f"{what}: all {len(places)} months are inside what the report expected"
    newest = "inside" if last == "inside" else f"{last} it"
    months = counted(len(places), "month")
    return f"{what}: {inside} of {months} inside what the report expected, the newest {newest}"
