"""The four ways to say what matters, and who is asked."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms

from assessments.choices import WeightMethod
from assessments.journey.swings import Swing
from assessments.services.judgements import CONCENTRATIONS, ONLY_ORDER, SCALE, pairs
from clients.models import User
from ui.forms import CheckboxGroup, QuestionForm, RadioCards, StrictDecimalField

FULL: Final = 100
PAIR_WORDS: Final = {9: "extremely more", 7: "much more", 5: "clearly more", 3: "a little more"}
CONFIDENCE: Final = (
    ("sure", "Sure", "Somebody would have to show me something new to change them."),
    ("fairly", "Fairly sure", "They could move by some points."),
    ("unsure", "Unsure", "Take them as a first guess."),
    (ONLY_ORDER, "I only know the order", "How far they lie apart stays open."),
)


class WeighForm(QuestionForm):
    """One way of weighing some items. `given` and `concentration` stand in it after is_valid()."""

    way: str = ""

    def __init__(
        self,
        items: Sequence[Swing],
        *,
        asks_confidence: bool,
        given: Mapping[str, Any] | None = None,
        confidence: str = "",
        **kwargs: Any,
    ) -> None:
        self.items = tuple(items)
        self.asks_confidence = asks_confidence
        super().__init__(initial=self.initial_of(given or {}) | {"confidence": confidence}, **kwargs)
        self.fields.update(self.item_fields())
        if asks_confidence:
            self.fields["confidence"] = confidence_field()

    @property
    def names(self) -> list[str]:
        return [item.id for item in self.items]

    @property
    def given(self) -> dict[str, Any]:
        raise TypeError  # each way says what it takes

    @property
    def concentration(self) -> float | None:
        return CONCENTRATIONS[self.cleaned_data["confidence"]] if self.asks_confidence else None

    def item_fields(self) -> dict[str, forms.Field]:
        raise TypeError

    def initial_of(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {self.field_name(name): value for name, value in given.items()}

    def field_name(self, item: str) -> str:
        return f"item_{item.replace(':', '_')}"

    def rows(self) -> list[tuple[Swing, forms.BoundField]]:
        return [(item, self[self.field_name(item.id)]) for item in self.items]


class PointsForm(WeighForm):
    """Points as the person likes; only their proportions count."""

    way = WeightMethod.DIRECT
    advice = "Enter points from 0 to 100"

    def item_fields(self) -> dict[str, forms.Field]:
        return {self.field_name(item.id): self._points(item) for item in self.items}

    def _points(self, item: Swing) -> StrictDecimalField:
        return StrictDecimalField(
            label=f"Points for {item.name.lower() if item.id.islower() else item.name}",
            unit="points",
            min_value=0,
            max_value=FULL,
            decimals=1,
            error_messages={"required": f"{self.advice} for “{item.name}”"},
        )

    @property
    def given(self) -> dict[str, Any]:
        return {name: float(self.cleaned_data[self.field_name(name)]) for name in self.names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        points = [cleaned.get(self.field_name(name)) for name in self.names]
        if not self.errors and not any(points):
            self.add_error(self.field_name(self.names[0]), "Give points to at least one")
        return cleaned


class SwingForm(PointsForm):
    """Everything is at its worst: what is lifted first counts 100, the others against it."""

    way = WeightMethod.SWING
    advice = "Enter how much lifting it counts against 100"

    def item_fields(self) -> dict[str, forms.Field]:
        first = forms.ChoiceField(
            label="Imagine everything at its worst. Which one would you lift to its best first?",
            choices=[(item.id, item.name) for item in self.items],
            widget=RadioCards(descriptions={item.id: item.lead for item in self.items}),
            help_text="It counts 100.",
            error_messages={"required": "Choose the one that you would lift first"},
        )
        return {"first": first} | super().item_fields()

    def initial_of(self, given: Mapping[str, Any]) -> dict[str, Any]:
        top = max(given, key=lambda name: float(given[name]), default="")
        return super().initial_of(given) | {"first": top}

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or self.cleaned_data
        if first := cleaned.get("first"):  # what stands in its own field does not count
            cleaned[self.field_name(first)] = Decimal(FULL)
            self.errors.pop(self.field_name(first), None)
        return cleaned


class RankForm(WeighForm):
    """Places; the same place twice is allowed."""

    way = WeightMethod.RANK

    def item_fields(self) -> dict[str, forms.Field]:
        places = [("", "Choose"), *((str(n), _place(n)) for n in range(1, len(self.items) + 1))]
        return {self.field_name(item.id): self._place_of(item, places) for item in self.items}

    def _place_of(self, item: Swing, places: list[tuple[str, str]]) -> forms.ChoiceField:
        required = f"Choose a place for “{item.name}”"
        return forms.ChoiceField(label="Place", choices=places, error_messages={"required": required})

    @property
    def given(self) -> dict[str, Any]:
        return {name: int(self.cleaned_data[self.field_name(name)]) for name in self.names}


class PairsForm(WeighForm):
    """Every two are compared; the answers check each other."""

    way = WeightMethod.PAIRWISE

    def item_fields(self) -> dict[str, forms.Field]:
        by_name = {item.id: item for item in self.items}
        return {
            self.field_name(f"{first}:{second}"): _pair_field(by_name[first], by_name[second])
            for first, second in pairs(self.names)
        }

    @property
    def given(self) -> dict[str, Any]:
        keys = [f"{first}:{second}" for first, second in pairs(self.names)]
        return {key: int(self.cleaned_data[self.field_name(key)]) for key in keys}

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        return [(None, self[name]) for name in self.fields if name.startswith("item_")]


WAYS: Final[dict[str, type[WeighForm]]] = {
    form.way: form for form in (SwingForm, RankForm, PairsForm, PointsForm)
}


class InviteForm(QuestionForm):
    """Members of the client who have not been asked yet."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who else should weigh?",
        help_text="Each of them weighs alone. Nobody sees what the others said until you reveal it.",
        widget=CheckboxGroup,
    )

    def __init__(self, *args: Any, members: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = User.objects.filter(pk__in=[member.pk for member in members]).order_by("name")
        field.label_from_instance = lambda user: f"{user.name} ({user.email})"


def confidence_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="How sure are you of these weights?",
        choices=[(value, label) for value, label, _ in CONFIDENCE],
        widget=RadioCards(descriptions={value: note for value, _, note in CONFIDENCE}),
        help_text="The less sure, the wider the result.",
        error_messages={"required": "Choose how sure you are"},
    )


def _pair_field(first: Swing, second: Swing) -> forms.ChoiceField:
    choices = [("", "Choose"), *((str(step), pair_words(step, first, second)) for step in SCALE)]
    required = f"Choose which counts more, “{first.name}” or “{second.name}”"
    return forms.ChoiceField(
        label=f"{first.name} or {second.name}?", choices=choices, error_messages={"required": required}
    )


def pair_words(step: int, first: Swing, second: Swing) -> str:
    if step == 1:
        return "Both count the same"
    return f"{(first if step > 0 else second).name} counts {PAIR_WORDS[abs(step)]}"


def _place(number: int) -> str:
    return "1st, counts most" if number == 1 else f"{number}{({2: 'nd', 3: 'rd'}).get(number, 'th')}"
