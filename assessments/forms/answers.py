"""The form of a page: its questions, with "I don't know" and a second look at numbers that seem to be slips.

What is right is in `answers`, even where other fields are wrong; nothing has to be complete.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from assessments.forms.fields import asks_unknown_apart, field_for, name_of, shown, stored
from assessments.journey.mistakes import Slip, contradiction, is_odd, slip_of
from assessments.journey.questions import Question, questionnaire
from ui.forms import Benchmark, EstimateField, QuestionForm
from vendors.services.facts import UNKNOWN

UNKNOWN_SUFFIX, CONFIRM_SUFFIX = "__unknown", "__confirm"


class PageForm(QuestionForm):
    """questions: what is asked · values: stored answers by question id · benchmarks: by question id"""

    mark_optional = False

    def __init__(
        self,
        questions: Iterable[Question],
        *,
        currency: str,
        values: Mapping[str, Any],
        benchmarks: Mapping[str, Benchmark] | None = None,
        data: QueryDict | None = None,
    ) -> None:
        self.questions = tuple(questions)
        self.answers: dict[str, Any] = {}
        self.slips: dict[str, Slip] = {}
        super().__init__(data)
        for question in self.questions:
            self._add(question, currency, values.get(question.id))
        for question_id, benchmark in (benchmarks or {}).items():
            self.set_benchmark(question_id.replace(".", "__"), benchmark)

    def _add(self, question: Question, currency: str, value: Any) -> None:
        name = name_of(question)
        self.fields[name] = field_for(question, currency)
        self.initial[name] = shown(question, value)
        if asks_unknown_apart(question):
            self.fields[name + UNKNOWN_SUFFIX] = forms.BooleanField(label="I don't know", required=False)
            self.initial[name + UNKNOWN_SUFFIX] = value == UNKNOWN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.questions:
            name = name_of(question)
            if name in self.errors:
                continue
            value = stored(question, cleaned.get(name))
            if cleaned.get(name + UNKNOWN_SUFFIX):
                value = self._unknown(name, value)
            if name not in self.errors and self._makes_sense(question, name, value):
                self.answers[question.id] = value
        if (found := contradiction(self.answers)) is not None:
            key, advice = found
            self.add_error(name_of(questionnaire()[key]), advice)
            del self.answers[key]
        return cleaned

    def _unknown(self, name: str, value: Any) -> Any:
        if value is None:
            return UNKNOWN
        self.add_error(name, "Clear the answer, or take away the tick at “I don't know”")
        return None

    def _makes_sense(self, question: Question, name: str, value: Any) -> bool:
        likely = value.get("likely") if isinstance(value, dict) else None
        if likely is None or not is_odd(question, likely):
            return True
        confirmed = self.data.get(name + CONFIRM_SUFFIX)
        self._ask_again(name, likely)
        if confirmed == self.fields[name + CONFIRM_SUFFIX].widget.attrs["value"]:
            return True
        self.add_error(name, self._second_look(question, name, likely))
        return False

    def _ask_again(self, name: str, likely: float) -> None:
        """A box to say that the number is right; it holds for this number only."""
        field = self.fields[name]
        text = field.measure.text(likely) if isinstance(field, EstimateField) else str(likely)
        box = forms.CheckboxInput({"value": text}, check_test=lambda value: value == text)
        label = f"Yes, {text} is right"
        names = list(self.fields)
        self.fields[name + CONFIRM_SUFFIX] = forms.BooleanField(label=label, required=False, widget=box)
        names.insert(names.index(name) + 1, name + CONFIRM_SUFFIX)
        self.order_fields(names)

    def _second_look(self, question: Question, name: str, likely: float) -> str:
        measure = self.fields[name].measure  # type: ignore[attr-defined]
        slip = slip_of(question, likely)
        unit = measure.before + "{}" + (f" {measure.after}" if measure.after else "")
        typed = unit.format(measure.text(likely))
        if slip is None:
            return f"{typed} is far from what is usual. Check the number, or tick the box if it is right"
        self.slips[name] = slip
        meant = unit.format(measure.text(slip.value))
        return (
            f"{typed} looks like {slip.looks_like}. Did you mean {meant}? "
            "Enter that, or tick the box if your number is right"
        )


def with_slip_corrected(form: PageForm, name: str) -> QueryDict:
    """What was typed, with the likely value that was probably meant; the range fills itself again."""
    data = _copy(form)
    slip = form.slips.get(name)
    if slip is not None:
        measure = form.fields[name].measure  # type: ignore[attr-defined]
        data[f"{name}_likely"] = measure.text(slip.value)
        data[f"{name}_low"] = data[f"{name}_high"] = ""
    return data


def with_reference(form: PageForm, name: str) -> QueryDict:
    """What was typed, with the reference figure of one question in its place."""
    data = _copy(form)
    benchmark: Benchmark | None = getattr(form.fields.get(name), "benchmark", None)
    if benchmark is not None:
        for part in ("low", "likely", "high", "evidence", "source"):
            data[f"{name}_{part}"] = getattr(benchmark, part)
        data[f"{name}_auto"] = ""
    return data


def _copy(form: PageForm) -> QueryDict:
    """Of what was typed, so that it can be changed."""
    data = QueryDict(mutable=True)
    for name, texts in cast(QueryDict, form.data).lists():
        data.setlist(name, texts)
    return data
