from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.numbers import (
    NotANumber,
    read_decimal,
    refuse_either,
    typed_again,
    whole_number,
    whole_number_sent,
    without_unit,
    written,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1200.50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1 200.50", "1200.50"),
        ("1\u00a0200", "1200"),
        (" 7 ", "7"),
        ("+3", "3"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        (".5", "0.5"),
        ("000000000000000000012", "12"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_reads_what_people_type(typed: str, meant: str) -> None:
    assert read_decimal(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1_000", "invalid"),
        ("١٢٣", "invalid"),
        ("１２", "invalid"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("1e999", "invalid"),
        ("1e3", "invalid"),
        ("12,00", "comma"),
        ("20,5", "comma"),
        ("1.200,50", "comma"),
        ("1,20,000", "invalid"),
        ("1.2.3", "invalid"),
        ("5.", "invalid"),
        ("", "invalid"),
        (".", "invalid"),
        ("twelve", "invalid"),
        ("1234567890123456", "digits"),
        ("0.1234567890123456", "digits"),
        ("9" * 5000, "digits"),
    ],
)
def test_refuses_what_could_be_misread(typed: str, code: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        read_decimal(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("9.500", "9,500 or 9.5"),
        (" 12.000 ", "12,000 or 12"),
        ("-1.085", "-1,085 or -1.0850"),
        ("999.999", "999,999 or 999.9990"),
    ],
)
def test_a_point_that_may_separate_thousands_is_asked_about(typed: str, choices: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        refuse_either(typed)
    assert (refusal.value.code, refusal.value.choices) == ("either", choices)
    for choice in choices.split(" or "):
        refuse_either(choice)
        read_decimal(choice)


@pytest.mark.parametrize("typed", ["0.125", "9.50", "9.5000", "1,234.500", "1234.500", ".500", "9,500", "12"])
def test_other_numbers_mean_one_thing(typed: str) -> None:
    refuse_either(typed)


def test_nothing_is_asked_where_the_larger_number_is_impossible() -> None:
    refuse_either("9.500", 9499)
    with pytest.raises(NotANumber):
        refuse_either("9.500", 9500)


@given(st.decimals(-999_999, 999_999, places=3))
def test_a_number_as_shown_is_taken_back_as_it_is(number: Decimal) -> None:
    shown = typed_again(written(number, 3))
    refuse_either(shown)
    assert read_decimal(shown) == number


def test_units_are_taken_off_on_both_sides() -> None:
    assert without_unit("35 %", "%") == "35"
    assert without_unit("$20.50", "USD", "$") == "20.50"
    assert without_unit("20.50 USD", "USD", "$") == "20.50"


@pytest.mark.parametrize(("value", "text"), [(1200.5, "1,200.5"), (20, "20"), (0.005, "0.01"), (-3.0, "-3")])
def test_writes_as_people_type(value: float, text: str) -> None:
    assert written(value, 2) == text
    assert read_decimal(text) == Decimal(text.replace(",", ""))


@pytest.mark.parametrize(("sent", "number"), [("0", 0), ("12", 12), ("999999999", 999999999)])
def test_a_number_that_a_page_sends_along(sent: str, number: int) -> None:
    assert whole_number_sent(sent) == whole_number(sent) == number


@pytest.mark.parametrize("sent", [None, "", "-1", "1.5", "١٢", "²", "1" + "0" * 9, "9" * 5000, "x"])
def test_anything_else_is_no_such_number(sent: str | None) -> None:
    assert whole_number_sent(sent) is None
    assert whole_number(sent) == 0
