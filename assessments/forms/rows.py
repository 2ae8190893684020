"""One row of a table that is typed in one go: a contact stream or a cost line."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from assessments.choices import CostKind
from assessments.journey.mistakes import slip_of
from assessments.journey.questions import questionnaire
from assessments.models import ContactStream, CostLine
from ui.estimates import Estimate, make_estimate, unknown_estimate
from ui.formats import decimal_text
from ui.forms import MoneyField, PercentField, QuestionForm, StrictDecimalField
from ui.numbers import whole_number, written
from ui.words import EVIDENCE, EVIDENCE_SHORT

WHOLE_FROM: Final = 100
EVIDENCE_CHOICES: Final = (("", "Choose"), *((grade, EVIDENCE[grade]) for grade in EVIDENCE_SHORT))


class RowForm(QuestionForm):
    """One row. Empty rows are passed over; a row that exists carries its short name and version."""

    mark_optional = False
    table: ClassVar[str]
    numbers: ClassVar[tuple[str, ...]]
    layout: ClassVar[Mapping[str, str]]
    """The fields that a row shows, in order, each with its CSS class."""
    remove_css: ClassVar[str]

    slug = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=160)
    remove = forms.BooleanField(required=False, label="Remove")

    def __init__(
        self, *args: Any, currency: str, row: ContactStream | CostLine | None = None, **kwargs: Any
    ) -> None:
        self.row = row
        super().__init__(*args, **kwargs)
        self.set_currency(currency)
        self.theirs: list[str] = []

    @property
    def cells(self) -> list[tuple[forms.BoundField, str]]:
        return [(self[name], css) for name, css in self.layout.items()]

    @property
    def is_blank(self) -> bool:
        """Nothing was typed into a row that does not exist yet."""
        if not self.is_bound or self.row is not None:
            return self.row is None
        names = (name for name in self.fields if name not in ("slug", "version", "remove"))
        return not any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in names)

    @property
    def seen_version(self) -> int:
        return whole_number(self.data.get(self.add_prefix("version")))

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name and not self.cleaned_data.get("remove"):
            raise ValidationError("Give this row a name")
        if name and not slugify(name):
            raise ValidationError("Give this row a name with letters or digits")
        return name

    def estimate(self, field: str, likely: Any, evidence: str, most: float | None = None) -> Estimate | None:
        """As it stands where nothing about it was changed, else with the range that the evidence gives."""
        stands: Estimate | None = getattr(self.row, field, None) if self.row else None
        if likely is None:
            return unknown_estimate() if evidence == "unknown" else None
        value = float(likely)
        if stands and stands["evidence"] == evidence and _shown_alike(stands["likely"], value):
            return stands
        return make_estimate(value, evidence, least=0, most=most)

    def look_twice(self, field: str, likely: Any) -> None:
        """Seven typed for 7 minutes where seconds are asked."""
        question = questionnaire()[f"service.{self.table}.{field}"]
        slip = slip_of(question, float(likely)) if likely is not None else None
        typed = written(likely, 2) if likely is not None else ""
        if slip is not None and str(self.data.get(self.add_prefix("confirm")) or "") != typed:
            self.confirm = typed
            meant = decimal_text(slip.value, 0)
            raise ValidationError(
                f"{decimal_text(likely, 0)} looks like {slip.looks_like}. Did you mean {meant}? "
                "Enter that, or save again if your number is right"
            )


class StreamRowForm(RowForm):
    table, numbers = "streams", ("contacts", "share", "seconds")
    layout: ClassVar = {"name": "is-name", "contacts": "", "seconds": "", "evidence": "is-wide", "share": ""}
    remove_css = "is-beside"

    name = forms.CharField(required=False, max_length=160, label="Subject")
    contacts = StrictDecimalField(
        required=False, label="Contacts a month", min_value=0, max_value=Decimal(10**9)
    )
    share = PercentField(required=False, label="Share of all contacts")
    seconds = StrictDecimalField(
        required=False, label="Seconds per contact", min_value=0, max_value=Decimal(10**6)
    )
    evidence = forms.ChoiceField(choices=EVIDENCE_CHOICES, required=False, label="How do you know?")

    def clean_seconds(self) -> Any:
        seconds = self.cleaned_data["seconds"]
        self.look_twice("handle_seconds", seconds)
        return seconds

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = [cleaned.get(name) for name in self.numbers]
        if any(value is not None for value in typed) and not cleaned.get("evidence"):
            self.add_error("evidence", "Choose how you know these numbers")
        if cleaned.get("evidence") == "unknown" and any(value is not None for value in typed):
            self.add_error("evidence", "Clear the numbers, or choose how you know them")
        return cleaned

    def values(self, total: Decimal | None) -> dict[str, Any]:
        cleaned = self.cleaned_data
        contacts = cleaned["contacts"]
        if total is not None and cleaned["share"] is not None:
            contacts = total * cleaned["share"]
        return {
            "contacts_per_month": self.estimate("contacts_per_month", contacts, cleaned["evidence"]),
            "handle_seconds": self.estimate("handle_seconds", cleaned["seconds"], cleaned["evidence"]),
        }

    @classmethod
    def initial_of(cls, row: ContactStream) -> dict[str, Any]:
        contacts, seconds = row.contacts_per_month or {}, row.handle_seconds or {}
        return {
            "contacts": _number(contacts.get("likely")),
            "seconds": _number(seconds.get("likely")),
            "evidence": contacts.get("evidence") or seconds.get("evidence") or "",
        }


class CostLineRowForm(RowForm):
    table, numbers = "cost_lines", ("amount", "avoidable")
    layout: ClassVar = {
        "name": "is-name",
        "kind": "is-name",
        "amount": "is-amount",
        "evidence": "is-long",
        "avoidable": "is-amount",
        "avoidable_evidence": "is-long",
    }
    remove_css = "is-end"

    name = forms.CharField(required=False, max_length=160, label="What for")
    kind = forms.ChoiceField(
        choices=(("", "Choose"), *CostKind.choices), required=False, label="Kind of cost"
    )
    amount = MoneyField(required=False, label="Cost a year", min_value=0, max_value=Decimal(10**12))
    evidence = forms.ChoiceField(choices=EVIDENCE_CHOICES, required=False, label="How do you know the cost?")
    avoidable = PercentField(required=False, label="Share that stops when the work leaves")
    avoidable_evidence = forms.ChoiceField(
        choices=EVIDENCE_CHOICES, required=False, label="How do you know that share?"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("kind") and not cleaned.get("remove"):
            self.add_error("kind", "Choose what kind of cost this is")
        for number, evidence in (("amount", "evidence"), ("avoidable", "avoidable_evidence")):
            known, grade = cleaned.get(number) is not None, cleaned.get(evidence)
            if known and not grade:
                self.add_error(evidence, "Choose how you know this number")
            if known and grade == "unknown":
                self.add_error(evidence, "Clear the number, or choose how you know it")
        return cleaned

    def values(self, total: Decimal | None) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["kind"],
            "amount_per_year": self.estimate("amount_per_year", cleaned["amount"], cleaned["evidence"]),
            "avoidable_share": self.estimate(
                "avoidable_share", cleaned["avoidable"], cleaned["avoidable_evidence"], most=1
            ),
        }

    @classmethod
    def initial_of(cls, row: CostLine) -> dict[str, Any]:
        amount, avoidable = row.amount_per_year or {}, row.avoidable_share or {}
        return {
            "kind": row.kind,
            "amount": _number(amount.get("likely")),
            "evidence": amount.get("evidence", ""),
            "avoidable": _number(avoidable.get("likely")),
            "avoidable_evidence": avoidable.get("evidence", ""),
        }


def _number(value: float | None) -> Decimal | None:
    """With the digits that matter: a volume of thousands has no decimals."""
    if value is None:
        return None
    return Decimal(str(round(value, 4 if abs(value) < 1 else 2 if abs(value) < WHOLE_FROM else 0)))


def _shown_alike(stands: float | None, typed: float) -> bool:
    """A typed number is the stored one where it reads the same."""
    shown = _number(stands)
    return shown is not None and (float(shown) == typed or stands == typed)
