"""An uncertain number with how it is known, and what kind of number a field holds."""

from dataclasses import dataclass, field
from typing import Any, Literal

Evidence = Literal["A", "B", "C", "D", "E", "unknown"]
EVIDENCE_GRADES: tuple[Evidence, ...] = ("A", "B", "C", "D", "E", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low (10th percentile), likely (mode) and high (90th percentile) in the unit of its field.

    With evidence ``unknown`` the three are None and the field's whole plausible range stands in.
    """

    low: float | None = None
    likely: float | None = None
    high: float | None = None
    evidence: Evidence = "unknown"
    source: str = ""

    @classmethod
    def constant(cls, value: float, evidence: Evidence = "A", source: str = "") -> "Estimate":
        return cls(low=value, likely=value, high=value, evidence=evidence, source=source)

    @property
    def is_unknown(self) -> bool:
        return self.likely is None

    @property
    def is_constant(self) -> bool:
        return self.likely is not None and self.low == self.likely == self.high


UNKNOWN = Estimate()


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a field measures: label and question for people, unit, natural bounds, plausible range.

    unit is one of: money, money/hour, money/year, money/month, share, share/year, seconds, hours, hours/year,
    weeks, months, days, years, FTE, contacts/month, customers, points, score (0-100), rubric (0-4),
    level (1-5), percentile, ratio. Shares are fractions (0.35, never 35). Money is in the case's currency.
    """

    label: str
    unit: str
    minimum: float | None = 0.0
    maximum: float | None = None
    plausible: tuple[float, float] | None = None
    question: str = ""


def quantity(
    label: str,
    unit: str,
    *,
    minimum: float | None = 0.0,
    maximum: float | None = None,
    plausible: tuple[float, float] | None = None,
    question: str = "",
    default: Estimate = UNKNOWN,
) -> Any:
    """A dataclass field that holds an Estimate of this quantity; unknown unless given."""
    what = Quantity(label, unit, minimum, maximum, plausible, question)
    return field(default=default, metadata={"quantity": what})


def share(label: str, plausible: tuple[float, float], question: str = "", default: Estimate = UNKNOWN) -> Any:
    """A quantity that is a fraction between 0 and 1."""
    return quantity(label, "share", maximum=1.0, plausible=plausible, question=question, default=default)
