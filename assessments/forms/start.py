"""A new client, a new assessment, and the quick start."""

from decimal import Decimal
from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.core.exceptions import ValidationError

from assessments.journey.choices import countries
from assessments.services.quick_start import sectors
from ui.forms import QuestionForm, RadioCards, StrictDecimalField

MOST_AGENTS = 100_000
USUAL_CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "INR", "PHP", "JPY", "MXN", "ZAR")


class ClientForm(QuestionForm):
    """idempotency: a word made once per page, so that a form sent twice makes one client."""

    name = forms.CharField(
        label="Name of the company", max_length=160, help_text="The company that decides about its service."
    )
    sector = forms.CharField(
        label="Sector", max_length=120, required=False, help_text="For example: retail, insurance, software."
    )
    country = forms.ChoiceField(label="Home country", help_text="Wages, law and prices are looked up for it.")
    currency = forms.CharField(
        label="Currency",
        help_text="All amounts are shown in it: three capital letters, for example USD, EUR or GBP.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = (("", "Choose"), *countries())  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).strip().upper()
        if code not in list_currencies():
            usual = ", ".join(USUAL_CURRENCIES[:4])
            raise ValidationError(f"Enter the currency as three letters, for example {usual}")
        return code


class AssessmentForm(QuestionForm):
    title = forms.CharField(
        label="What is being decided?",
        max_length=200,
        help_text="For example: Customer service 2027. It stands on the report.",
    )


class QuickStartForm(QuestionForm):
    sector = forms.ChoiceField(
        label="Which sector is closest?",
        help_text="Typical contact streams are taken from it; you change them afterwards.",
        widget=RadioCards,
    )
    agents = StrictDecimalField(
        label="How many agents work in the service?",
        help_text="Full-time equivalents, roughly. The contacts are worked out from it.",
        min_value=Decimal(1),
        max_value=Decimal(MOST_AGENTS),
        decimals=1,
        unit="agents",
    )
    town = forms.CharField(
        label="In which city or region?",
        help_text="Pay is looked up for it where it is published, for example Columbus, OH.",
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [(s.id, s.name) for s in sectors()]  # type: ignore[attr-defined]
