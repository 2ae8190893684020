"""What the document says in short phrases: opening hours, season, levels, avoidable shares."""

import re
from typing import Any, Final

from vendors.selectors.us_states import state_of, zone_of_state

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES: Final = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "UK": "Europe/London", "CET": "Europe/Paris",
}  # fmt: skip
SEASON: Final = re.compile(r"\b([A-Z][a-z]{2})-([A-Z][a-z]{2}),? volume x ?([0-9.]+)")
OPENING: Final = re.compile(r"^([0-9]{1,2})-([0-9]{1,2}) ([A-Z]{2,3}), ([1-7]) days\b")
AVOIDABLE: Final = re.compile(r"([a-z/ ]+?) ([0-9.]+) %(?:,|$)")
SERVICE_LEVEL: Final = re.compile(r"([0-9.]+)/([0-9.]+)")


def monthly_factors(texts: list[str]) -> list[float]:
    """Twelve factors with mean 1 from "Nov-Jan volume x 2.2"; empty where no season is named."""
    for text in texts:
        if (match := SEASON.search(text)) and {match[1].lower(), match[2].lower()} <= set(MONTHS):
            first, last = MONTHS.index(match[1].lower()), MONTHS.index(match[2].lower())
            busy = {(first + step) % 12 for step in range((last - first) % 12 + 1)}
            raw = [float(match[3]) if month in busy else 1.0 for month in range(12)]
            return [factor * 12 / sum(raw) for factor in raw]
    return []


def hours_per_week(hours: str) -> float | None:
    """From "07-24 ET, 7 days" or "24x7"; None where the phrase says it otherwise."""
    if hours.strip().lower() == "24x7":
        return 168.0
    if match := OPENING.match(hours):
        return float((int(match[2]) - int(match[1])) * int(match[4]))
    return None


def timezone_of(hours: str, place: str) -> str:
    """Of the state that the place names, else of the abbreviation in the opening hours; else empty."""
    if zone := zone_of_state(state_of(place)):
        return zone
    named = re.search(r"\b([A-Z]{2,3})\b", hours)
    return ZONES.get(named[1], "") if named else ""


def service_level(text: Any) -> tuple[float, float] | None:
    """ "74/20" → share answered, within seconds."""
    match = SERVICE_LEVEL.fullmatch(str(text or ""))
    return (float(match[1]) / 100, float(match[2])) if match else None


def avoidable_shares(assumptions: list[str]) -> dict[str, float]:
    """From "Avoidable share …: agents 95 %, supervisors 75 %": shares by name."""
    line = next((text for text in assumptions if text.lower().startswith("avoidable share")), "")
    return {name.strip(): float(share) / 100 for name, share in AVOIDABLE.findall(line.partition(":")[2])}


def paid_hours(assumptions: list[str]) -> float | None:
    """From "2,080 paid hours a year"."""
    found = re.search(r"([0-9,]+) paid hours a year", " ".join(assumptions))
    return float(found[1].replace(",", "")) if found else None


def number_before(words: str, text: str) -> float | None:
    """The number in front of some words, e.g. 7 from "7 months to build"."""
    found = re.search(rf"([0-9][0-9,]*(?:\.[0-9]+)?)\s*{words}", text)
    return float(found[1].replace(",", "")) if found else None


def number_after(words: str, text: str) -> float | None:
    found = re.search(rf"{words}\s*([0-9][0-9,]*(?:\.[0-9]+)?)", text)
    return float(found[1].replace(",", "")) if found else None
