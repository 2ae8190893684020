"""Rows of a profile or an offer that are typed in one go: sites, languages, certificates, sums."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from ui.forms import EstimateField, PercentField, QuestionForm, StrictIntegerField
from ui.numbers import whole_number
from vendors.choices import CefrLevel
from vendors.forms.fields import country_field, date_field
from vendors.journey.choices import languages

if TYPE_CHECKING:  # only the type checker knows the form sets as generic
    AnyFormSet = BaseFormSet[Any]
else:
    AnyFormSet = BaseFormSet

MOST_ROWS: Final = 40
LEVELS: Final = (("", "Not known"), *CefrLevel.choices)
YES_NO: Final = (("", "Not known"), ("yes", "Yes"), ("no", "No"))
CERTIFICATES: Final = (
    *("ISO 27001", "ISO/IEC 27701", "SOC 2 Type II", "PCI DSS", "HITRUST", "ISO 18295", "COPC"),
)


class RowForm(QuestionForm):
    """A row counts when its first field is filled. values() are the columns of the model."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)

    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}
        return {
            name: ("" if value is None and name in self.texts else value) for name, value in values.items()
        }

    texts: tuple[str, ...] = ()


class SiteForm(RowForm):
    country_iso3 = country_field(label="Country")
    city = forms.CharField(label="City", max_length=120, required=False)
    name = forms.CharField(label="Name of the site", max_length=120, required=False)
    timezone = forms.CharField(
        label="Time zone",
        max_length=64,
        required=False,
        widget=forms.TextInput({"list": "timezones", "placeholder": "Asia/Manila"}),
    )
    seats = StrictIntegerField(label="Seats", min_value=0, max_value=1_000_000, required=False)
    is_main = forms.BooleanField(label="This site would do the work", required=False)

    def clean_timezone(self) -> str:
        zone: str = self.cleaned_data["timezone"]
        if zone and zone not in available_timezones():
            raise ValidationError("Choose a time zone from the list, for example Asia/Manila")
        return zone


class LanguageForm(RowForm):
    code = forms.ChoiceField(label="Language", choices=lambda: (("", "Choose"), *languages()))
    voice_level = forms.ChoiceField(label="Spoken", choices=LEVELS, required=False)
    written_level = forms.ChoiceField(label="Written", choices=LEVELS, required=False)
    share_of_agents = PercentField(label="Share of agents", required=False)
    tested_by = forms.CharField(label="Tested by", max_length=120, required=False)

    def values(self) -> dict[str, Any]:
        """Without the key of the row: languages are written anew, so that two may change places."""
        values = super().values()
        values.pop("pk")
        share = values["share_of_agents"]
        return {**values, "share_of_agents": None if share is None else float(share)}


class CertificationForm(RowForm):
    name = forms.CharField(
        label="Certificate", max_length=120, widget=forms.TextInput({"list": "certificates"})
    )
    scope = forms.CharField(label="What it covers, in its own words", max_length=240, required=False)
    covers = forms.ChoiceField(label="Covers this site and this work?", choices=YES_NO, required=False)
    expires = date_field(label="Valid until", required=False)
    site: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Site", queryset=None, required=False, empty_label="Not said"
    )

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "covers_site_and_scope": {"yes": True, "no": False}.get(values.pop("covers", ""))}


class SumForm(RowForm):
    name = forms.CharField(label="What for", max_length=160)
    amount = EstimateField(label="How much", unit="USD")
    month = StrictIntegerField(label="Month after signing", min_value=0, max_value=120, required=False)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values.pop("pk")
        return {**values, "month": values["month"] or 0}


class RowSet(AnyFormSet):
    """Rows with one empty one at the end; `more` shows a further one."""

    once: str = ""
    twice: str = ""

    def clean(self) -> None:
        if not self.once or any(form.errors for form in self.forms):
            return
        given = [form.cleaned_data.get(self.once) for form in self.filled()]
        if len(set(given)) < len(given):
            raise ValidationError(self.twice)

    def filled(self) -> list[Any]:
        """Rows that somebody typed in, without those to be removed."""
        gone = self.deleted_forms
        return [form for form in self.forms if form.cleaned_data and form not in gone]

    def rows(self) -> list[dict[str, Any]]:
        return [form.values() for form in self.filled()]


class SiteRows(RowSet):
    def clean(self) -> None:
        super().clean()
        valid = not any(form.errors for form in self.forms)
        if valid and sum(bool(form.cleaned_data["is_main"]) for form in self.filled()) > 1:
            raise ValidationError("Only one site can be the one that would do the work.")


class LanguageRows(RowSet):
    once, twice = "code", "Give each language only once."


class SumRows(RowSet):
    once, twice = "name", "Give each sum a name of its own."


def row_set(kind: str) -> type[RowSet]:
    form, base = KINDS[kind]
    made = formset_factory(
        form, formset=base, extra=1, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10
    )
    return cast(type[RowSet], made)


def rows_form(
    kind: str, *, stored: Iterable[Mapping[str, Any]], data: Any = None, currency: str = "", sites: Any = None
) -> RowSet:
    """The rows of one kind, as stored or, with data, as typed: then what is stored plays no part."""
    initial = list(stored) if data is None else None
    found = row_set(kind)(data, initial=initial, prefix=kind)
    for form in [*found.forms]:
        if currency:
            form.set_currency(currency)
        if "site" in form.fields:
            form.fields["site"].queryset = sites
        form.fields["DELETE"].label = "Remove"
    return found


def with_one_more(data: Any, kind: str) -> Any:
    """What was typed, with one more empty row."""
    copy = data.copy()
    count = whole_number(copy.get(f"{kind}-TOTAL_FORMS"))
    copy[f"{kind}-TOTAL_FORMS"] = str(min(count + 1, MOST_ROWS))
    return copy


KINDS: Final[dict[str, tuple[type[RowForm], type[RowSet]]]] = {
    "sites": (SiteForm, SiteRows),
    "languages": (LanguageForm, LanguageRows),
    "certifications": (CertificationForm, RowSet),
    "sums": (SumForm, SumRows),
}
