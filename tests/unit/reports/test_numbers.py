"""Numbers as people read them."""

import pytest

from reports.presenters.numbers import Numbers, date_words, in_hundred, number, percent, tidy, with_error
from reports.presenters.units import span, unit_words, written
from scoring.decision import Share

DOLLARS = Numbers("USD")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_900_000, "$1.9 M"),
        (-640_000, "−$640 k"),
        (0, "$0"),
        (412, "$412"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_money_is_short(value: float | None, text: str) -> None:
    assert DOLLARS.money(value).replace("\u00a0", " ") == text


@pytest.mark.parametrize(("currency", "text"), [("EUR", "€31.40"), ("CHF", "CHF\u00a031.40"), ("JPY", "¥31")])
def test_prices_follow_the_currency(currency: str, text: str) -> None:
    assert Numbers(currency).price(31.4) == text


def test_minus_is_a_true_minus_and_nothing_is_a_dash() -> None:
    assert number(-123.4, 1, signed=True) == "−123.4"
    assert number(0.04, 1, signed=True) == "0.0"
    assert percent(None) == "–"
    assert "-" not in percent(-0.12)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.83, "83"), (0.0, "0"), (1.0, "100"), (0.001, "under\u00a01"), (0.9999, "over\u00a099")],
)
def test_chances_never_round_to_certainty(share: float, text: str) -> None:
    assert in_hundred(share) == text


def test_a_share_carries_its_error() -> None:
    assert with_error(Share(share=0.834, standard_error=0.0041)) == "83\u00a0% ±\u00a00.4"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0454, "0.0454"), (12.5, "12.5"), (1400.4, "1,400"), (-2.50, "−2.5"), (0, "0")]
)
def test_figures_keep_three_digits(value: float, text: str) -> None:
    assert tidy(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "basis", "text"),
    [
        (31.4, "money", "productive_hour", "$31.40 per productive hour"),
        (0.72, "share", "", "72 %"),
        (0.045, "share", "", "4.5 %"),
        (0.998, "share", "", "99.8 %"),
        (0.32, "share/year", "", "32 % a year"),
        (1, "months", "", "1 month"),
        (14, "months", "", "14 months"),
        (22.76, "money/hour", "", "$22.76 an hour"),
        (145_380, "money/year", "", "$145 k a year"),
        (2.16, "rubric 0–3", "", "2.16 of 3"),
        (55, "score", "", "55 of 100"),
    ],
)
def test_units_are_words(value: float, unit: str, basis: str, text: str) -> None:
    assert written(value, unit, DOLLARS, basis).replace("\u00a0", " ") == text


def test_spans_are_short() -> None:
    assert span(0.68, 0.73, "share", DOLLARS) == "68–73\u00a0%"
    assert span(25.2, 33.6, "money", DOLLARS, "minute") == "$25.20 to $33.60"
    assert span(-0.026, 0.13, "share", DOLLARS).startswith("−2.6")
    assert span(8, 8, "hours", DOLLARS) == "8"


def test_unknown_units_stand_as_they_are() -> None:
    assert written(3, "pallets", DOLLARS) == "3\u00a0pallets"
    assert unit_words("money", DOLLARS, "contact") == "USD per contact"


def test_dates_are_words() -> None:
    assert date_words("2026-11-01") == "1 November 2026"
    assert date_words("soon") == "soon"
