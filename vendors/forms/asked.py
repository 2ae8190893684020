"""The vendor's own form: a page of questions, and a whole workbook at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from ui.forms import QuestionForm
from vendors.forms.facts import FactsForm
from vendors.forms.fields import unit_of
from vendors.forms.rows import RowSet, rows_form
from vendors.journey.asked import Step
from vendors.journey.questions import Question
from vendors.journey.workbook import typed
from vendors.models import Offer, VendorLink


def step_form(
    link: VendorLink, step: Step, contents: Mapping[tuple[str, str], Any], data: Any = None
) -> FactsForm:
    values = {key: content for (holder, key), content in contents.items() if holder == step.holder}
    return FactsForm(
        step.questions,
        currency=link.vendor.client.currency,
        price_currency=currency_of(link, contents),
        values=values,
        data=data,
    )


def currency_of(link: VendorLink, contents: Mapping[tuple[str, str], Any]) -> str:
    """Of the quote: what the vendor chose, else what the offer has."""
    own = link.vendor.client.currency
    chosen = contents.get(("offer", "about.currency"))
    return str(chosen) if isinstance(chosen, str) else link.offer.currency if link.offer else own


def step_rows(step: Step, contents: Mapping[tuple[str, str], Any], data: Any = None) -> RowSet | None:
    if not step.rows:
        return None
    stored = contents.get((step.holder, f"rows.{step.rows}")) or []
    rows = rows_form(step.rows, stored=stored, data=data, sites=None)
    for form in rows.forms:
        for name in ("site", "covers"):
            form.fields.pop(name, None)
    return rows


def unit_words(link: VendorLink, contents: Mapping[tuple[str, str], Any]) -> Any:
    """What a number in the workbook is in."""
    price, own = currency_of(link, contents), link.vendor.client.currency

    def words(question: Question) -> str:
        unit = unit_of(question, price if question.unit.startswith("price") else own)
        per = question.unit.partition("/")[2]
        return "%" if unit == "percent" else f"{unit} per {per}" if per and len(unit) == 3 else unit

    return words


def read_answers(
    link: VendorLink, steps: Iterable[Step], texts: Mapping[tuple[str, str], str]
) -> tuple[dict[tuple[str, str], Any], list[str]]:
    """What is right in a workbook, and a sentence for each answer that is not."""
    fields: dict[tuple[str, str], Any] = {}
    faults: list[str] = []
    currency = {("offer", "about.currency"): texts.get(("offer", "about.currency"), "")[:3].upper()}
    for step in steps:
        data = QueryDict(mutable=True)
        for question in step.questions:
            if text := texts.get((step.holder, question.key), ""):
                data.update(typed(question, currency.get((step.holder, question.key), text)))
        form = step_form(link, step, currency if currency[("offer", "about.currency")] else {}, data)
        form.is_valid()
        given = {key: value for key, value in form.answers.items() if value is not None}
        fields |= {(step.holder, key): value for key, value in given.items()}
        for question in step.questions:
            faults += [f"{question.text} {error}" for error in form.errors.get(question.name, [])]
    return fields, faults


class AskForm(QuestionForm):
    """Whom to ask, and whether for a quote."""

    sent_to = forms.EmailField(
        label="To whom will you send it?",
        help_text="Only kept as a note. You send the link yourself.",
        required=False,
    )
    offer: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Shall they quote, too?",
        help_text="Their quote then fills this offer. Add one to the assessment first if none is listed.",
        queryset=None,
        required=False,
        empty_label="No, only their profile",
    )

    def __init__(self, *args: Any, offers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        field.queryset = offers  # type: ignore[attr-defined]
        field.label_from_instance = _offer_words  # type: ignore[attr-defined]


def _offer_words(offer: Offer) -> str:
    return f"{offer.name} – {offer.assessment.title}"


class WorkbookForm(QuestionForm):
    file = forms.FileField(
        label="The workbook, filled in",
        help_text="An Excel file (.xlsx) of at most 1 MB.",
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
    )
