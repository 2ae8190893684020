"""An estimate as it is stored: low, likely, high, how it is known and where it comes from."""

from collections.abc import Mapping
from typing import Any, Final, TypedDict

UNKNOWN: Final = "unknown"
SPREADS: Final = {"A": 0.03, "B": 0.08, "C": 0.15, "D": 0.25, "E": 0.50}
GRADES: Final = (*SPREADS, UNKNOWN)


class Estimate(TypedDict):
    low: float | None
    likely: float | None
    high: float | None
    evidence: str
    source: str


def unknown_estimate(source: str = "") -> Estimate:
    """The honest answer: nobody knows."""
    return {"low": None, "likely": None, "high": None, "evidence": UNKNOWN, "source": source}


def range_of(
    likely: float, evidence: str, least: float | None = None, most: float | None = None
) -> tuple[float, float]:
    """Low and high as far from the likely value as this kind of evidence usually is off."""
    width = abs(likely) * SPREADS[evidence]
    return bounded(likely - width, least, most), bounded(likely + width, least, most)


def bounded(value: float, least: float | None, most: float | None) -> float:
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)


def make_estimate(
    likely: float | None,
    evidence: str = UNKNOWN,
    *,
    low: float | None = None,
    high: float | None = None,
    source: str = "",
    least: float | None = None,
    most: float | None = None,
) -> Estimate:
    """An estimate with what was left out filled in from the evidence."""
    if likely is None or evidence == UNKNOWN:
        return unknown_estimate(source)
    usual_low, usual_high = range_of(likely, evidence, least, most)
    return {
        "low": min(usual_low, likely) if low is None else low,
        "likely": likely,
        "high": max(usual_high, likely) if high is None else high,
        "evidence": evidence,
        "source": source,
    }


def fault_of(value: Mapping[str, Any]) -> str:
    """Why this is not an estimate, in a sentence; empty when it is one."""
    if set(value) != {"low", "likely", "high", "evidence", "source"}:
        return "An estimate has low, likely, high, evidence and source."
    if value["evidence"] not in GRADES:
        return "The evidence of an estimate is A, B, C, D, E or unknown."
    numbers = [value[name] for name in ("low", "likely", "high")]
    if value["evidence"] == UNKNOWN:
        return "" if numbers == [None] * 3 else "An unknown estimate has no numbers."
    if not all(is_finite_number(number) for number in numbers):
        return "An estimate needs three numbers."
    return "" if numbers == sorted(numbers) else "Low, most likely and high must be in this order."


def is_finite_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value == value and abs(value) <= 1e15
