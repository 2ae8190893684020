"""A form of questions about a provider. What is right is in `answers`, even where other fields are wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from ui.forms import QuestionForm
from ui.numbers import whole_number, whole_number_sent
from vendors.forms.fields import asks_unknown_apart, field_for, shown, stored
from vendors.journey.questions import Question
from vendors.services.facts import UNKNOWN

UNKNOWN_SUFFIX = "__unknown"
VERSION = "version_"


class FactsForm(QuestionForm):
    """questions: what is asked · currency: of money · price_currency: of an offer · values: by key"""

    mark_optional = False

    def __init__(
        self,
        questions: Iterable[Question],
        *,
        currency: str,
        values: Mapping[str, Any],
        price_currency: str = "",
        data: Any = None,
    ) -> None:
        self.questions = tuple(questions)
        self.answers: dict[str, Any] = {}
        super().__init__(data)
        for question in self.questions:
            is_price = question.unit.startswith("price") and price_currency
            self._add(question, price_currency if is_price else currency, values.get(question.key))

    def _add(self, question: Question, currency: str, value: Any) -> None:
        name = question.name
        self.fields[name] = field_for(question, currency)
        self.initial[name] = shown(question, value)
        if asks_unknown_apart(question):
            self.fields[name + UNKNOWN_SUFFIX] = forms.BooleanField(label="I don't know", required=False)
            self.initial[name + UNKNOWN_SUFFIX] = value == UNKNOWN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.questions:
            if question.name not in self.errors:
                self._take(question, cleaned)
        return cleaned

    def _take(self, question: Question, cleaned: Mapping[str, Any]) -> None:
        value = stored(question, cleaned.get(question.name))
        if cleaned.get(question.name + UNKNOWN_SUFFIX):
            if value is not None:
                self.add_error(question.name, "Clear the answer, or take away the tick at “I don't know”")
                return
            value = UNKNOWN
        self.answers[question.key] = value

    @property
    def seen_versions(self) -> dict[str, int]:
        """The versions that the person saw; rubbish counts as none seen."""
        sent = {q.key: whole_number_sent(self.data.get(VERSION + q.name)) for q in self.questions}
        return {key: number for key, number in sent.items() if number is not None}

    def version_fields(self, versions: Mapping[str, int]) -> list[tuple[str, int]]:
        return [(VERSION + q.name, versions.get(q.key, 0)) for q in self.questions]


def seen_version(data: Any, name: str = "version") -> int:
    return whole_number(data.get(name))
