"""Numbers in templates. `{% load figures %}`; the words come from ui.formats, the same as in print."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ui import formats

register = template.Library()
BELOW_NOTHING: Final = re.compile("\u2212[^ <&]+")


@register.filter
def money(amount: formats.Number | None, currency: str = "USD") -> str:
    """1923400|money:"USD" → $1.9 M"""
    return formats.money_compact(amount, currency or "USD")


@register.filter
def money_signed(amount: formats.Number | None, currency: str = "USD") -> str:
    return formats.money_compact(amount, currency or "USD", plus=True)


@register.filter
def money_full(amount: formats.Number | None, currency: str = "USD") -> str:
    """20.5|money_full:"USD" → $20.50"""
    return formats.money_text(amount, currency or "USD")


@register.filter
def percent(fraction: formats.Number | None, digits: int = 0) -> str:
    """0.71|percent → 71 %"""
    return formats.percent_text(fraction, int(digits))


@register.filter
def points(value: formats.Number | None, digits: int = 1) -> str:
    """-1.2|points → −1.2 pts"""
    return formats.points_text(value, int(digits))


@register.filter
def signed(value: formats.Number | None, digits: int = 1) -> str:
    """0.8|signed → +0.8"""
    return formats.decimal_text(value, int(digits), plus=True)


@register.filter
def number(value: formats.Number | None, digits: int = 0) -> str:
    """41000|number → 41,000"""
    return formats.decimal_text(value, int(digits))


@register.filter
def months(value: formats.Number | None) -> str:
    return formats.months_text(value)


@register.filter
def duration(seconds: formats.Number | None) -> str:
    """390|duration → 6 min 30 s"""
    return formats.seconds_text(seconds)


@register.filter
def estimate(value: Mapping[str, Any] | None, unit: str = "") -> str:
    """value|estimate:"USD" → $20.50 ($18.40 to $23.10); unit "percent" for shares, else a word or nothing"""
    return formats.estimate_text(value, unit)


@register.simple_tag
def money_range(low: formats.Number | None, high: formats.Number | None, currency: str = "USD") -> str:
    return formats.money_range(low, high, currency or "USD")


@register.filter
def unbroken(value: Any) -> SafeString:
    """Browsers end a line between a minus and the sign of a currency; not in here."""
    text = conditional_escape(value)
    if isinstance(value, SafeString):
        return text
    return mark_safe(BELOW_NOTHING.sub(r'<span class="nowrap">\g<0></span>', text))  # noqa: S308 (escaped)
