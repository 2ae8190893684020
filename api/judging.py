"""Whether a content answers its question: judged by the very field that asks it on a page."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ValidationError

from assessments.forms.fields import field_for, shown, stored
from assessments.journey.mistakes import is_odd
from assessments.journey.questions import Question
from ui.estimates import fault_of, is_finite_number
from ui.numbers import written
from vendors.services.facts import UNKNOWN

DECIMALS: Final = 6
SHAPES: Final = {
    "number": "a number",
    "text": "a text",
    "lines": "a list of texts",
    "choice": "one of the choices",
    "multi": "a list of choices",
    "yes_no_unknown": "true or false",
    "date": "a day such as 2027-06-30",
    "languages": "a list of objects with code and share, 0 to 1",
    "months": "a list of twelve numbers, 1 for an average month",
}


def judged(question: Question, content: Any, currency: str) -> Any:
    """The content as it is stored. ValueError says what is wrong with it, in a sentence."""
    if content is None or content == UNKNOWN:
        return content
    try:
        if question.kind == "estimate":
            return _estimate(question, content, currency)
        if not _SHAPE[question.kind](content):
            raise ValueError(f"Expected {SHAPES[question.kind]}")
        return stored(question, field_for(question, currency).clean(_typed(question, content)))
    except ValidationError as fault:
        raise ValueError(" ".join(fault.messages)) from fault


def looks_odd(question: Question, content: Any) -> bool:
    """Far from what is usual: the sender has to confirm it, as a person on the page has to."""
    likely = content.get("likely") if isinstance(content, dict) else None
    return likely is not None and is_odd(question, likely)


def _estimate(question: Question, content: Any, currency: str) -> Any:
    """The field judges what stands in its inputs; the numbers themselves are kept in all their digits."""
    if not isinstance(content, dict) or not isinstance(content.get("source"), str):
        raise ValueError("Expected an object with low, likely, high, evidence and source")
    if not isinstance(content.get("evidence"), str):
        raise ValueError("The evidence of an estimate is A, B, C, D, E or unknown.")
    if fault := fault_of(content):
        raise ValueError(fault)
    field: Any = field_for(question, currency)
    field.clean(field.texts_of(content))
    return content


def _typed(question: Question, content: Any) -> Any:
    """As a browser would send it."""
    if question.kind == "languages":
        return [{"code": row["code"], "share": _percent(row["share"])} for row in content]
    if question.kind == "months":
        return [_percent(factor) for factor in content]
    if question.kind == "date":
        return content
    value = shown(question, content)
    if question.kind == "number":
        return written(content * 100 if question.unit == "share" else content, DECIMALS)
    return value


def _percent(share: float) -> str:
    return written(share * 100, DECIMALS)


def _are_texts(content: Any) -> bool:
    return isinstance(content, list) and all(isinstance(text, str) for text in content)


def _are_languages(content: Any) -> bool:
    return isinstance(content, list) and all(
        isinstance(row, dict)
        and set(row) == {"code", "share"}
        and isinstance(row["code"], str)
        and is_finite_number(row["share"])
        for row in content
    )


def _are_numbers(content: Any) -> bool:
    return isinstance(content, list) and len(content) == 12 and all(map(is_finite_number, content))


_SHAPE: Final[dict[str, Callable[[Any], bool]]] = {
    "number": is_finite_number,
    "text": lambda content: isinstance(content, str),
    "lines": _are_texts,
    "choice": lambda content: isinstance(content, str) or type(content) is int,
    "multi": _are_texts,
    "yes_no_unknown": lambda content: isinstance(content, bool),
    "date": lambda content: isinstance(content, str),
    "languages": _are_languages,
    "months": _are_numbers,
}
