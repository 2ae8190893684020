"""Options: their kind and name, who does which share of which stream, who answers for an open gate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.choices import OptionModel
from assessments.journey.option_sheets import DESCRIPTIONS, has_one_provider
from assessments.models import ContactStream
from ui.forms import PercentField, QuestionForm, RadioCards, StrictIntegerField
from ui.numbers import written
from vendors.choices import VendorKind
from vendors.models import Offer

KINDS = [(model, model.label) for model in OptionModel if model != OptionModel.STAY]
WHOLE = Decimal("1.000001")


def offer_words(offer: Offer) -> str:
    return f"{offer.vendor.name} – {offer.name}"


class OptionForm(QuestionForm):
    """A new way to source the work."""

    model = forms.ChoiceField(
        label="What kind of option is it?",
        choices=KINDS,
        widget=RadioCards(descriptions=DESCRIPTIONS),
    )
    name = forms.CharField(
        label="What shall it be called?",
        max_length=160,
        help_text="It stands in the report, so name the place or the vendor.",
    )
    offer: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="On whose offer does it build?",
        help_text="Needed where one vendor or own centre does the work. For a mix, choose on the next page.",
        queryset=None,
        required=False,
        empty_label="None",
    )
    note = forms.CharField(label="Note", max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, offers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        field.queryset = offers  # type: ignore[attr-defined]
        field.label_from_instance = offer_words  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        model, offer = cleaned.get("model"), cleaned.get("offer")
        if not model:
            return cleaned
        if not has_one_provider(model):
            cleaned["offer"] = None
        elif offer is None:
            self.add_error("offer", "Choose the offer that this option builds on, or add one first")
        elif (offer.vendor.kind == VendorKind.OWN_CENTRE) != (model == OptionModel.CAPTIVE):
            own = (
                "An own centre needs a plan of your own"
                if model == OptionModel.CAPTIVE
                else "Choose a vendor's offer"
            )
            self.add_error("offer", own)
        return cleaned


class OptionHeadForm(QuestionForm):
    name = forms.CharField(label="What shall it be called?", max_length=160)
    start_month = StrictIntegerField(
        label="When would it begin?",
        help_text="In months from today; 0 is at once.",
        unit="months",
        min_value=0,
        max_value=120,
    )
    transfer_month = StrictIntegerField(
        label="After how many months does the centre become yours?",
        unit="months",
        min_value=1,
        max_value=240,
        required=False,
    )
    note = forms.CharField(label="Note", max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, model: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if model != OptionModel.BUILD_OPERATE_TRANSFER:
            del self.fields["transfer_month"]
        if model == OptionModel.STAY:
            del self.fields["start_month"]


@dataclass(frozen=True, slots=True)
class MixRow:
    """A stream with a field for each offer, and what stays in-house."""

    stream: ContactStream
    cells: list[Any]
    kept: str
    fault: str


class MixForm(forms.Form):
    """A grid of streams and offers. Each field holds a share in percent; empty is nothing."""

    def __init__(
        self,
        streams: Iterable[ContactStream],
        offers: Iterable[Offer],
        shares: Mapping[tuple[int, int], float],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.streams, self.offers = list(streams), list(offers)
        self.faults: dict[int, str] = {}
        for stream in self.streams:
            for offer in self.offers:
                label = f"{stream.name}: share of {offer.vendor.name}"
                name = _name(stream, offer)
                self.fields[name] = PercentField(label=label, required=False)
                share = shares.get((stream.pk, offer.pk))
                self.initial[name] = None if share is None else Decimal(str(round(share, 6)))

    @property
    def shares(self) -> dict[tuple[int, int], float]:
        given = {(s.pk, o.pk): self.cleaned_data.get(_name(s, o)) for s in self.streams for o in self.offers}
        return {key: float(share) for key, share in given.items() if share}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for stream in self.streams:
            total = sum((cleaned.get(_name(stream, o)) or Decimal(0) for o in self.offers), Decimal(0))
            if total > WHOLE:
                given = written(total * 100, 1)
                words = f"The shares of “{stream.name}” add up to {given} %, which is more than all of it"
                self.faults[stream.pk] = words
                self.add_error(_name(stream, self.offers[0]), ValidationError(words, code="too_much"))
        return cleaned

    @property
    def rows(self) -> list[MixRow]:
        return [
            MixRow(
                stream,
                [self[_name(stream, o)] for o in self.offers],
                self._kept(stream),
                self.faults.get(stream.pk, ""),
            )
            for stream in self.streams
        ]

    def _kept(self, stream: ContactStream) -> str:
        source = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        given = sum((source.get(_name(stream, o)) or Decimal(0) for o in self.offers), Decimal(0))
        return f"{written(max(Decimal(0), 1 - given) * 100, 1)} %"


def _name(stream: ContactStream, offer: Offer) -> str:
    return f"share_{stream.pk}_{offer.pk}"


class WaiverForm(QuestionForm):
    by_name = forms.CharField(
        label="Who answers for it?",
        max_length=120,
        help_text="A person with a name, printed on page 1 of the report.",
    )
    reason = forms.CharField(
        label="Why may the work move although the gate is not passed?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
