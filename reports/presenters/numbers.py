"""Numbers as people read them: money in the case's currency, shares, points, ranges."""

import datetime as dt
import math
from dataclasses import dataclass

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import (
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)

from reports.charts.formats import MINUS, MISSING, NO_BREAK, NumberFormat
from reports.charts.formats import money as money_format
from scoring.decision import Interval, Share

LOCALE = Locale("en", "US")
ARROW = "→"


@dataclass(frozen=True)
class Numbers:
    """Formats of one report. `currency` is an ISO 4217 code."""

    currency: str

    @property
    def symbol(self) -> str:
        """What stands before an amount: `$`, `€`, `CHF `."""
        try:
            symbol = get_currency_symbol(self.currency, locale=LOCALE)
        except (UnknownLocaleError, LookupError):
            symbol = self.currency
        return symbol + NO_BREAK if symbol[-1:].isalpha() else symbol

    @property
    def money_format(self) -> NumberFormat:
        return money_format(self.symbol)

    def money(self, value: float | None, signed: bool = False) -> str:
        """`$1.9 M`, `−$640 k`."""
        return self.money_format.text(value, signed)

    def money_range(self, low: float | None, high: float | None) -> str:
        return f"{self.money(low)} to {self.money(high)}"

    def price(self, value: float | None) -> str:
        """A rate to the cent: `$31.40`."""
        if _missing(value):
            return MISSING
        return NumberFormat(prefix=self.symbol, decimals=self._decimals(value or 0)).text(value)

    def amount(self, value: float | None) -> str:
        """A sum in full: `$642,310`."""
        return MISSING if _missing(value) else NumberFormat(prefix=self.symbol).text(value)

    def _decimals(self, value: float) -> int:
        return get_currency_precision(self.currency) if abs(value) < 1_000 else 0


def money_interval(numbers: Numbers, interval: Interval) -> str:
    """`$1.9 M (80 % range $0.4 M to $3.3 M)`."""
    return f"{numbers.money(interval.mean)} ({range_words(numbers.money_range(interval.low, interval.high))})"


def range_words(text: str) -> str:
    return f"80{NO_BREAK}% range {text}"


def number(value: float | None, decimals: int = 0, signed: bool = False) -> str:
    return NumberFormat(decimals=decimals).text(value, signed)


def tidy(value: float | None, digits: int = 3) -> str:
    """Three significant figures without trailing zeros: `0.045`, `12.5`, `1,400`."""
    if _missing(value) or value is None:
        return MISSING
    size = abs(value)
    decimals = 0 if size >= 10 ** (digits - 1) else digits - 1 - math.floor(math.log10(size)) if size else 0
    text = f"{size:,.{min(decimals, 6)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return (MINUS if value < 0 and text.strip("0.,") else "") + text


def percent(share: float | None, decimals: int = 0, signed: bool = False) -> str:
    """A share of 0–1 as per cent: `83 %`."""
    return NumberFormat(suffix=NO_BREAK + "%", scale=100, decimals=decimals).text(share, signed)


def in_hundred(share: float | Share) -> str:
    """Shares of futures in a hundred; the ends are not rounded away: `under 1`, `over 99`."""
    value = share.share if isinstance(share, Share) else share
    if 0 < value < 0.005:
        return "under" + NO_BREAK + "1"
    if 0.995 <= value < 1:
        return "over" + NO_BREAK + "99"
    return f"{100 * value:.0f}"


def with_error(share: Share) -> str:
    """`83 % ± 0.4`: a share with its standard error in percentage points."""
    return f"{percent(share.share)} ±{NO_BREAK}{100 * share.standard_error:.1f}"


def points(value: float | None, decimals: int = 0, signed: bool = False) -> str:
    """Value points of 0–100."""
    return NumberFormat(decimals=decimals).text(value, signed)


def points_range(interval: Interval, decimals: int = 0) -> str:
    return f"{points(interval.low, decimals)}–{points(interval.high, decimals)}"


def date_words(iso: str) -> str:
    """`1 November 2026` from `2026-11-01`; what is no date stays as it is."""
    try:
        return format_date(dt.date.fromisoformat(iso[:10]), "d MMMM y", locale=LOCALE)
    except ValueError:
        return iso


def month_words(iso: str) -> str:
    try:
        return format_date(dt.date.fromisoformat(iso[:10]), "MMMM y", locale=LOCALE)
    except ValueError:
        return iso


def _missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)


assert (get_decimal_symbol(LOCALE), get_group_symbol(LOCALE)) == (".", ",")  # NumberFormat writes these
