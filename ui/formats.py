"""Numbers as people read them: real minus signs, compact money. Pure functions, for page and print alike."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, Final

from babel.core import Locale
from babel.numbers import format_currency, format_decimal, get_currency_precision, get_currency_symbol

LOCALE: Final = Locale("en", "US")
MINUS: Final = "\u2212"
SPACE: Final = "\u00a0"
NOTHING: Final = "–"

# Below the limit: divide by, digits, unit. The limits are where rounding would reach the next unit.
COMPACT: Final = (
    (Decimal(999_500), Decimal(10) ** 3, 0, "k"),
    (Decimal(99_950_000), Decimal(10) ** 6, 1, "M"),
    (Decimal(999_500_000), Decimal(10) ** 6, 0, "M"),
    (Decimal("Infinity"), Decimal(10) ** 9, 1, "bn"),
)
SMALL: Final = Decimal(9_999)

Number = float | int | str | Decimal


def decimal_of(value: Number | None) -> Decimal | None:
    """The value as a finite Decimal, or nothing."""
    if value is None or value == "":
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number if number.is_finite() else None


def rounded(number: Decimal, digits: int) -> Decimal:
    """Half up, never -0."""
    with localcontext() as context:
        context.prec = 60
        result = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def signed_text(number: Decimal, text: str, *, plus: bool = False) -> str:
    """A real minus sign before the text of the absolute value; a plus where asked."""
    if number < 0:
        return MINUS + text
    return "+" + text if plus and number > 0 else text


def decimal_text(value: Number | None, digits: int = 0, *, plus: bool = False) -> str:
    """1,234.5 with a real minus sign."""
    number = decimal_of(value)
    if number is None:
        return NOTHING
    number = rounded(number, digits)
    text = format_decimal(abs(number), format="#,##0." + "0" * digits if digits else "#,##0", locale=LOCALE)
    return signed_text(number, text, plus=plus)


def percent_text(fraction: Number | None, digits: int = 0, *, plus: bool = False) -> str:
    """A fraction as "35 %"."""
    number = decimal_of(fraction)
    if number is None:
        return NOTHING
    return decimal_text(number * 100, digits, plus=plus) + SPACE + "%"


def points_text(value: Number | None, digits: int = 1) -> str:
    """A difference in points, always with its sign: "−1.2 pts"."""
    text = decimal_text(value, digits, plus=True)
    return text if text == NOTHING else text + SPACE + "pts"


def currency_sign(currency: str) -> str:
    """$ for USD; codes without a sign of their own are kept and set apart: "CHF "."""
    sign = get_currency_symbol(currency, locale=LOCALE)
    return sign + SPACE if sign[-1:].isalpha() else sign


def money_text(amount: Number | None, currency: str, digits: int | None = None, *, plus: bool = False) -> str:
    """The whole amount: "$1,923,400"; digits as the currency has them unless told otherwise."""
    number = decimal_of(amount)
    if number is None:
        return NOTHING
    number = rounded(number, get_currency_precision(currency) if digits is None else digits)
    places = max(0, -int(number.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_currency(abs(number), currency, format=pattern, locale=LOCALE, currency_digits=False)
    return signed_text(number, currency_sign(currency) + text, plus=plus)


def money_compact(amount: Number | None, currency: str, *, plus: bool = False) -> str:
    """Two to three figures: "$1.9 M", "$640 k", "$2,800"."""
    number = decimal_of(amount)
    if number is None:
        return NOTHING
    if rounded(abs(number), 0) <= SMALL:
        return money_text(number, currency, 0, plus=plus)
    divisor, digits, unit = next(row[1:] for row in COMPACT if abs(number) < row[0])
    text = f"{currency_sign(currency)}{decimal_text(abs(number) / divisor, digits)}{SPACE}{unit}"
    return signed_text(number, text, plus=plus)


def money_range(low: Number | None, high: Number | None, currency: str) -> str:
    """ "$0.4 M to $3.3 M" """
    return f"{money_compact(low, currency)} to {money_compact(high, currency)}"


def counted(value: Number | None, one: str, many: str, digits: int = 0) -> str:
    """ "1 month", "14 months", "2.5 years" """
    text = decimal_text(value, digits)
    return text if text == NOTHING else f"{text}{SPACE}{one if text == '1' else many}"


def months_text(months: Number | None) -> str:
    return counted(months, "month", "months")


def seconds_text(seconds: Number | None) -> str:
    """A handling or waiting time: "45 s", "6 min 30 s", "1 h 05 min"."""
    number = decimal_of(seconds)
    if number is None:
        return NOTHING
    total = int(rounded(abs(number), 0))
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    if hours:
        text = f"{hours}{SPACE}h {minutes:02d}{SPACE}min" if minutes else f"{hours}{SPACE}h"
    elif minutes:
        text = f"{minutes}{SPACE}min {rest}{SPACE}s" if rest else f"{minutes}{SPACE}min"
    else:
        text = f"{rest}{SPACE}s"
    return signed_text(number, text)


def unit_text(value: Number | None, unit: str, digits: int | None = None) -> str:
    """A number in its unit: "percent" for a fraction, an ISO code for money, any other word is set behind."""
    if unit == "percent":
        return percent_text(value, digits or 0)
    if len(unit) == 3 and unit.isupper():
        return money_text(value, unit, digits)
    text = decimal_text(value, smallest_digits(value) if digits is None else digits)
    return text if text == NOTHING or not unit else f"{text}{SPACE}{unit}"


def smallest_digits(value: Number | None, most: int = 2) -> int:
    """As many decimals as the number has, two at most."""
    number = decimal_of(value)
    if number is None:
        return 0
    return max(0, min(most, -int(rounded(number, most).normalize().as_tuple().exponent)))


def estimate_text(estimate: Mapping[str, Any] | None, unit: str = "", digits: int | None = None) -> str:
    """Most likely and its range: "$20.50 ($18.40 to $23.10)"; "not known" where nobody knows."""
    if not estimate or estimate.get("likely") is None:
        return "not known"
    low, likely, high = (unit_text(estimate.get(key), unit, digits) for key in ("low", "likely", "high"))
    return likely if low == likely == high else f"{likely} ({low} to {high})"
