"""Choices as cards: the whole card can be pressed, and a choice can have a line of explanation."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

MOST_IN_A_ROW: Final = 3
SHORT: Final = 16


class DescribedChoices:
    """Adds a description to each option, by its value."""

    def __init__(self, *args: Any, descriptions: Mapping[Any, str] | None = None, **kwargs: Any) -> None:
        self.descriptions = dict(descriptions or {})
        super().__init__(*args, **kwargs)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["description"] = self.descriptions.get(getattr(value, "value", value), "")
        return option


class RadioCards(DescribedChoices, forms.RadioSelect):
    @property
    def is_short(self) -> bool:
        """Yes, No, I don't know: a few short words that stand in one row where there is room."""
        labels = [str(label) for _value, label in self.choices]
        return len(labels) <= MOST_IN_A_ROW and not self.descriptions and max(map(len, labels)) <= SHORT


class CheckboxGroup(DescribedChoices, forms.CheckboxSelectMultiple):
    pass
