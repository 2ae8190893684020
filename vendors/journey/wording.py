"""A fact as people read it."""

from typing import Any, Final

from ui.formats import SPACE, decimal_text, estimate_text, money_text, percent_text
from vendors.journey.choices import country_name
from vendors.journey.questions import Question
from vendors.services.facts import UNKNOWN

NOT_ASKED: Final = "Not asked yet"
NOT_KNOWN: Final = "Nobody knows"
UNITS: Final = {"score": "of 100", "rubric": "of 4", "level": "of 5", "ratio": "", "FTE": "people"}
NO_CENTS_FROM: Final = 1000


def words_of(question: Question, content: Any, currency: str) -> str:
    """The answer without its evidence. currency: of the money in it."""
    if content is None or content == "" or content == []:
        return NOT_ASKED
    if content == UNKNOWN or (isinstance(content, dict) and content.get("evidence") == "unknown"):
        return NOT_KNOWN
    if question.kind == "estimate":
        return _estimate(question, content, currency)
    if question.kind == "number":
        return _number(question, content, currency)
    if question.kind == "yes_no":
        return "Yes" if content else "No"
    if question.kind == "choice":
        return dict(question.choices).get(content, str(content))
    return country_name(content) if question.kind == "country" else str(content)


def evidence_of(content: Any) -> str:
    """The grade of an estimate; empty for what has none."""
    grade = content.get("evidence", "") if isinstance(content, dict) else ""
    return "" if grade == "unknown" else str(grade)


def source_of(content: Any) -> str:
    return str(content.get("source") or "") if isinstance(content, dict) else ""


def is_known(content: Any) -> bool:
    return words_of(_PLAIN, content, "USD") not in (NOT_ASKED, NOT_KNOWN)


def _estimate(question: Question, content: dict[str, Any], currency: str) -> str:
    if question.unit.startswith("share"):
        return estimate_text(content, "percent", 1 if 0 < abs(content["likely"]) < 0.1 else 0)
    if question.unit.startswith(("money", "price")):
        return estimate_text(content, currency, 0 if abs(content["likely"]) >= NO_CENTS_FROM else None)
    return estimate_text(content, UNITS.get(question.unit, question.unit))


def _number(question: Question, content: float, currency: str) -> str:
    if question.unit.startswith(("money", "price")):
        return money_text(content, currency)
    if question.unit.startswith("share"):
        return percent_text(content, 0 if float(content * 100).is_integer() else 1)
    unit = UNITS.get(question.unit, question.unit)
    if not unit:
        return f"{content:g}"
    return decimal_text(content, 0 if float(content).is_integer() else 1) + SPACE + unit


_PLAIN: Final = Question(sheet="", section="", key="", kind="text", text="", why="")
