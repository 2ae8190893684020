"""The estimate field: most likely, how you know, and a range that fills itself.

Without JavaScript the server fills the range. `auto` remembers the range that was filled in: where low and
high still stand as filled, they follow a changed likely value; what a person typed is never touched.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ui.estimates import SPREADS, UNKNOWN, Estimate, make_estimate, range_of, unknown_estimate
from ui.measures import Measure
from ui.numbers import NotANumber
from ui.words import EVIDENCE

PARTS: Final = ("low", "likely", "high", "evidence", "source", "auto")
NAMES: Final = {"low": "the low value", "likely": "the most likely value", "high": "the high value"}
LONGEST_SOURCE: Final = 500


class EstimateFault(ValidationError):
    """A refusal that knows which inputs it is about."""

    def __init__(self, message: str, code: str, parts: Iterable[str]) -> None:
        super().__init__(message, code=code)
        self.parts = tuple(parts)


class EstimateWidget(forms.Widget):
    """Values arrive as a dict of texts (typed) or as a stored estimate."""

    template_name = "components/estimate_inputs.html"
    use_fieldset = True
    field: "EstimateField"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str] | None:
        if self.value_omitted_from_data(data, files, name):
            return None
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_likely" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        given = context["widget"]["attrs"]
        context["estimate"] = {
            "name": name,
            "id": given.get("id") or f"id_{name}",
            "texts": self.field.texts_of(value),
            "faults": self.field.faulty_parts(value),
            "evidence": [item for item in EVIDENCE.items() if self.field.offers(item[0])],
            "spreads": json.dumps(SPREADS),
            "measure": self.field.measure,
            "describedby": given.get("aria-describedby", ""),
        }
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """With the project's templates, where all components live."""
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 (rendered and escaped)


class EstimateField(forms.Field):
    """A dict of low, likely, high (floats), evidence and source, see ui.estimates.

    unit, least, most, decimals: see ui.measures.Measure · ask_unknown: False leaves out "I don't know"
    """

    widget = EstimateWidget
    default_error_messages = {
        "required": "Enter the most likely value, or choose “I don't know”",
        "evidence": "Choose how you know this number",
        "likely": "Enter the most likely value too",
        "contradiction": "Clear the numbers, or choose how you know them instead of “I don't know”",
        "order": "Low must not be above the most likely value, and high must not be below it",
        "invalid": "Enter {part} as a number, for example {example}",
        "comma": "Write {part} with a decimal point, for example 20.50 – a comma only separates thousands",
        "digits": "Enter {part} with at most 15 digits",
        "either": "Did you mean {choices}? Type one of them",
        "bounds": "Enter {part} as a number {bounds}, for example {example}",
        "share": "Enter the share as a number {bounds}, for example {example}",
    }

    def __init__(
        self,
        *,
        unit: str = "",
        least: float | None = 0,
        most: float | None = None,
        decimals: int | None = None,
        ask_unknown: bool = True,
        **kwargs: Any,
    ) -> None:
        self.measure = Measure(unit, least, most, decimals)
        self.ask_unknown = ask_unknown
        super().__init__(**kwargs)
        self.widget.field = self

    def __deepcopy__(self, memo: dict[int, Any]) -> "EstimateField":
        """Each form has its own field, and its widget knows that one."""
        copy: EstimateField = super().__deepcopy__(memo)
        copy.widget.field = copy
        return copy

    def set_unit(self, unit: str) -> None:
        """For forms that know the client's currency only when they are made."""
        self.measure = replace(self.measure, unit=unit)

    def offers(self, evidence: str) -> bool:
        return evidence in EVIDENCE and (self.ask_unknown or evidence != UNKNOWN)

    def texts_of(self, value: Any) -> dict[str, str]:
        """What stands in each input: as typed, or a stored estimate as people write it."""
        if not isinstance(value, dict):
            return dict.fromkeys(PARTS, "")
        texts = {part: self.text_of(value.get(part)) for part in PARTS}
        if "auto" not in value and self.is_usual(value):
            texts["auto"] = f"{texts['low']}|{texts['high']}"
        return texts

    def text_of(self, value: Any) -> str:
        return value if isinstance(value, str) else self.measure.text(value)

    def usual_range(self, likely: float, evidence: str) -> tuple[float, float]:
        """The range that the evidence gives, in the digits shown and never past the likely value."""
        low, high = range_of(likely, evidence, self.measure.least, self.measure.upper)
        return min(self.measure.neat(low), likely), max(self.measure.neat(high), likely)

    def is_usual(self, value: dict[str, Any]) -> bool:
        if value.get("likely") is None or value.get("evidence") not in SPREADS:
            return False
        usual = self.usual_range(value["likely"], value["evidence"])
        return [self.text_of(end) for end in usual] == [
            self.text_of(value.get(end)) for end in ("low", "high")
        ]

    def clean(self, value: Any) -> Estimate | None:
        texts = {part: str((value or {}).get(part) or "") for part in PARTS}
        estimate = self.read(texts)
        if estimate is None and self.required:
            raise self.fault("required", ["likely"])
        return estimate

    def read(self, texts: dict[str, str]) -> Estimate | None:
        evidence, source = texts["evidence"], texts["source"][:LONGEST_SOURCE]
        if evidence and not self.offers(evidence):
            raise self.fault("evidence", ["evidence"])
        if evidence == UNKNOWN:
            return self.read_unknown(texts, source)
        likely, (low, high) = self.number(texts, "likely"), self.own_range(texts)
        if likely is None:
            self.refuse_range_alone(low, high)
            return None
        if not evidence:
            raise self.fault("evidence", ["evidence"])
        self.refuse_disorder(low, likely, high)
        usual = self.usual_range(likely, evidence)
        low, high = usual[0] if low is None else low, usual[1] if high is None else high
        return make_estimate(likely, evidence, low=low, high=high, source=source)

    def read_unknown(self, texts: dict[str, str], source: str) -> Estimate:
        if typed := [part for part in NAMES if texts[part]]:
            raise self.fault("contradiction", typed)
        return unknown_estimate(source)

    def own_range(self, texts: dict[str, str]) -> tuple[float | None, float | None]:
        """Low and high where a person set them."""
        if texts["auto"] and texts["auto"] == f"{texts['low']}|{texts['high']}":
            return None, None
        return self.number(texts, "low"), self.number(texts, "high")

    def refuse_range_alone(self, low: float | None, high: float | None) -> None:
        if low is not None or high is not None:
            raise self.fault("likely", ["likely"])

    def refuse_disorder(self, low: float | None, likely: float, high: float | None) -> None:
        wrong = ["low"] if low is not None and low > likely else []
        wrong += ["high"] if high is not None and high < likely else []
        if wrong:
            raise self.fault("order", wrong)

    def number(self, texts: dict[str, str], part: str) -> float | None:
        try:
            value = self.measure.read(texts[part])
        except NotANumber as error:
            code = "share" if self.measure.is_percent and error.code == "invalid" else error.code
            raise self.fault(code, [part], error.choices) from None
        if value is not None and self.measure.is_outside(value):
            raise self.fault("share" if self.measure.is_percent else "bounds", [part])
        return value

    def fault(self, code: str, parts: list[str], choices: str = "") -> EstimateFault:
        measure = self.measure
        words = {"bounds": measure.bounds_in_words(), "example": measure.example(), "choices": choices}
        sentence = self.error_messages[code].format(part=NAMES.get(parts[0], ""), **words)
        return EstimateFault(sentence, code, parts)

    def faulty_parts(self, value: Any) -> tuple[str, ...]:
        """Which inputs to mark where what was typed is refused."""
        if not isinstance(value, dict) or "auto" not in value:
            return ()
        try:
            self.clean(value)
        except EstimateFault as fault:
            return fault.parts
        return ()

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(self.texts_of(initial)) != self.clean(data))
        except ValidationError:
            return True
