"""Reading numbers that people type: what is read is what was meant, or it is refused with advice."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

MAX_DIGITS: Final = 15
LONGEST_SENT: Final = 9  # every database takes it as a number of a row
SPACES: Final = " \u00a0\u202f\u2009"
GROUPED: Final = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+|[0-9]+"
NUMBER: Final = re.compile(rf"(?P<sign>[-+\u2212]?)(?P<whole>{GROUPED})?(?:\.(?P<rest>[0-9]+))?")
DECIMAL_COMMA: Final = re.compile(r"[-+\u2212]?[0-9][0-9. ]*,[0-9]+")
THOUSANDS_OR_DECIMALS: Final = re.compile(r"[-+\u2212]?[1-9][0-9]{0,2}\.[0-9]{3}")
CURRENCY_SIGNS: Final = "$€£¥₹₱"


class NotANumber(ValueError):
    """code: comma, digits, either or invalid · choices: for "either", the two numbers that may be meant"""

    def __init__(self, code: str, choices: str = "") -> None:
        super().__init__(code)
        self.code, self.choices = code, choices


def read_decimal(text: str) -> Decimal:
    """ "1,200.50", "1200.50", "−3"; no exponents, underscores, other scripts' digits, NaN or infinity."""
    if len(text) > 100:
        raise NotANumber("digits")
    trimmed = text.strip().strip(SPACES)
    match = NUMBER.fullmatch(trimmed)
    if match is None or not (match["whole"] or match["rest"]):
        raise NotANumber("comma" if DECIMAL_COMMA.fullmatch(trimmed) else "invalid")
    whole, rest = re.sub(rf"[,{SPACES}]", "", match["whole"] or "0"), match["rest"] or ""
    if len(whole.lstrip("0")) + len(rest) > MAX_DIGITS:
        raise NotANumber("digits")
    sign = "-" if match["sign"] in ("-", "\u2212") else ""
    return Decimal(f"{sign}{whole}.{rest or '0'}")


def refuse_either(text: str, most: Decimal | float | None = None) -> None:
    """9.500 is 9,500 to half of the world. Not asked where most forbids the larger one."""
    trimmed = text.strip().strip(SPACES)
    if not THOUSANDS_OR_DECIMALS.fullmatch(trimmed):
        return
    number = read_decimal(trimmed)
    if most is None or number * 1000 <= most:
        raise NotANumber("either", f"{number * 1000:,.0f} or {typed_again(written(number, 3))}")


def typed_again(text: str) -> str:
    """A number that is shown in its field, so that it is taken when it comes back as it is."""
    return f"{text}0" if THOUSANDS_OR_DECIMALS.fullmatch(text) else text


def whole_number_sent(text: object) -> int | None:
    """A version or a number of rows that a page sends along by itself; None for anything else."""
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_SENT else None


def whole_number(text: object) -> int:
    """The same, with 0 for anything else."""
    return whole_number_sent(text) or 0


def without_unit(text: str, *units: str) -> str:
    """The text without a unit written before or after the number."""
    trimmed = text.strip()
    for unit in units:
        trimmed = trimmed.removeprefix(unit).removesuffix(unit).strip() if unit else trimmed
    return trimmed


def written(value: Decimal | float | int, digits: int) -> str:
    """The value as a person would type it: grouped, no needless zeros."""
    number = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
