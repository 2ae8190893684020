"""The head of a vendor and of an offer: what has to be known before anything else."""

from typing import Any

from django import forms

from ui.forms import QuestionForm, RadioCards
from vendors.choices import PriceBasis, VendorKind
from vendors.forms.fields import country_field, date_field
from vendors.journey.currencies import currencies


class VendorForm(QuestionForm):
    """Who it is and where the work would be done."""

    name = forms.CharField(label="What is it called?", max_length=160)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=VendorKind.choices,
        initial=VendorKind.VENDOR,
        widget=RadioCards(
            descriptions={
                VendorKind.VENDOR: "A company that would do the work for you.",
                VendorKind.OWN_CENTRE: "A centre abroad that you would build and run yourself.",
            }
        ),
    )
    country_iso3 = country_field(
        label="In which country would the work be done?",
        help_text="Decides on law, pay and time zone. Other sites can be added to the profile.",
    )
    place = forms.CharField(label="In which town?", max_length=120, required=False)
    note = forms.CharField(label="Note", max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, kind_is_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind_is_fixed:
            del self.fields["kind"]


class OfferForm(QuestionForm):
    """Which unit and currency a quote is in."""

    name = forms.CharField(
        label="What shall this offer be called?",
        max_length=160,
        help_text="A vendor can make several, for example “Two-year deal” and “Pilot”.",
    )
    price_basis = forms.ChoiceField(
        label="What is the price for?",
        choices=PriceBasis.choices,
        initial=PriceBasis.PRODUCTIVE_HOUR,
        help_text="A productive hour is worked on contacts; a paid hour holds breaks and training as well.",
    )
    currency = forms.ChoiceField(label="In which currency?", choices=lambda: currencies())
    received_on = date_field(label="Received on", required=False)
    valid_until = date_field(label="Valid until", required=False)
    note = forms.CharField(label="Note", max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, own_centre: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own_centre:
            for name in ("price_basis", "currency", "received_on", "valid_until"):
                del self.fields[name]
            self.fields["name"].label = "What shall this plan be called?"
            self.fields["name"].help_text = "For example “Forty seats” and “Hundred seats”."
