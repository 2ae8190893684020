from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ui.forms import MoneyField, PercentField, StrictDecimalField, StrictIntegerField
from ui.forms.numeric import StrictDecimalField as Strict


def refusal(field: Strict, typed: str) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return " ".join(caught.value.messages)


def test_a_share_is_typed_in_percent_and_stored_as_a_fraction() -> None:
    field = PercentField()
    assert field.clean("35") == field.clean("35 %") == field.clean("35%") == Decimal("0.35")
    assert field.prepare_value(Decimal("0.355")) == "35.5"
    assert field.prepare_value(0.3) == "30"


@pytest.mark.parametrize("typed", ["135", "-1", "a third", "NaN", "1e1"])
def test_a_refused_share_says_what_to_do(typed: str) -> None:
    assert refusal(PercentField(), typed) == "Enter the share as a number between 0 and 100, for example 35"


def test_a_share_can_have_other_bounds() -> None:
    field = PercentField(least=50, most=200)
    assert field.clean("150") == Decimal("1.5")
    assert refusal(field, "20") == "Enter the share as a number between 50 and 200, for example 50"


def test_money_may_be_typed_with_its_currency() -> None:
    field = MoneyField(currency="EUR")
    assert (
        field.clean("€1,200.50")
        == field.clean("1200.50 EUR")
        == field.clean("1,200.50")
        == Decimal("1200.50")
    )
    assert "at most 2 decimals" in refusal(field, "1.005")


@pytest.mark.parametrize("typed", ["1234.500", "0.500", "61.5000", "7"])
def test_noughts_behind_are_no_decimals(typed: str) -> None:
    found = MoneyField().clean(typed)
    assert found == Decimal(typed)
    assert -int(found.as_tuple().exponent) <= 2
    assert StrictDecimalField().clean(typed) == Decimal(typed)


def test_money_is_shown_with_cents_only_where_there_are_any() -> None:
    assert MoneyField().prepare_value(Decimal("20.5")) == "20.50"
    assert MoneyField().prepare_value(Decimal("20")) == "20"
    assert MoneyField().prepare_value(" 20,5") == " 20,5"


def test_whole_numbers() -> None:
    field = StrictIntegerField(min_value=0, max_value=5000, unit="desks")
    assert field.clean("1,200") == 1200
    assert field.clean("60 desks") == 60
    assert isinstance(field.clean("7"), int)
    assert refusal(field, "1.5") == "Enter a whole number, for example 1,200"
    assert refusal(field, "1_000") == "Enter a whole number, for example 1,200"
    assert refusal(field, "6000") == "Enter a number between 0 and 5,000"
    assert refusal(StrictDecimalField(min_value=1), "0.5") == "Enter a number of 1 or more"


@pytest.mark.parametrize("typed", ["1_000", "١٢", "NaN", "1e999", "--1"])
def test_strict_decimals_refuse(typed: str) -> None:
    assert refusal(StrictDecimalField(), typed) == "Enter a number, for example 1,200.50"


def test_a_decimal_comma_is_explained() -> None:
    assert "with a point" in refusal(StrictDecimalField(), "20,5")


def test_a_point_that_may_separate_thousands_is_asked_about() -> None:
    assert refusal(StrictDecimalField(), "9.500") == "Did you mean 9,500 or 9.5? Type one of them"
    assert refusal(StrictIntegerField(), "9.000") == "Did you mean 9,000 or 9? Type one of them"
    assert "9,500 or 9.5" in refusal(MoneyField(currency="EUR"), "€9.500")
    assert StrictDecimalField(max_value=24).clean("9.500") == Decimal("9.5")
    assert PercentField().clean("12.125") == Decimal("0.12125")


def test_what_is_stored_comes_back_as_it_was_shown() -> None:
    field = StrictDecimalField()
    assert field.clean(field.prepare_value(Decimal("9.125"))) == Decimal("9.125")
    assert not field.has_changed(Decimal("9.125"), field.prepare_value(Decimal("9.125")))


def test_nothing_typed_is_nothing_unless_required() -> None:
    assert StrictDecimalField(required=False).clean("") is None
    assert refusal(StrictDecimalField(), "") == "Enter a number"


def test_the_same_number_typed_differently_is_no_change() -> None:
    assert not MoneyField().has_changed(Decimal("1200.50"), "1,200.50")
    assert MoneyField().has_changed(Decimal("1200.50"), "1,200.51")
    assert PercentField().has_changed(Decimal("0.35"), "nonsense")
