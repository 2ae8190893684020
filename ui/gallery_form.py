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
