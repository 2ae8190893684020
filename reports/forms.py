"""What people say to a report."""

from typing import Any

from django import forms

from reports.models import Answer, Paper, Parts
from reports.services import proving
from reports.services.letterhead import check_colour
from reports.services.logos import MOST_BYTES, LogoRefused, checked_logo
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
        help_text="Shown with your name on the page of this report. Needed when you refuse or ask for more.",
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


class IssueForm(QuestionForm):
    """letterhead: whether the client has a logo or a colour. plan: whether there is a deal plan to print."""

    parts = forms.ChoiceField(
        label="Which parts?",
        choices=[choice for choice in Parts.choices if choice[0] != Parts.PLAN],
        widget=RadioCards(
            descriptions={
                Parts.FULL: "Decision, options, money, service, gates, what would change it, providers.",
                Parts.MEMO: "The decision on a page, conditions, next steps and lines to sign on.",
                Parts.ANNEX: "Every cost line, every assumption with its source, law, method and words used.",
                Parts.PLAN: "Contract terms, incentives, oversight, and the way out, with lines to sign on.",
                Parts.WHOLE: "For the file: everything, bound together.",
            }
        ),
        error_messages={
            "required": "Choose which parts the report has",
            "invalid_choice": "Choose which parts the report has",
        },
    )
    paper = forms.ChoiceField(
        label="Which paper?",
        choices=Paper.choices,
        widget=RadioCards,
        error_messages={"required": "Choose the paper", "invalid_choice": "Choose the paper"},
    )
    mark = forms.CharField(
        label="Confidentiality mark",
        help_text="In the head of each page, for example “Confidential” or “Board only”. May be empty.",
        max_length=40,
        required=False,
    )
    letterhead = forms.BooleanField(label="With the client's logo and colour", required=False)

    def __init__(self, *args: Any, letterhead: bool = False, plan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan:
            field = self.fields["parts"]
            field.choices = [choice for choice in field.choices if choice[0] != Parts.PLAN]  # type: ignore[attr-defined]
        if not letterhead:
            del self.fields["letterhead"]


class IssueComparisonForm(IssueForm):
    """As a report; a comparison has no parts to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["parts"]


class LetterheadForm(QuestionForm):
    """has_logo: whether there is one that could be taken away."""

    logo = forms.FileField(
        label="Logo",
        help_text="PNG or JPEG, at most 2 MB. It is printed 60 by 12 mm at most, on white.",
        required=False,
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
    )
    no_logo = forms.BooleanField(label="Take the logo away", required=False)
    colour = forms.CharField(
        label="Colour",
        help_text="The line at the head and the titles take it. As # and six digits, for example #0b5cab."
        " Leave it empty for ink.",
        max_length=7,
        required=False,
        validators=[check_colour],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["no_logo"]

    def clean_logo(self) -> str:
        """As a data: address, written anew; empty when none was sent."""
        sent = self.cleaned_data["logo"]
        if not sent:
            return ""
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("Choose a picture of at most 2 MB")
        try:
            return checked_logo(sent.read())
        except LogoRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ProofForm(QuestionForm):
    file = forms.FileField(
        label="The PDF",
        help_text="At most 10 MB. A scanned report cannot be proved: the data are inside the file.",
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={
            "required": "Choose the PDF of a report",
            "empty": "This file is empty. Choose the PDF of a report",
        },
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > proving.MOST_BYTES:
            raise forms.ValidationError("Choose a PDF of at most 10 MB")
        start = sent.read(1024)
        sent.seek(0)
        if b"%PDF-" not in start:
            raise forms.ValidationError("This is not a PDF. Choose the PDF of a report")
        return sent
