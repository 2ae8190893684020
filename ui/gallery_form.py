"""One question of every kind, as it looks filled and as it looks refused."""

from typing import Final

from django import forms

from ui.forms import (
    Benchmark,
    CheckboxGroup,
    EstimateField,
    MoneyField,
    PercentField,
    QuestionForm,
    RadioCards,
    StrictIntegerField,
)


class GalleryForm(QuestionForm):
    """One question of every kind."""

    pay = EstimateField(
        unit="USD",
        label="Agent pay per hour",
        help_text="Base wage before employer taxes and benefits, in US dollars.",
    )
    on_cost = EstimateField(
        unit="percent",
        label="Employer on-cost",
        help_text="Taxes, insurance and benefits, as a share of pay.",
    )
    contacts = EstimateField(unit="contacts a month", label="Contacts", help_text="All channels together.")
    team = forms.ChoiceField(
        label="If the work left, what would happen to the team?",
        help_text="Severance and notice change when the saving starts, and weigh on reputation.",
        choices=[
            ("redeployed", "Redeployed inside the company"),
            ("some", "Some redeployed, some made redundant"),
        ],
        widget=RadioCards(descriptions={"some": "Asks for the number of people on the next page."}),
    )
    channels = forms.MultipleChoiceField(
        label="Which channels do you answer?",
        help_text="Choose all that customers use today.",
        choices=[("phone", "Phone"), ("email", "E-mail"), ("chat", "Chat")],
        widget=CheckboxGroup,
    )
    seats = StrictIntegerField(label="Desks", unit="desks", min_value=0)
    shrinkage = PercentField(
        label="Time away from contacts", help_text="Breaks, leave, illness and training."
    )
    rent = MoneyField(label="Rent", currency="USD", per="month", required=False)
    country = forms.ChoiceField(
        label="Country", choices=[("", "Choose"), ("US", "United States"), ("PH", "Philippines")]
    )
    purpose = forms.CharField(
        label="Why does the team exist?", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    peak = forms.BooleanField(label="Volume doubles in some months", required=False)
    benchmarks = {
        "pay": Benchmark(
            "US customer service representatives earn a median of $20.59 an hour.",
            "BLS, May 2024",
            "https://www.bls.gov/ooh/office-and-administrative-support/customer-service-representatives.htm",
            key="pay",
            likely="20.59",
            evidence="D",
        )
    }


class GalleryRow(QuestionForm):
    """One row of a table that is typed in one go."""

    remove_css = "is-beside"
    slug = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Subject")
    contacts = StrictIntegerField(label="Contacts a month", min_value=0)
    seconds = StrictIntegerField(label="Seconds per contact", min_value=0)
    evidence = forms.ChoiceField(label="How do you know?", choices=[("A", "Measured"), ("C", "Estimated")])
    share = PercentField(label="Share of all contacts", required=False)
    remove = forms.BooleanField(required=False)

    @property
    def cells(self) -> list[tuple[forms.BoundField, str]]:
        css = {"name": "is-name", "evidence": "is-wide"}
        return [(field, css.get(field.name, "")) for field in self.visible_fields() if field.name != "remove"]

    @property
    def row(self) -> bool:
        """Stands already, so that it can be removed."""
        return bool(self.initial)


def gallery_rows() -> list[GalleryRow]:
    """One that stands, one to be put right, an empty one."""
    stands = {"name": "Returns and refunds", "contacts": 4200, "seconds": 420, "evidence": "A"}
    wrong = {"r1-name": "Where is my order?", "r1-contacts": "9.800", "r1-evidence": "C"}
    return [
        GalleryRow(initial=stands, prefix="r0"),
        GalleryRow(wrong, prefix="r1"),
        GalleryRow(prefix="r2"),
    ]


FILLED: Final = {
    "pay": {"low": 18.4, "likely": 20.5, "high": 23.1, "evidence": "A", "source": ""},
    "on_cost": {"low": 0.225, "likely": 0.3, "high": 0.375, "evidence": "D", "source": ""},
    "team": "some",
    "channels": ["phone", "email"],
}
WRONG: Final = {
    "pay_likely": "20,5",
    "pay_evidence": "A",
    "on_cost_likely": "135",
    "on_cost_evidence": "D",
    "shrinkage": "135",
    "seats": "1_000",
}
