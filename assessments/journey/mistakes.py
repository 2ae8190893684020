"""Numbers that look like another unit ("Did you mean …?"), and answers that contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.journey.questions import Question

FAR = 3.0


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have been meant: the value in the right unit, and what the typed one looks like."""

    value: float
    looks_like: str


# unit: (factor that turns what was typed into what is asked, what it looks like)
SLIPS: dict[str, tuple[tuple[float, str], ...]] = {
    "money/hour": (
        (1 / 173.33, "pay per month"),
        (1 / 2080, "pay per year"),
        (1 / 40, "pay per week"),
        (0.01, "an amount in cents"),
    ),
    "seconds": ((60.0, "minutes"), (3600.0, "hours")),
    "share": ((100.0, "a fraction instead of a percentage"),),
    "share/year": ((100.0, "a fraction instead of a percentage"), (12.0, "the share of one month")),
    "contacts/month": ((1 / 12, "contacts per year"), (30.4, "contacts per day")),
    "weeks": ((1 / 5, "working days"),),
    "hours/year": ((52.0, "hours per week"), (12.0, "hours per month")),
    "hours": ((7.0, "hours per day"),),
}


def slip_of(question: Question, likely: float) -> Slip | None:
    """What was probably meant, where a number far outside the plausible fits in another unit."""
    if question.plausible is None or not _far(likely, question.plausible):
        return None
    for factor, looks_like in SLIPS.get(question.unit, ()):
        value = likely * factor
        if question.plausible[0] <= value <= question.plausible[1]:
            return Slip(value, looks_like)
    return None


def is_odd(question: Question, likely: float) -> bool:
    """Far outside the plausible range, so worth a second look."""
    return question.plausible is not None and _far(likely, question.plausible)


def _far(value: float, plausible: tuple[float, float]) -> bool:
    low, high = plausible
    return value > high * FAR if value > high else (0 < value < low / FAR)


def contradiction(answers: Mapping[str, Any]) -> tuple[str, str] | None:
    """Answers of one page that cannot both be right: the id of the question to put right, and advice."""
    if answers.get("readiness.service_owner") and answers.get("readiness.service_owner_named") is False:
        return "readiness.service_owner_named", "Choose “Yes”, or clear the name above"
    return None
