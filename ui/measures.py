"""In what a number is asked: its unit, its bounds, its digits, and how it is written and read."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ui.formats import currency_sign
from ui.numbers import CURRENCY_SIGNS, read_decimal, refuse_either, typed_again, without_unit, written

LARGE: Final = 1000


@dataclass(frozen=True)
class Measure:
    """unit: "percent" (typed in percent, stored as a fraction), an ISO currency code, or a word.

    least, most: bounds of the stored value · wanted: digits to show; without it 1 for percent, else 2,
    and none from a thousand on
    """

    unit: str = ""
    least: float | None = 0
    most: float | None = None
    wanted: int | None = None

    @property
    def is_percent(self) -> bool:
        return self.unit == "percent"

    @property
    def is_money(self) -> bool:
        return len(self.unit) == 3 and self.unit.isupper()

    @property
    def scale(self) -> int:
        return 100 if self.is_percent else 1

    @property
    def upper(self) -> float | None:
        return 1.0 if self.is_percent and self.most is None else self.most

    @property
    def before(self) -> str:
        return currency_sign(self.unit).strip() if self.is_money else ""

    @property
    def after(self) -> str:
        return "%" if self.is_percent else "" if self.is_money else self.unit

    @property
    def decimals(self) -> int:
        return self.wanted if self.wanted is not None else 1 if self.is_percent else 2

    def decimals_for(self, shown: Decimal) -> int:
        return 0 if self.wanted is None and abs(shown) >= LARGE else self.decimals

    def shown(self, value: float) -> Decimal:
        number = Decimal(str(value)) * self.scale
        return number.quantize(Decimal(1).scaleb(-self.decimals_for(number)), ROUND_HALF_UP)

    def text(self, value: float | None) -> str:
        """As a person would type it; amounts with cents keep both digits."""
        if value is None:
            return ""
        number = self.shown(value)
        has_cents = self.is_money and number != number.to_integral_value()
        if has_cents and self.decimals == 2:
            return f"{number:,.2f}"
        text = written(number, self.decimals)
        return text if self.is_percent else typed_again(text)

    def neat(self, value: float) -> float:
        """The value with the digits that are shown."""
        return float(self.shown(value) / self.scale)

    def read(self, text: str) -> float | None:
        """Raises ui.numbers.NotANumber."""
        bare = without_unit(text, self.after, self.before, self.unit, *CURRENCY_SIGNS)
        if not bare:
            return None
        number = read_decimal(bare)
        if not self.is_percent:
            refuse_either(bare, self.upper)
        return float(number / self.scale)

    def is_outside(self, value: float) -> bool:
        below = self.least is not None and value < self.least
        return below or (self.upper is not None and value > self.upper)

    @property
    def least_text(self) -> str:
        return "" if self.least is None else written(self.least * self.scale, 6).replace(",", "")

    @property
    def most_text(self) -> str:
        return "" if self.upper is None else written(self.upper * self.scale, 6).replace(",", "")

    def bounds_in_words(self) -> str:
        least, most = self.least_text, self.most_text
        if least and most:
            return f"between {least} and {most}"
        return f"of {least} or more" if least else f"of {most} or less" if most else ""

    def example(self) -> str:
        """A number that would be accepted."""
        stored = 0.35 if self.is_percent else 20.5 if self.is_money else 12.0
        stored = stored if self.upper is None else min(stored, self.upper)
        return self.text(stored if self.least is None else max(stored, self.least))
