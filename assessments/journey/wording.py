"""An answer as people read it: in the list of answers, in its history, where two people differ."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from assessments.journey.choices import words_for
from assessments.journey.questions import Question, questionnaire
from ui.formats import SPACE, decimal_text, estimate_text, money_text, percent_text, seconds_text
from ui.words import evidence_words
from vendors.journey.choices import languages
from vendors.services.facts import UNKNOWN

NOT_ASKED: Final = "Not answered yet"
NOT_KNOWN: Final = "I don't know"
WORDS: Final = {
    "hours": "hours",
    "hours/year": "hours",
    "weeks": "weeks",
    "months": "months",
    "FTE": "agents",
    "contacts/month": "a month",
    "customers": "customers",
}
WHOLE_FROM: Final = 100
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words_of(question: Question, content: Any, currency: str) -> str:
    """The answer without its evidence."""
    if content is None or content == "":
        return NOT_ASKED
    if content == UNKNOWN:
        return NOT_KNOWN
    return READERS[question.kind](question, content, currency)


def evidence_of(content: Any) -> str:
    """How it is known, for estimates; empty for the rest."""
    if not isinstance(content, dict) or not content.get("evidence") or content["evidence"] == "unknown":
        return ""
    return evidence_words(content["evidence"])


def source_of(content: Any) -> str:
    return str(content.get("source") or "") if isinstance(content, dict) else ""


def question_of(key: str) -> Question | None:
    return questionnaire().questions.get(key)


def _estimate(question: Question, content: dict[str, Any], currency: str) -> str:
    if content.get("evidence") == "unknown":
        return NOT_KNOWN
    if question.unit.startswith("share"):
        tiny = abs(content.get("likely") or 0) < 0.01
        return estimate_text(content, "percent", 2 if tiny else 0)
    if question.unit.startswith("money"):
        return estimate_text(content, currency)
    if question.unit == "seconds":
        return ranged(content, seconds_text)
    digits = 0 if (content.get("likely") or 0) >= WHOLE_FROM else 1
    unit = WORDS.get(question.unit, question.unit)
    return f"{ranged(content, lambda value: decimal_text(value, digits))}{SPACE}{unit}".strip(SPACE)


def ranged(content: Mapping[str, Any], written: Callable[[float], str]) -> str:
    """Most likely and its range, each written in the same way."""
    low, likely, high = (written(content[part]) for part in ("low", "likely", "high"))
    return likely if low == likely == high else f"{likely} ({low} to {high})"


def _number(question: Question, content: float, currency: str) -> str:
    if question.unit.startswith("money"):
        return money_text(content, currency, 0)
    if question.unit == "share":
        return percent_text(content)
    unit = WORDS.get(question.unit, "")
    if question.unit == "seconds":
        return seconds_text(content)
    digits = 0 if float(content).is_integer() else 1
    return decimal_text(content, digits) + (SPACE + unit if unit else "")


def _multi(question: Question, content: list[str], currency: str) -> str:
    return ", ".join(words_for(question, value) for value in content) or "None of these"


def _choice(question: Question, content: Any, currency: str) -> str:
    return words_for(question, str(content))


def _languages(question: Question, content: list[dict[str, Any]], currency: str) -> str:
    names = dict(languages())
    return ", ".join(f"{names.get(row['code'], row['code'])} {percent_text(row['share'])}" for row in content)


def _months(question: Question, content: list[float], currency: str) -> str:
    pairs = zip(MONTHS, content, strict=False)
    return ", ".join(f"{month} {percent_text(factor)}" for month, factor in pairs) or "Every month alike"


READERS: Final[dict[str, Callable[[Question, Any, str], str]]] = {
    "estimate": _estimate,
    "number": _number,
    "text": lambda question, content, currency: str(content),
    "lines": lambda question, content, currency: "; ".join(content),
    "choice": _choice,
    "multi": _multi,
    "yes_no_unknown": lambda question, content, currency: "Yes" if content else "No",
    "date": lambda question, content, currency: str(content),
    "languages": _languages,
    "months": _months,
}
