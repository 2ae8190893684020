"""What people change in a deal plan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from reports.models import TermPart, TermStatus
from reports.presenters.plan import wording
from ui.forms import PercentField, QuestionForm, RadioCards, StrictDecimalField

DAY = {"invalid": "Enter the day as year, month, day, for example 2027-01-31"}
WHOLE = Decimal("0.005")  # parts may be rounded to whole per cent


class TermForm(QuestionForm):
    """One item of a plan; what its part does not have is left away."""

    title = forms.CharField(label="Name", max_length=120)
    proposal = forms.CharField(
        label="What it says", max_length=4000, widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Write what is proposed, or leave the item out of the plan"},
    )  # fmt: skip
    fallback = forms.CharField(
        label="If they refuse",
        help_text="What you would accept instead. It is printed; empty it before the other side sees it.",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    rhythm = forms.CharField(label="When", max_length=160, required=False)
    who = forms.CharField(label="Who", max_length=160, required=False)
    status = forms.ChoiceField(
        label="Where it stands",
        choices=TermStatus.choices,
        widget=RadioCards(
            descriptions={
                TermStatus.OPEN: "Must be settled before signing.",
                TermStatus.DRAFT: "Not shown to the other side yet.",
                TermStatus.PROPOSED: "With the other side.",
                TermStatus.AGREED: "Both sides agree.",
            }
        ),
        error_messages={"required": "Choose where it stands", "invalid_choice": "Choose where it stands"},
    )
    left_out = forms.BooleanField(label="Leave it out of the plan", required=False)

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contract, oversight = part == TermPart.CONTRACT, part == TermPart.OVERSIGHT
        unused = ([] if contract else ["fallback", "status"]) + ([] if oversight else ["rhythm", "who"])
        for name in unused:
            del self.fields[name]


class PeopleForm(QuestionForm):
    client_signs = forms.CharField(label="Who signs for you", max_length=160, required=False)
    provider_signs = forms.CharField(label="Who signs for the provider", max_length=160, required=False)
    review_on = forms.DateField(
        label="When is the contingency plan looked at again?",
        help_text="From that day on, the list of clients and the decision say that it is due.",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages=DAY,
    )


class ExitForm(QuestionForm):
    """Numbers of the exit, as plain floats for the plan."""

    notice = StrictDecimalField(label="Notice", unit="months", min_value=0, max_value=36)
    exit_help = StrictDecimalField(
        label="Exit help after the notice", unit="months", min_value=0, max_value=36,
        help_text="The provider works on at the same price, as far as it is asked.",
    )  # fmt: skip
    free = StrictDecimalField(
        label="Own agents free for the returning work on the first day", unit="agents",
        min_value=0, max_value=100_000,
    )  # fmt: skip
    hires = StrictDecimalField(
        label="New people a month", unit="people", min_value=0, max_value=10_000,
        help_text="Proposed so that the time is kept and your own agents can teach them, two each at a time.",
    )  # fmt: skip
    hiring_weeks = StrictDecimalField(
        label="From the decision to hire to the first working day", unit="weeks", min_value=0, max_value=104
    )
    training_weeks = StrictDecimalField(
        label="Training until they take contacts", unit="weeks", min_value=0, max_value=104
    )
    first_speed = PercentField(label="Speed in the first month, against an experienced agent")

    def plain(self) -> dict[str, float]:
        return {name: float(value) for name, value in self.cleaned_data.items()}


class IncentivesForm(QuestionForm):
    """The scheme: caps, step in pay, and for each metric its targets and its part."""

    mark_optional = False  # what counts must be filled in

    period = forms.ChoiceField(
        label="Paid by", choices=[("month", "Month"), ("week", "Week")], widget=RadioCards
    )
    bonus_cap = PercentField(label="Bonus, at most", help_text="Of the fees of the period.", most=30)
    malus_cap = PercentField(label="Malus, at most", help_text="Of the fees of the period.", most=30)
    step = PercentField(
        label="Step in pay",
        help_text="Rise of the price after a first year on target. 0 for none.",
        most=20,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row["id"]: row for row in wording.incentives()["metric"]}
        for key in self.rows:
            self.fields |= _metric_fields(key)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        titles = ((key, row["title"]) for key, row in self.rows.items())
        groups = [Fieldset(title, *_metric_fields(key), css_class="plan-metric") for key, title in titles]
        helper.layout = Layout("period", "bonus_cap", "malus_cap", "step", *groups)
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        used = [key for key in self.rows if cleaned.get(f"{key}_used")]
        for key in used:
            self._check(key, cleaned)
        parts = [cleaned.get(f"{key}_weight") or Decimal(0) for key in used]
        if used and abs(sum(parts) - 1) > WHOLE:
            total = f"{100 * sum(parts):g}"
            self.add_error(f"{used[0]}_weight", f"Let the parts add up to 100; now they add up to {total}")
        return cleaned

    def _check(self, key: str, cleaned: Mapping[str, Any]) -> None:
        names = [f"{key}_floor", f"{key}_target", f"{key}_stretch", f"{key}_weight"]
        names += [f"{key}_weekly_target"] if self.rows[key].get("weekly") else []
        for name in names:
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, "Enter the share as a number between 0 and 100, for example 35")
        ends = [cleaned[name] for name in names[:3] if cleaned.get(name) is not None]
        if len(ends) == 3 and not ends[0] < ends[1] < ends[2]:
            self.add_error(names[1], "Choose a target between where the malus and where the bonus is full")

    def plain(self, spread: float) -> dict[str, Any]:
        """The scheme as a plan keeps it; parts add up to exactly 1."""
        given = self.cleaned_data
        used = [key for key in self.rows if given[f"{key}_used"]]
        total = sum(given[f"{key}_weight"] for key in used)
        metrics = [_plain_metric(key, given, float(given[f"{key}_weight"] / total)) for key in used]
        amounts = {name: float(given[name]) for name in ("bonus_cap", "malus_cap", "step")}
        return {"period": given["period"], **amounts, "spread": spread, "metrics": metrics}


def initial_scheme(scheme: Mapping[str, Any]) -> dict[str, Any]:
    """The form's fields for a scheme that a plan keeps."""
    found = {name: scheme[name] for name in ("period", "bonus_cap", "malus_cap", "step")}
    for row in scheme["metrics"]:
        found[f"{row['key']}_used"] = True
        names = ("target", "floor", "stretch", "weight", "weekly_target")
        found |= {f"{row['key']}_{name}": row[name] for name in names}
    return found


def _metric_fields(key: str) -> dict[str, forms.Field]:
    row = next(row for row in wording.incentives()["metric"] if row["id"] == key)
    weekly = {
        f"{key}_weekly_target": PercentField(
            label="A week counts when this share is answered in time", required=False
        )
    }
    return {
        f"{key}_used": forms.BooleanField(label="Counts for bonus and malus", required=False),
        **(weekly if row.get("weekly") else {}),
        f"{key}_floor": PercentField(label="All of the malus at", required=False),
        f"{key}_target": PercentField(label="Target", required=False),
        f"{key}_stretch": PercentField(label="All of the bonus at", required=False),
        f"{key}_weight": PercentField(label="Part of bonus and malus", required=False),
    }


def _plain_metric(key: str, given: Mapping[str, Any], weight: float) -> dict[str, Any]:
    ends = {name: float(given[f"{key}_{name}"]) for name in ("target", "floor", "stretch")}
    weekly = given.get(f"{key}_weekly_target")
    return {"key": key, **ends, "weight": weight, "weekly_target": None if weekly is None else float(weekly)}
