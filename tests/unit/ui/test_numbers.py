from decimal import Decimal

import pytest

from ui.numbers import (
    NotANumber,
    read_decimal,
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
