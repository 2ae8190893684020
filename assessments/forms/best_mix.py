"""What the best mix has to keep to."""

from typing import Any

from django import forms

from assessments.selectors.best_mix import Terms
from ui.forms import PercentField, QuestionForm, RadioCards, StrictIntegerField
from ui.numbers import written

AIMS = (
    ("saving", "Save the most", "The greatest saving over the horizon, as long as satisfaction holds."),
    ("value", "Be worth the most", "The greatest value by your own weights."),
)


class MixTermsForm(QuestionForm):
    aim = forms.ChoiceField(
        label="What should the mix do?",
        choices=[(value, label) for value, label, _ in AIMS],
        widget=RadioCards(descriptions={value: note for value, _, note in AIMS}),
    )
    most_providers = StrictIntegerField(
        label="At most how many providers?",
        help_text="Each one is to be managed and has its own way out.",
        min_value=1,
        max_value=8,
        unit="providers",
    )
    satisfaction_loss = PercentField(
        label="How many satisfied customers in a hundred may be lost?",
        help_text="The floor under the service, against today.",
        most=20,
    )
    least_work_share = PercentField(
        label="What share of the work must a provider get at least?",
        help_text="Many vendors do not take on less.",
        most=100,
    )

    @property
    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(
            aim=data["aim"],
            most_providers=data["most_providers"],
            satisfaction_loss=float(data["satisfaction_loss"]),
            least_work_share=float(data["least_work_share"]),
        )


def usual_terms() -> dict[str, Any]:
    """As they stand in the form when it is opened."""
    usual = Terms()
    return {
        "aim": usual.aim,
        "most_providers": str(usual.most_providers),
        "satisfaction_loss": written(usual.satisfaction_loss * 100, 1),
        "least_work_share": written(usual.least_work_share * 100, 1),
    }
