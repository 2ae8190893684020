"""A scenario: its name and why, and what it changes. An empty field is as the answers say."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from assessments.journey.levers import (
    ALL_VOLUMES,
    PENDING,
    PEOPLE,
    Lever,
    levers_of,
    pending_laws,
    streams_of,
    work_ratio,
)
from scoring.case import Case
from ui.forms import CheckboxGroup, QuestionForm, StrictDecimalField
from ui.measures import Measure
from ui.numbers import NotANumber

WEIGHTS: Final = "weights.factors."
TEAM: Final = "service.agents_fte"
CLOSE: Final = 1e-9
VOLUMES: Final = Measure("percent", least=-0.95, most=9.0)


class ScenarioForm(QuestionForm):
    name = forms.CharField(
        label="Name of the scenario",
        max_length=120,
        help_text="For example: Volumes fall by a fifth.",
        error_messages={"required": "Give the scenario a name"},
    )
    note = forms.CharField(
        label="Why it is worth a look",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
    )


class LeverField(StrictDecimalField):
    """A number in the measure of its lever; empty: unchanged."""

    def __init__(self, lever: Lever) -> None:
        super().__init__(label=lever.label, required=False)
        self.lever = lever
        self.widget.unit_before, self.widget.unit_after = lever.measure.before, lever.measure.after

    def to_python(self, value: Any) -> float | None:
        return read_measure(str(value or ""), self.lever.measure, self.lever.label)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


def read_measure(text: str, measure: Measure, label: str) -> float | None:
    try:
        number = measure.read(text)
    except NotANumber as error:
        if error.choices:
            raise ValidationError(f"“{label}”: did you mean {error.choices}? Type one of them") from None
        example = measure.example()
        raise ValidationError(f"Enter “{label}” as a number, for example {example}") from None
    if number is not None and measure.is_outside(number):
        raise ValidationError(f"Enter “{label}” as a number {measure.bounds_in_words()}")
    return number


class ChangesForm(ScenarioForm):
    """Every lever of the base case. `changes` stands in it after is_valid(): path → value."""

    def __init__(
        self, *args: Any, case: Case, changes: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.levers, self.case = levers_of(case), case
        self.by_name = {field_name(lever.path): lever for lever in self.levers}
        self.given = given = dict(changes or {})
        initial = {
            name: lever.typed(given[lever.path])
            for name, lever in self.by_name.items()
            if lever.path in given and lever.typed(given[lever.path]) != lever.typed(lever.base)
        }
        kwargs["initial"] = {**initial, "laws": given.get(PENDING, []), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields[ALL_VOLUMES] = _volumes_field()
        self.fields.update({name: LeverField(lever) for name, lever in self.by_name.items()})
        if laws := pending_laws(case):
            self.fields["laws"] = _laws_field(laws)

    @property
    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        found = {
            lever.path: lever.value_of(data[name])
            for name, lever in self.by_name.items()
            if data.get(name) is not None and lever.typed(data[name]) != lever.typed(lever.base)
        }
        found |= self._volumes(data.get(ALL_VOLUMES), found)
        found |= self._team(found)
        if "laws" in self.fields and set(data["laws"]) != set(self.case.method.pending_laws_in_force):
            found[PENDING] = sorted(data["laws"])
        return _whole_weights(found, self.levers)

    def groups(self) -> list[dict[str, Any]]:
        """Levers by group, each with its field; a group with a change or a fault is open."""
        found: dict[str, list[dict[str, Any]]] = {}
        for name, lever in self.by_name.items():
            row = {"lever": lever, "field": self[name], "base": lever.written(lever.base)}
            found.setdefault(lever.group, []).append(row)
        return [
            {
                "title": title,
                "rows": rows,
                "open": any(row["field"].value() or row["field"].errors for row in rows),
            }
            for title, rows in found.items()
        ]

    def _team(self, found: dict[str, Any]) -> dict[str, Any]:
        """The team of today's service moves with the work, unless it was given another size by hand."""
        lever = next((lever for lever in self.levers if lever.path == TEAM), None)
        if lever is None or lever.likely is None:
            return {}
        derived = lever.typed(lever.likely * work_ratio(self.levers, self.given))
        if TEAM in found and lever.typed(found[TEAM]) != derived:
            return {}
        found.pop(TEAM, None)
        ratio = work_ratio(self.levers, found)
        return {} if abs(ratio - 1) < CLOSE else {TEAM: lever.value_of(lever.likely * ratio)}

    def _volumes(self, share: float | None, found: Mapping[str, Any]) -> dict[str, Any]:
        """All streams at once, but for those with a value of their own."""
        if not share:
            return {}
        streams = (lever for lever in streams_of(self.levers) if lever.path not in found)
        return {
            lever.path: lever.value_of(lever.likely * (1 + share))
            for lever in streams
            if lever.likely is not None
        }


class VolumesField(LeverField):
    def to_python(self, value: Any) -> float | None:
        return read_measure(str(value or ""), VOLUMES, "All volumes")


def _volumes_field() -> VolumesField:
    lever = Lever(ALL_VOLUMES, "All contacts at once, more or less by", "", VOLUMES, "", None)
    field = VolumesField(lever)
    field.help_text = (
        "Applies to every contact stream without a number of its own; the team moves with the work. "
        "−20 is a fifth less."
    )
    return field


def _laws_field(laws: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Suppose these rules come into force",
        choices=laws,
        required=False,
        widget=CheckboxGroup,
    )


def _whole_weights(changes: dict[str, Any], levers: tuple[Lever, ...]) -> dict[str, Any]:
    """Changed weights stay, the others share what is left as before; then they sum to 1, for everybody."""
    base = {lever.path: float(lever.base) for lever in levers if lever.path.startswith(WEIGHTS)}
    fixed = {path: changes[path] for path in base if path in changes}
    if not fixed:
        return changes
    rest, left = sum(base[path] for path in base if path not in fixed), max(0.0, 1 - sum(fixed.values()))
    whole = {path: fixed.get(path, base[path] * left / rest if rest else 0.0) for path in base}
    total = sum(whole.values())
    if total <= 0:
        raise ValidationError("Give weight to at least one factor.")
    return changes | {path: weight / total for path, weight in whole.items()} | {PEOPLE: []}


def field_name(path: str) -> str:
    return "set_" + path.replace(".", "__")
