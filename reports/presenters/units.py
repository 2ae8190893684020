"""Quantities in the words of their unit: `$31.40 per productive hour`, `72 %`, `14 months`."""

from reports.charts.formats import MISSING, NO_BREAK
from reports.presenters.numbers import Numbers, percent, points, tidy

PRICE_BASES = {
    "productive_hour": "per productive hour",
    "paid_hour": "per paid hour",
    "minute": "per minute",
    "contact": "per contact",
    "resolved_contact": "per settled contact",
    "fte_month": "per agent and month",
}
_MONEY_UNITS = {"money": "", "money/hour": " an hour", "money/year": " a year", "money/month": " a month"}
_SUFFIXES = {
    "contacts/month": " contacts a month",
    "FTE": " full-time jobs",
    "rubric": " of 4",
    "count": "",
    "elasticity": "",
    "score": " of 100",
    "level": " of 5",
    "percentile": " of 100",
    "ratio": "",
    "points": " points",
    "customers": " customers",
    "hours/year": " hours a year",
}
_STEPS = "rubric 0–"
_ONES = {"months": "month", "weeks": "week", "days": "day", "hours": "hour", "years": "year"}


def written(value: float | None, unit: str, numbers: Numbers, basis: str = "") -> str:
    """A value with its unit; `basis` is the price basis of an offer, whose unit is plain money."""
    if value is None:
        return MISSING
    if unit in _MONEY_UNITS:
        return _money(value, unit, numbers, basis)
    if unit in ("share", "%") or unit.startswith("share/"):
        return _share(value, unit)
    return f"{plain(value, unit, numbers)}{_unit_words(value, unit)}"


def plain(value: float | None, unit: str, numbers: Numbers, basis: str = "") -> str:
    """The figure alone, for a table whose column or row names the unit."""
    if value is None:
        return MISSING
    if unit in _MONEY_UNITS:
        if abs(value) >= 1_000_000:
            return numbers.money(value)
        small = abs(value) < 1_000 or basis
        return numbers.price(value) if small and (basis or unit == "money/hour") else numbers.amount(value)
    if unit == "%":
        return points(value) + NO_BREAK + "%"
    return _percent(value) if unit.startswith("share") else tidy(value, 4 if abs(value) >= 100 else 3)


def span(low: float, high: float, unit: str, numbers: Numbers, basis: str = "") -> str:
    """`68–73 %`, `$25.20 to $33.60`, `8`: a range in as little room as it can be read in."""
    first, last = (plain(value, unit, numbers, basis) for value in (low, high))
    if first == last:
        return first
    sign = NO_BREAK + "%"
    if low >= 0 and unit not in _MONEY_UNITS:
        return f"{first.removesuffix(sign)}–{last}"
    return f"{first} to {last}"


def unit_words(unit: str, numbers: Numbers, basis: str = "") -> str:
    """The unit as a column of its own."""
    if unit in _MONEY_UNITS:
        return f"{numbers.currency}{' ' + PRICE_BASES[basis] if basis else _MONEY_UNITS[unit]}"
    if unit.startswith("share"):
        return "% a year" if unit.endswith("year") else "%"
    if unit == "ratio":
        return "× (ratio)"
    if unit.startswith(_STEPS):
        return f"of {unit.removeprefix(_STEPS)}"
    return _SUFFIXES.get(unit, " " + unit).strip()


def _money(value: float, unit: str, numbers: Numbers, basis: str) -> str:
    if basis:
        return f"{numbers.price(value)} {PRICE_BASES[basis]}"
    exact = numbers.price(value) if unit == "money/hour" else ""
    return (
        exact or (numbers.money(value) if abs(value) >= 10_000 else numbers.amount(value))
    ) + _MONEY_UNITS[unit]


def _share(value: float, unit: str) -> str:
    text = points(value) + NO_BREAK + "%" if unit == "%" else _percent(value)
    return text + (" a year" if unit.endswith("/year") else "")


def _percent(value: float) -> str:
    """One decimal where a whole per cent would hide the difference: below 10 %, or close to 100."""
    decimals = 0 if 0.0995 <= abs(value) <= 0.99 or abs(value * 100 - round(value * 100)) < 1e-9 else 1
    if 0 < abs(value) < 0.001:
        decimals = 2
    return percent(value, decimals)


def _unit_words(value: float, unit: str) -> str:
    if unit.startswith(_STEPS):
        return f" of {unit.removeprefix(_STEPS)}"
    if unit in _ONES:
        return NO_BREAK + (_ONES[unit] if abs(value) == 1 else unit)
    return _SUFFIXES.get(unit, NO_BREAK + unit)
