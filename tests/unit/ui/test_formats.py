from decimal import Decimal

import pytest

from ui import formats


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1_923_400, "USD", "$1.9 M"),
        (-640_000, "EUR", "−€640 k"),
        (9_999, "USD", "$9,999"),
        (9_999.6, "USD", "$10 k"),
        (999_600, "USD", "$1.0 M"),
        (99_960_000, "USD", "$100 M"),
        (12e9, "GBP", "£12.0 bn"),
        (Decimal("1500000"), "CHF", "CHF 1.5 M"),
        (0, "USD", "$0"),
        (-0.4, "USD", "$0"),
        (None, "USD", "–"),
        (float("nan"), "USD", "–"),
        (float("inf"), "USD", "–"),
    ],
)
def test_compact_money(amount: formats.Number | None, currency: str, text: str) -> None:
    assert formats.money_compact(amount, currency).replace("\u00a0", " ") == text


def test_full_money_has_the_digits_of_its_currency() -> None:
    assert formats.money_text(20.5, "USD") == "$20.50"
    assert formats.money_text(-1_234_567.891, "USD") == "−$1,234,567.89"
    assert formats.money_text(1500, "JPY") == "¥1,500"


def test_shares_and_points_carry_a_real_minus_sign() -> None:
    assert formats.percent_text(0.7149) == "71\u00a0%"
    assert formats.percent_text(-0.031, 1) == "−3.1\u00a0%"
    assert formats.points_text(-1.2) == "−1.2\u00a0pts"
    assert formats.points_text(0.8) == "+0.8\u00a0pts"
    assert formats.decimal_text(-0.04, 1) == "0.0"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(45, "45 s"), (390, "6 min 30 s"), (360, "6 min"), (3900, "1 h 05 min"), (7200, "2 h"), (None, "–")],
)
def test_durations(seconds: int | None, text: str) -> None:
    assert formats.seconds_text(seconds).replace("\u00a0", " ") == text


def test_one_month_is_not_months() -> None:
    assert formats.months_text(1) == "1\u00a0month"
    assert formats.months_text(14) == "14\u00a0months"


def test_an_estimate_shows_its_range() -> None:
    pay = {"low": 18.4, "likely": 20.5, "high": 23.1}
    assert formats.estimate_text(pay, "USD") == "$20.50 ($18.40 to $23.10)"
    assert formats.estimate_text({"low": 0.26, "likely": 0.3, "high": 0.34}, "percent").startswith(
        "30\u00a0% ("
    )
    assert formats.estimate_text({"low": 5, "likely": 5, "high": 5}, "min") == "5\u00a0min"
    assert formats.estimate_text({"low": None, "likely": None, "high": None}) == "not known"
    assert formats.estimate_text(None) == "not known"
