"""The client's hours, and its own figures for a country."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui.forms import MoneyField, PercentField, QuestionForm, StrictDecimalField, StrictIntegerField
from vendors.journey.places import OWN


class HoursForm(QuestionForm):
    """When the client's service is open, in its own time."""

    opens = StrictIntegerField(label="You open at", unit="o'clock", min_value=0, max_value=23)
    closes = StrictIntegerField(label="You close at", unit="o'clock", min_value=1, max_value=24)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "opens" in cleaned and "closes" in cleaned and cleaned["opens"] >= cleaned["closes"]:
            raise ValidationError("Closing time must come after opening time, for example 9 and 18.")
        return cleaned


class OwnFigureForm(QuestionForm):
    """A figure that the client knows better than the publications."""

    def __init__(self, figure: str, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, kind = OWN[figure]
        self.fields["value"] = _field(kind, currency)
        self.fields["value"].label = label
        self.fields["source"] = forms.CharField(
            label="How do you know?",
            help_text="It is printed with the figure wherever it is used.",
            max_length=300,
        )


def _field(kind: str, currency: str) -> forms.Field:
    if kind == "money":
        return MoneyField(currency=currency, per="hour", min_value=0, max_value=10_000_000)
    if kind == "percent":
        return PercentField(most=200)
    return StrictDecimalField(unit="of 100", decimals=1, min_value=0, max_value=100)
