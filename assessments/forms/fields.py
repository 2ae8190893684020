"""The form field of a question, by its kind; and what is stored of what was typed."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from assessments.forms.parts import LanguagesField, MonthsField
from assessments.journey.choices import choices_of
from assessments.journey.questions import Question
from ui.forms import (
    CheckboxGroup,
    EstimateField,
    MoneyField,
    PercentField,
    RadioCards,
    StrictDecimalField,
)
from vendors.services.facts import UNKNOWN

NONE: Final = "none"
MOST_CARDS: Final = 7
LONGEST_TEXT: Final = 500
MOST_LINES: Final = 20
YES_NO: Final = (("yes", "Yes"), ("no", "No"), ("unknown", "I don't know"))
# How a case unit is written beside a field. Money follows the client's currency.
UNITS: Final = {
    "share": "percent",
    "share/year": "percent",
    "seconds": "seconds",
    "hours": "hours",
    "hours/year": "hours",
    "weeks": "weeks",
    "months": "months",
    "FTE": "",
    "contacts/month": "",
    "customers": "",
    "ratio": "",
}
TINY_SHARES: Final = 0.02


def name_of(question: Question) -> str:
    """Name of the field in the form; dots would need escaping in selectors."""
    return question.id.replace(".", "__")


def field_for(question: Question, currency: str) -> forms.Field:
    """No answer is compulsory: what is missing shows in the list of tasks."""
    field = MAKERS[question.kind](question, currency)
    field.label, field.required = question.text, False
    field.help_text = " ".join(part for part in (question.why, question.help) if part)
    return field


def asks_unknown_apart(question: Question) -> bool:
    """Whether "I don't know" is a box of its own below the answer."""
    apart = ("number", "date", "text", "lines", "languages", "multi")
    return question.kind in apart and not question.optional and question.default is None


def stored(question: Question, cleaned: Any) -> Any:
    """What is kept of a cleaned value; None when nothing was answered."""
    if cleaned in (None, "", [], ()):
        return None
    if isinstance(cleaned, Decimal):
        return float(cleaned)
    if isinstance(cleaned, dt.date):
        return cleaned.isoformat()
    if question.kind in ("choice", "yes_no_unknown"):
        return _stored_choice(question, cleaned)
    if question.kind == "multi":
        return [] if cleaned == [NONE] else list(cleaned)
    return cleaned


def shown(question: Question, value: Any) -> Any:
    """The initial value of the field for what is stored."""
    if value is None and question.default is not None:
        return Decimal(str(question.default))
    if value is None or value == UNKNOWN:
        return "unknown" if value == UNKNOWN and question.kind in ("choice", "yes_no_unknown") else None
    if question.kind == "yes_no_unknown":
        return "yes" if value else "no"
    if question.kind == "choice":
        return str(value)
    if question.kind == "multi":
        return value or [NONE]
    if question.kind == "lines":
        return "\n".join(value)
    return Decimal(str(value)) if question.kind == "number" else value


def _stored_choice(question: Question, cleaned: str) -> Any:
    if cleaned == "unknown":
        return UNKNOWN
    if question.kind == "yes_no_unknown":
        return cleaned == "yes"
    return int(cleaned) if question.field.endswith("_1_to_5") else cleaned


def _estimate(question: Question, currency: str) -> forms.Field:
    unit = currency if question.unit.startswith("money") else UNITS.get(question.unit, question.unit)
    return EstimateField(
        unit=unit, least=question.minimum, most=question.maximum, decimals=_decimals(question)
    )


def _decimals(question: Question) -> int | None:
    """Shares of a few in a thousand need more digits than usual."""
    tiny = question.plausible is not None and question.plausible[1] <= TINY_SHARES
    return 3 if tiny and UNITS.get(question.unit) == "percent" else None


def _number(question: Question, currency: str) -> forms.Field:
    least, most = _bound(question.minimum), _bound(question.maximum)
    if question.unit.startswith("money"):
        per = question.unit.partition("/")[2]
        return MoneyField(currency=currency, per=per, min_value=least, max_value=most)
    if question.unit == "share":
        return PercentField()
    unit = UNITS.get(question.unit, question.unit)
    return StrictDecimalField(unit=unit, decimals=2, min_value=least, max_value=most)


def _bound(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(question: Question, currency: str) -> forms.Field:
    widget = forms.Textarea({"rows": 3}) if question.id == "about.purpose" else forms.TextInput()
    return forms.CharField(max_length=LONGEST_TEXT, widget=widget)


class LinesField(forms.CharField):
    """A list of lines without empty ones."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in str(super().clean(value) or "").splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Enter at most {MOST_LINES} lines", code="lines")
        return lines


def _lines(question: Question, currency: str) -> forms.Field:
    return LinesField(max_length=4000)


def _choice(question: Question, currency: str) -> forms.Field:
    choices = choices_of(question)
    if len(choices) > MOST_CARDS:
        empty = () if choices and choices[0][0] == "" else (("", "Choose"),)
        return forms.ChoiceField(choices=(*empty, *choices))
    unknown = () if question.optional else (("unknown", "I don't know"),)
    return forms.ChoiceField(choices=(*choices, *unknown), widget=RadioCards)


def _multi(question: Question, currency: str) -> forms.Field:
    none = () if question.choices == "channels" else ((NONE, "None of these"),)
    return ExclusiveMultipleChoiceField(choices=(*choices_of(question), *none))


class ExclusiveMultipleChoiceField(forms.MultipleChoiceField):
    """ "None of these" stands alone."""

    widget = CheckboxGroup

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        if NONE in chosen and len(chosen) > 1:
            raise ValidationError("Take away the tick at “None of these”, or the other ticks", code="none")
        return chosen


def _yes_no(question: Question, currency: str) -> forms.Field:
    return forms.ChoiceField(choices=YES_NO, widget=RadioCards)


def _date(question: Question, currency: str) -> forms.Field:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    advice = "Enter the date as year, month and day, for example 2026-03-15"
    return forms.DateField(widget=widget, error_messages={"invalid": advice})


MAKERS: Final[dict[str, Callable[[Question, str], forms.Field]]] = {
    "estimate": _estimate,
    "number": _number,
    "text": _text,
    "lines": _lines,
    "choice": _choice,
    "multi": _multi,
    "yes_no_unknown": _yes_no,
    "date": _date,
    "languages": lambda question, currency: LanguagesField(),
    "months": lambda question, currency: MonthsField(),
}
