"""Choices as cards: the whole card can be pressed, and a choice can have a line of explanation."""

from collections.abc import Mapping
from typing import Any

from django import forms


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
    pass


class CheckboxGroup(DescribedChoices, forms.CheckboxSelectMultiple):
    pass
