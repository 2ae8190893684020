"""The strict number fields. One reading of numbers for the whole product, see ui.numbers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui.formats import currency_sign
from ui.numbers import (
    CURRENCY_SIGNS,
    NotANumber,
    read_decimal,
    refuse_either,
    typed_again,
    without_unit,
    written,
)

ADVICE: dict[str, Any] = {
    "invalid": "Enter a number, for example 1,200.50",
    "comma": "Write decimals with a point, for example 20.50 – a comma only separates thousands",
    "digits": "Enter a number with at most 15 digits",
    "either": "Did you mean {choices}? Type one of them",
    "required": "Enter a number",
}


class UnitInput(forms.TextInput):
    """A text field for numbers: number pad on phones, no arrows, the unit beside it."""

    unit_before = ""
    unit_after = ""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "maxlength": 40, **(attrs or {})})


class StrictDecimalField(forms.Field):
    """A Decimal. unit: a word or sign shown beside the field; decimals: as many are shown and accepted.

    min_value, max_value: bounds, named in the advice when they are missed
    """

    widget = UnitInput
    default_error_messages = ADVICE
    unit_before = ""

    def __init__(
        self,
        *,
        unit: str = "",
        decimals: int | None = None,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        **kwargs: Any,
    ) -> None:
        self.unit, self.decimals = unit, decimals
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value
        self.widget.unit_before, self.widget.unit_after = self.unit_before, unit

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        bare = without_unit(str(value), self.unit, *self.strip_also())
        try:
            found = self.scaled(read_decimal(bare))
            self.refuse_either(bare)
        except NotANumber as error:
            words = str(self.error_messages[error.code])
            advice = words.format(choices=error.choices) if error.choices else words
            raise ValidationError(advice, code=error.code) from None
        return found

    def refuse_either(self, bare: str) -> None:
        refuse_either(bare, self.max_value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        below = value is not None and self.min_value is not None and value < self.min_value
        above = value is not None and self.max_value is not None and value > self.max_value
        if below or above:
            raise ValidationError(f"Enter a number {self.bounds_in_words()}", code="bounds")

    def bounds_in_words(self) -> str:
        least, most = ("" if end is None else written(end, 6) for end in (self.min_value, self.max_value))
        if least and most:
            return f"between {least} and {most}"
        return f"of {least} or more" if least else f"of {most} or less"

    def strip_also(self) -> tuple[str, ...]:
        """Signs that may be typed with the number."""
        return ()

    def scaled(self, number: Decimal) -> Any:
        """From what is typed to what is stored."""
        self.refuse_decimals(number)
        return self.without_noughts(number)

    def without_noughts(self, number: Decimal) -> Decimal:
        """1234.500 with two decimals is 1234.50: a row takes no more digits than it has, noughts or not."""
        if self.decimals is None or -int(number.as_tuple().exponent) <= self.decimals:
            return number
        return round(number, self.decimals)

    def refuse_decimals(self, number: Decimal) -> None:
        if self.decimals is not None and number != round(number, self.decimals):
            advice = f"Enter a number with at most {self.decimals} decimals" if self.decimals else None
            raise ValidationError(advice or "Enter a whole number, for example 1,200", code="decimals")

    def prepare_value(self, value: Any) -> Any:
        """Stored numbers as people write them; what was typed comes back as it was typed."""
        if value is None or isinstance(value, str):
            return value
        return typed_again(written(value, 6 if self.decimals is None else self.decimals))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(self.prepare_value(initial)) != self.to_python(data))
        except ValidationError:
            return True


class StrictIntegerField(StrictDecimalField):
    """An int."""

    default_error_messages = {"invalid": "Enter a whole number, for example 1,200"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimals=0, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def scaled(self, number: Decimal) -> int:
        self.refuse_decimals(number)
        return int(number)


class PercentField(StrictDecimalField):
    """A share, typed and shown in percent, stored as a fraction: "35 %" is Decimal("0.35")."""

    default_error_messages = {
        "invalid": "Enter the share as a number between 0 and 100, for example 35",
        "range": "Enter the share as a number between {least} and {most}, for example {example}",
        "required": "Enter the share as a number between 0 and 100, for example 35",
    }

    def __init__(self, *, least: Decimal | int = 0, most: Decimal | int = 100, **kwargs: Any) -> None:
        """least and most in percent"""
        self.least, self.most = Decimal(least), Decimal(most)
        super().__init__(unit="%", **kwargs)

    def scaled(self, number: Decimal) -> Decimal:
        self.refuse_decimals(number)
        if not self.least <= number <= self.most:
            example = 35 if self.least <= 35 <= self.most else self.least
            bounds = {"least": written(self.least, 1), "most": written(self.most, 1), "example": example}
            raise ValidationError(self.error_messages["range"].format(**bounds), code="range")
        return number / 100

    def refuse_either(self, bare: str) -> None:
        """No share is in the thousands."""

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return written(Decimal(str(value)) * 100, 4)


class MoneyField(StrictDecimalField):
    """An amount; the currency stands beside the field and may be typed with the number."""

    default_error_messages = {
        "invalid": "Enter an amount, for example 1,200.50",
        "required": "Enter an amount",
    }

    def __init__(self, *, currency: str = "USD", per: str = "", decimals: int = 2, **kwargs: Any) -> None:
        super().__init__(decimals=decimals, **kwargs)
        self.per = per
        self.set_currency(currency)

    def set_currency(self, currency: str) -> None:
        """For forms that know the client's currency only when they are made."""
        self.currency = currency
        self.widget.unit_before = currency_sign(currency).strip()
        self.widget.unit_after = f"per {self.per}" if self.per else ""

    def strip_also(self) -> tuple[str, ...]:
        return (self.currency, currency_sign(self.currency).strip(), *CURRENCY_SIGNS)

    def prepare_value(self, value: Any) -> Any:
        text = super().prepare_value(value)
        is_stored = value is not None and not isinstance(value, str)
        return f"{value:,.2f}" if is_stored and self.decimals == 2 and "." in text else text
