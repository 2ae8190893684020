"""The rows of a table that is typed in one go: contact streams and cost lines."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify

from assessments.choices import CostKind
from assessments.forms.hidden import whole_number
from assessments.journey.mistakes import slip_of
from assessments.journey.questions import questionnaire
from assessments.models import ContactStream, CostLine
from ui.estimates import Estimate, make_estimate, unknown_estimate
from ui.formats import decimal_text
from ui.forms import MoneyField, PercentField, QuestionForm, StrictDecimalField
from ui.numbers import written
from ui.words import EVIDENCE, EVIDENCE_SHORT

MOST_ROWS: Final = 40
FIRST_ROWS: Final = 4
TOLERANCE: Final = Decimal("0.005")
TABLE: Final = "t"
WHOLE_FROM: Final = 100
EVIDENCE_CHOICES: Final = (("", "Choose"), *((grade, EVIDENCE[grade]) for grade in EVIDENCE_SHORT))


class RowForm(QuestionForm):
    """One row. Empty rows are passed over; a row that exists carries its short name and version."""

    mark_optional = False
    table: ClassVar[str]
    numbers: ClassVar[tuple[str, ...]]

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


class TotalForm(QuestionForm):
    """All contacts together, where the streams are known as shares of it."""

    total = StrictDecimalField(
        required=False,
        label="All contacts in a month",
        help_text="Only if you know the streams as shares of the whole. The shares must add up to 100 %.",
        min_value=1,
        max_value=Decimal(10**9),
    )


class RowTable:
    """All rows of a table as forms. data: what was typed, or None to show what is stored."""

    def __init__(
        self,
        form: type[StreamRowForm] | type[CostLineRowForm],
        rows: Iterable[Any],
        *,
        currency: str,
        data: MultiValueDict[str, str] | None = None,
        more: int = 0,
    ) -> None:
        by_slug = {row.slug: row for row in rows}
        count = _count(data, len(by_slug), more)
        self.total = TotalForm(data) if form is StreamRowForm else None
        self.forms: list[StreamRowForm | CostLineRowForm] = []
        stored = list(by_slug.values())
        for number in range(count):
            prefix = f"{TABLE}{number}"
            row = _row_of(data, prefix, by_slug) if data is not None else None
            row = (stored[number] if number < len(stored) else None) if data is None else row
            initial = form.initial_of(row) | _named(row) if row else {}
            self.forms.append(form(data, prefix=prefix, currency=currency, row=row, initial=initial))

    @property
    def filled(self) -> list[StreamRowForm | CostLineRowForm]:
        return [form for form in self.forms if not form.is_blank]

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.filled) or bool(self.total and self.total.errors)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.filled]
        if self.total is not None and self.total.is_valid():
            self._check_shares(self.total)
        return all(valid) and not self.errors

    def _check_shares(self, total: TotalForm) -> None:
        """Shares need the whole, and add up to it."""
        kept = [f for f in self.filled if not getattr(f, "cleaned_data", {}).get("remove")]
        shares = [f.cleaned_data.get("share") for f in kept if hasattr(f, "cleaned_data")]
        given = [share for share in shares if share is not None]
        if not given:
            return
        if total.cleaned_data.get("total") is None:
            total.add_error("total", "Enter all contacts of a month, or give contacts instead of shares")
        elif len(given) == len(kept) and abs(sum(given) - 1) > TOLERANCE:
            percent = written(sum(given) * 100, 1)
            total.add_error(
                "total", f"The shares add up to {percent} %. Change them until they add up to 100 %"
            )
        elif len(given) < len(kept):
            total.add_error("total", "Give every stream its share, or none")

    @property
    def whole(self) -> Decimal | None:
        """The total, where it and the shares are right."""
        if self.total is None or self.total.errors:
            return None
        return self.total.cleaned_data.get("total")


def _count(data: MultiValueDict[str, str] | None, stored: int, more: int) -> int:
    if data is None:
        return min((stored + 1 if stored else FIRST_ROWS) + more, MOST_ROWS)
    return min(whole_number(data.get("rows")) + more, MOST_ROWS)


def _row_of(data: MultiValueDict[str, str], prefix: str, by_slug: Mapping[str, Any]) -> Any:
    return by_slug.get(str(data.get(f"{prefix}-slug") or ""))


def _named(row: ContactStream | CostLine) -> dict[str, Any]:
    return {"slug": row.slug, "version": row.version, "name": row.name}


def _number(value: float | None) -> Decimal | None:
    """With the digits that matter: a volume of thousands has no decimals."""
    if value is None:
        return None
    return Decimal(str(round(value, 4 if abs(value) < 1 else 2 if abs(value) < WHOLE_FROM else 0)))


def _shown_alike(stands: float | None, typed: float) -> bool:
    """A typed number is the stored one where it reads the same."""
    shown = _number(stands)
    return shown is not None and (float(shown) == typed or stands == typed)
