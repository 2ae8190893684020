"""Calls to references, and interviews."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from ui.forms import CheckboxGroup, QuestionForm, RadioCards
from vendors.forms.fields import date_field
from vendors.journey.questions import vendor_sheets

AGAIN = (("yes", "Yes"), ("no", "No"), ("", "They did not say"))


def confirmable() -> list[tuple[str, str]]:
    """Claims that another client can confirm: those with a side that is unfavourable."""
    questions = vendor_sheets().of_sheet("vendor").values()
    return [(q.key, q.text) for q in questions if q.kind == "estimate" and q.worse and q.ask]


class ReferenceForm(QuestionForm):
    company = forms.CharField(label="Which company?", max_length=160)
    contact = forms.CharField(label="Whom can you call there?", max_length=160, required=False)
    similar_work = forms.CharField(
        label="What does the vendor do for them?",
        help_text="The more it is like your work, the more it tells.",
        max_length=240,
        required=False,
    )
    verified = forms.BooleanField(
        label="We spoke to them ourselves",
        help_text="Only a call of your own counts. A letter that the vendor hands you is its own claim.",
        required=False,
    )
    called_by = forms.CharField(label="Who called?", max_length=120, required=False)
    called_on = date_field(label="When?", required=False)
    outcome = forms.CharField(
        label="What did they say?", max_length=4000, widget=forms.Textarea({"rows": 6}), required=False
    )
    would_hire_again = forms.ChoiceField(
        label="Would they hire the vendor again?", choices=AGAIN, widget=RadioCards, required=False
    )
    confirms_facts = forms.MultipleChoiceField(
        label="Which of the vendor's claims did they confirm, as far as their own work goes?",
        help_text="What is confirmed counts as independently checked: its range becomes narrower.",
        choices=confirmable,
        widget=CheckboxGroup,
        required=False,
    )

    def clean_would_hire_again(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["would_hire_again"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verified"):
            if not cleaned.get("called_by"):
                self.add_error("called_by", "Enter who made the call")
            if not cleaned.get("called_on") and "called_on" not in self.errors:
                self.add_error("called_on", "Enter the day of the call")
        elif cleaned.get("confirms_facts"):
            self.add_error(
                "verified",
                "Tick this, or take away the ticks at the claims: a claim is only confirmed by a call",
            )
        if (day := cleaned.get("called_on")) and day > timezone.localdate():
            self.add_error("called_on", "Enter a day that is not in the future")
        return cleaned


class InterviewForm(QuestionForm):
    """Head and answers. questions: those of the list, or those that were asked at the time."""

    held_on = date_field(label="When?", required=False)
    held_by = forms.CharField(label="Who asked?", max_length=160, required=False)
    spoke_with = forms.CharField(label="Who answered?", max_length=160, required=False)

    def __init__(self, *args: Any, questions: Iterable[str], **kwargs: Any) -> None:
        self.questions = tuple(questions)
        super().__init__(*args, **kwargs)
        for number, question in enumerate(self.questions):
            widget = forms.Textarea({"rows": 3})
            field = forms.CharField(label=question, max_length=8000, widget=widget, required=False)
            self.fields[f"answer_{number}"] = field

    @property
    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("held_on", "held_by", "spoke_with")}

    @property
    def answers(self) -> list[tuple[str, str]]:
        return [(q, self.cleaned_data[f"answer_{number}"]) for number, q in enumerate(self.questions)]
