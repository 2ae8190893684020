"""What people enter while they live with a deal."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.html import escape

from reports.models import MonthResult
from reports.presenters.numbers import date_words
from reports.presenters.results.entered import Measure, measures, periods_of
from reports.presenters.results.watch import Trigger
from ui.forms import CheckboxGroup, MoneyField, PercentField, QuestionForm, RadioCards
from ui.forms import StrictDecimalField as DecimalField
from ui.forms import StrictIntegerField as IntegerField

DAY = {
    "invalid": "Enter the day as year, month, day, for example 2027-01-31",
    "required": "Enter the day as year, month, day, for example 2027-01-31",
}
MOST, MOST_MONEY, MOST_PRICE = 1_000_000_000, 10**12, 10**10
YEARS_BACK, YEARS_AHEAD = 15, 5
MET, MISSED = "met", "missed"
PLAIN = ("contacts", "fee", "price", "incidents", "complaints", "stories", "rating", "events", "reasons")


class BeginForm(QuestionForm):
    """`first`: the first month that was entered, which the deal cannot begin after."""

    began = forms.DateField(
        label="When does the provider begin to do the work?",
        help_text="The first day of the handover. Results are entered from this month on.",
        widget=forms.DateInput({"type": "date"}),
        error_messages=DAY,
    )

    def __init__(self, *args: Any, first: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_began(self) -> dt.date:
        day: dt.date = self.cleaned_data["began"]
        year = timezone.localdate().year
        if not year - YEARS_BACK <= day.year <= year + YEARS_AHEAD:
            raise forms.ValidationError(
                f"Choose a day between {year - YEARS_BACK} and {year + YEARS_AHEAD}, for example {year}-01-31"
            )
        if self.first and day.replace(day=1) > self.first:
            shown = date_words(self.first.isoformat())
            raise forms.ValidationError(
                f"Results are there from {shown} on: choose a day in that month or before"
            )
        return day


@dataclass(frozen=True)
class Asked:
    """What a month's form asks for. `price_of`: what a price is for, empty where none is needed; `paid`:
    whether somebody sends an invoice."""

    month: dt.date
    terms: Mapping[str, Any]
    triggers: Sequence[Trigger]
    currency: str
    price_of: str
    price_currency: str
    paid: bool

    @property
    def periods(self) -> tuple[str, ...]:
        return periods_of(self.terms["scheme"], self.month)

    @property
    def measures(self) -> tuple[Measure, ...]:
        return measures(self.terms)

    @property
    def ends(self) -> dt.date:
        return self.month.replace(day=calendar.monthrange(self.month.year, self.month.month)[1])


class MonthForm(QuestionForm):
    contacts = IntegerField(
        label="Contacts handled", unit="contacts", min_value=0, max_value=MOST,
        help_text="By the provider, all providers of the deal together.",
    )  # fmt: skip
    fee = MoneyField(label="Fee invoiced", min_value=0, max_value=MOST_MONEY)
    price = MoneyField(label="Price invoiced", min_value=0, max_value=MOST_PRICE, decimals=4, required=False)
    incidents = IntegerField(label="Serious incidents", min_value=0, max_value=MOST, initial=0)
    complaints = IntegerField(
        label="Complaints about the provider", min_value=0, max_value=MOST, required=False
    )
    stories = IntegerField(
        label="Bad stories in the media or in social networks", min_value=0, max_value=MOST, initial=0
    )
    rating = DecimalField(
        label="Public rating of the service",
        unit="of 5",
        decimals=2,
        min_value=0,
        max_value=5,
        required=False,
    )
    events = forms.CharField(
        label="What happened", max_length=4000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="Incidents, stories, campaigns that the provider was not told about.",
    )  # fmt: skip
    reasons = forms.CharField(
        label="Why customers called, and whether it was settled", max_length=4000, required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="What they needed, what is new, what comes back: so that it stays known in the house.",
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields |= self._measured() | self._basics() | self._triggers()
        self.set_currency(asked.currency)
        self._name_money()

    def _name_money(self) -> None:
        fee, currency = self.fields["fee"], self.asked.currency
        fee.help_text = (
            f"For this month, in {currency}, before bonus or malus. Turn another currency into it."
        )
        if not self.asked.paid:
            fee.label, fee.help_text = "Cost of the own centre", f"In this month, in {currency}."
        if not self.asked.price_of:
            del self.fields["price"]
            return
        price = self.fields["price"]
        price.label = f"Price invoiced for {self.asked.price_of}"
        price.help_text = "The plan names the price above which the deal no longer pays."
        price.set_currency(self.asked.price_currency)  # type: ignore[attr-defined]

    def _measured(self) -> dict[str, forms.Field]:
        return {
            name: PercentField(label=label, required=False)
            for measure in self.asked.measures
            for name, label in self._names_of(measure)
        }

    def _names_of(self, measure: Measure) -> list[tuple[str, str]]:
        periods = self.asked.periods if measure.by_period else ("",)
        return [
            (f"m_{measure.key}_{place}", f"{measure.label}, {name}" if name else measure.label)
            for place, name in enumerate(periods)
        ]

    def _basics(self) -> dict[str, forms.Field]:
        return {
            f"b_{key}": self._basic(title, escape(said)) for key, title, said in self.asked.terms["basics"]
        }

    def _basic(self, title: str, said: str) -> forms.Field:
        weeks = self.asked.periods
        if len(weeks) > 1:
            places = [(str(place), name.capitalize()) for place, name in enumerate(weeks)]
            label = f"{title}: missed in"
            return forms.MultipleChoiceField(
                label=label, help_text=said, choices=places, required=False, widget=CheckboxGroup,
                error_messages={"invalid_choice": "Choose from the weeks of this month"},
            )  # fmt: skip
        answers = [(MET, "Met"), (MISSED, "Missed")]
        advice = "Choose whether it was met or missed"
        return forms.ChoiceField(
            label=title, help_text=said, choices=answers, widget=RadioCards,
            error_messages={"required": advice, "invalid_choice": advice},
        )  # fmt: skip

    def _triggers(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for trigger in self.asked.triggers:
            found[f"a_{trigger.key}"] = forms.ChoiceField(
                label=f"{trigger.title}: is this so?", help_text=escape(trigger.text), initial="no",
                choices=[("no", "No"), ("yes", "Yes")], widget=RadioCards,
                error_messages={"required": "Choose yes or no", "invalid_choice": "Choose yes or no"},
            )  # fmt: skip
            found[f"a_{trigger.key}_on"] = forms.DateField(
                label=f"{trigger.title}: if so, since when?", required=False,
                widget=forms.DateInput({"type": "date"}), error_messages=DAY,
            )  # fmt: skip
        return found

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        price = ["price"] if "price" in self.fields else []
        groups = (
            ("The month", ["contacts", "fee", *price]),
            ("Results", [*self._measured()]),
            ("Basic requirements", [*self._basics()]),
            ("What happened", ["incidents", "complaints", "stories", "rating", "events"]),
            ("Reasons to leave", [*self._triggers()]),
            ("Why customers call", ["reasons"]),
        )
        helper.layout = Layout(
            *(Fieldset(title, *names, css_class="results-part") for title, names in groups if names)
        )
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for trigger in self.asked.triggers:
            self._check_day(f"a_{trigger.key}", cleaned)
        return cleaned

    def _check_day(self, name: str, cleaned: Mapping[str, Any]) -> None:
        day, on = cleaned.get(f"{name}_on"), f"{name}_on"
        if cleaned.get(name) != "yes" or on in self.errors:
            return
        if day is None:
            self.add_error(on, "Enter the day since which it is so, for example 2027-01-31")
        elif day > self.asked.ends:
            self.add_error(on, f"Enter a day no later than {date_words(self.asked.ends.isoformat())}")

    def values(self) -> dict[str, Any]:
        """What a month keeps of what was sent."""
        given = self.cleaned_data
        answered = {
            t.key: given[f"a_{t.key}_on"] for t in self.asked.triggers if given[f"a_{t.key}"] == "yes"
        }
        return {
            **{name: given.get(name) for name in PLAIN},
            "measured": {
                m.key: [_share(given[n]) for n, _ in self._names_of(m)] for m in self.asked.measures
            },
            "missed": {
                key: missed
                for key, _, _ in self.asked.terms["basics"]
                if (missed := _missed(given[f"b_{key}"]))
            },
            "asked": {key: day.isoformat() for key, day in answered.items()},
            "terms": dict(self.asked.terms),
        }


def initial_month(row: MonthResult) -> dict[str, Any]:
    """The form's fields for a month that is entered."""
    found = {name: getattr(row, name) for name in PLAIN}
    for key, values in row.measured.items():
        found |= {f"m_{key}_{place}": value for place, value in enumerate(values)}
    weeks = len(periods_of(row.terms["scheme"], row.month)) > 1
    for key, _, _ in row.terms["basics"]:
        places = row.missed.get(key, [])
        found[f"b_{key}"] = [str(place) for place in places] if weeks else MISSED if places else MET
    for key, day in row.asked.items():
        found |= {f"a_{key}": "yes", f"a_{key}_on": day}
    return found


def _share(value: Any) -> float | None:
    return None if value is None else float(value)


def _missed(given: Any) -> list[int]:
    if isinstance(given, list):
        return sorted(int(place) for place in given)
    return [0] if given == MISSED else []
