"""The form field of a question, by its kind; and what is stored of what was typed."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django import forms

from ui.forms import EstimateField, MoneyField, PercentField, RadioCards, StrictDecimalField
from vendors.journey.choices import countries
from vendors.journey.currencies import currencies
from vendors.journey.questions import Question
from vendors.services.facts import UNKNOWN

LONGEST_TEXT: Final = 240
LONGEST_LINES: Final = 4000
UNKNOWN_CHOICE: Final = ("unknown", "I don't know")
# How a unit of the case is written beside a field. Money follows the currency of the form.
UNITS: Final = {"score": "points", "rubric": "of 4", "level": "of 5", "ratio": "", "FTE": "people"}


def field_for(question: Question, currency: str) -> forms.Field:
    """No answer is compulsory: what is missing shows in the profile."""
    field = MAKERS[question.kind](question, currency)
    field.label, field.required = question.text, False
    field.help_text = " ".join(part for part in (question.why, question.help) if part)
    return field


def asks_unknown_apart(question: Question) -> bool:
    """Whether "I don't know" is a box of its own below the answer."""
    return question.kind in ("number", "date") and question.in_case


def stored(question: Question, cleaned: Any) -> Any:
    """What is kept of a cleaned value; None when nothing was answered."""
    if cleaned in (None, ""):
        return None
    if isinstance(cleaned, Decimal):
        return float(cleaned)
    if isinstance(cleaned, dt.date):
        return cleaned.isoformat()
    if question.kind in ("choice", "yes_no"):
        if cleaned == "unknown":
            return UNKNOWN
        return cleaned == "yes" if question.kind == "yes_no" else cleaned
    return cleaned


def shown(question: Question, value: Any) -> Any:
    """The initial value of the field for what is stored."""
    if value is None or value == UNKNOWN:
        return "unknown" if value == UNKNOWN and question.kind in ("choice", "yes_no") else None
    if question.kind == "yes_no":
        return "yes" if value else "no"
    return Decimal(str(value)) if question.kind == "number" else value


def _estimate(question: Question, currency: str) -> forms.Field:
    return EstimateField(unit=unit_of(question, currency), least=question.minimum, most=question.maximum)


def unit_of(question: Question, currency: str) -> str:
    if question.unit.startswith(("money", "price")):
        return currency
    if question.unit.startswith("share"):
        return "percent"
    return UNITS.get(question.unit, question.unit)


def _number(question: Question, currency: str) -> forms.Field:
    least, most = _bound(question.minimum), _bound(question.maximum)
    if question.unit.startswith(("money", "price")):
        per = question.unit.partition("/")[2]
        return MoneyField(currency=currency, per=per, min_value=least, max_value=most)
    if question.unit.startswith("share"):
        return PercentField(least=(least or 0) * 100, most=(Decimal(1) if most is None else most) * 100)
    decimals = 2 if question.in_case else 0
    unit = UNITS.get(question.unit, question.unit)
    return StrictDecimalField(unit=unit, decimals=decimals, min_value=least, max_value=most)


def _bound(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _yes_no(question: Question, currency: str) -> forms.Field:
    return forms.ChoiceField(choices=(("yes", "Yes"), ("no", "No"), UNKNOWN_CHOICE), widget=RadioCards)


def _choice(question: Question, currency: str) -> forms.Field:
    return forms.ChoiceField(choices=(*question.choices, UNKNOWN_CHOICE), widget=RadioCards)


def _text(question: Question, currency: str) -> forms.Field:
    return forms.CharField(max_length=LONGEST_TEXT)


def _lines(question: Question, currency: str) -> forms.Field:
    return forms.CharField(max_length=LONGEST_LINES, widget=forms.Textarea({"rows": 3}))


def _url(question: Question, currency: str) -> forms.Field:
    advice = "Enter the address of a website, for example https://www.example.org"
    return forms.URLField(max_length=200, assume_scheme="https", error_messages={"invalid": advice})


def _country(question: Question, currency: str) -> forms.Field:
    return country_field()


def _date(question: Question, currency: str) -> forms.Field:
    return date_field()


def _currency(question: Question, currency: str) -> forms.Field:
    return forms.ChoiceField(choices=lambda: (("", "Choose"), *currencies()))


def country_field(**kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=lambda: (("", "Choose"), *countries()), **kwargs)


def date_field(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    advice = "Enter the date as year, month and day, for example 2026-03-15"
    return forms.DateField(widget=widget, error_messages={"invalid": advice}, **kwargs)


MAKERS: Final[dict[str, Callable[[Question, str], forms.Field]]] = {
    "estimate": _estimate,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
    "text": _text,
    "lines": _lines,
    "url": _url,
    "country": _country,
    "currency": _currency,
    "date": _date,
}
