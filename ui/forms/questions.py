"""One layout for all forms: every field is a question. The template is templates/bootstrap5/field.html."""

from dataclasses import dataclass
from typing import Any, Final

from crispy_forms.helper import FormHelper
from django import forms

DJANGO_REQUIRED: Final = forms.Field.default_error_messages["required"]
REQUIRED_ADVICE: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (forms.MultipleChoiceField, "Choose at least one answer"),
    (forms.ModelMultipleChoiceField, "Choose at least one answer"),
    (forms.ChoiceField, "Choose one of the answers"),
    (forms.ModelChoiceField, "Choose one of the answers"),
    (forms.BooleanField, "Tick this to go on"),
    (forms.FileField, "Choose a file"),
    (forms.Field, "Enter an answer"),
)


def say_what_to_do(field: forms.Field) -> None:
    """Django states what is wrong; we say what to do. A form's own words stay."""
    if field.error_messages.get("required") == DJANGO_REQUIRED:
        advice = next(words for kinds, words in REQUIRED_ADVICE if isinstance(field, kinds))
        field.error_messages = {**field.error_messages, "required": advice}


@dataclass(frozen=True)
class Benchmark:
    """A sourced reference figure beside a question. low, likely, high: as they would be typed."""

    text: str
    source: str
    source_url: str = ""
    key: str = ""
    low: str = ""
    likely: str = ""
    high: str = ""
    evidence: str = ""


class QuestionFormMixin:
    """Gives any form the question layout: `{% crispy form %}` inside a form tag of the page.

    benchmarks: reference figures by field name, as a class attribute or through set_benchmark()
    """

    benchmarks: dict[str, Benchmark] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_what_to_do(field)
        for name, benchmark in self.benchmarks.items():
            self.set_benchmark(name, benchmark)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def set_benchmark(self, name: str, benchmark: Benchmark) -> None:
        self.fields[name].benchmark = benchmark  # type: ignore[attr-defined]

    def set_currency(self, currency: str) -> None:
        """Money fields and estimates in money take the client's currency."""
        for field in self.fields.values():
            measure = getattr(field, "measure", None)
            if hasattr(field, "set_currency"):
                field.set_currency(currency)
            elif measure is not None and measure.is_money:
                field.set_unit(currency)  # type: ignore[attr-defined]


class QuestionForm(QuestionFormMixin, forms.Form):
    """A plain form in the question layout. For models: class X(QuestionFormMixin, forms.ModelForm)."""
