"""What people say to a report."""

from typing import Any

from django import forms

from reports.models import Answer
from ui.forms import QuestionForm, RadioCards


class SignOffForm(QuestionForm):
    answer = forms.ChoiceField(
        label="What do you decide?",
        choices=Answer.choices,
        widget=RadioCards(
            descriptions={
                Answer.APPROVED: "The recommendation is carried out, with its conditions.",
                Answer.REFUSED: "It is not carried out.",
                Answer.MORE: "Say what you need before you can decide.",
            }
        ),
        error_messages={"required": "Choose what you decide"},
    )
    comment = forms.CharField(
        label="Your reasons",
        help_text="Printed with your name. Needed when you refuse or ask for more.",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") in {Answer.REFUSED, Answer.MORE} and not cleaned.get("comment", "").strip():
            self.add_error("comment", "Say in a sentence what is missing or why it is refused")
        return cleaned


class ConditionForm(QuestionForm):
    owner = forms.CharField(label="Who sees to it", max_length=120, required=False)
    due = forms.DateField(
        label="By when",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": "Enter the day as year, month, day, for example 2027-01-31"},
    )
    met = forms.BooleanField(label="It is met", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
