from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from ui.estimates import make_estimate
from ui.forms import EstimateField, QuestionForm
from ui.forms.estimate import EstimateFault
from ui.modelfields import EstimateModelField


def typed(**parts: str) -> dict[str, str]:
    return {"low": "", "likely": "", "high": "", "evidence": "", "source": "", "auto": "", **parts}


def refusal(field: EstimateField, **parts: str) -> EstimateFault:
    with pytest.raises(EstimateFault) as caught:
        field.clean(typed(**parts))
    return caught.value


class PayForm(QuestionForm):
    pay = EstimateField(unit="USD", label="Pay")
    share = EstimateField(unit="percent", label="Share", required=False)


def test_the_server_fills_the_range() -> None:
    assert EstimateField(unit="USD").clean(typed(likely="$20.50", evidence="A")) == {
        "low": 19.89,
        "likely": 20.5,
        "high": 21.12,
        "evidence": "A",
        "source": "",
    }


def test_a_range_of_one_s_own_stays() -> None:
    value = EstimateField().clean(typed(low="10", likely="20", high="60", evidence="D", source="BLS"))
    assert value == {"low": 10, "likely": 20, "high": 60, "evidence": "D", "source": "BLS"}


def test_one_end_may_be_left_out() -> None:
    value = EstimateField().clean(typed(low="19", likely="20", evidence="D"))
    assert value is not None
    assert (value["low"], value["high"]) == (19, 25)


def test_a_range_that_was_filled_in_follows_the_likely_value() -> None:
    value = EstimateField().clean(typed(low="15", likely="40", high="25", auto="15|25", evidence="D"))
    assert value is not None
    assert (value["low"], value["high"]) == (30, 50)


def test_shares_are_stored_as_fractions_within_their_bounds() -> None:
    value = EstimateField(unit="percent").clean(typed(likely="90 %", evidence="D"))
    assert value is not None
    assert (value["low"], value["likely"], value["high"]) == (0.675, 0.9, 1.0)


def test_not_knowing_is_an_answer() -> None:
    value = EstimateField().clean(typed(evidence="unknown"))
    assert value == {"low": None, "likely": None, "high": None, "evidence": "unknown", "source": ""}


def test_not_knowing_can_be_left_out_of_the_choices() -> None:
    field = EstimateField(ask_unknown=False)
    assert refusal(field, evidence="unknown").parts == ("evidence",)


def test_nothing_typed() -> None:
    assert EstimateField(required=False).clean(typed()) is None
    assert "I don't know" in refusal(EstimateField()).messages[0]


@pytest.mark.parametrize(
    ("parts", "marked", "words"),
    [
        ({"likely": "20", "low": "30", "evidence": "A"}, ("low",), "Low must not be above"),
        ({"likely": "20", "high": "3", "evidence": "A"}, ("high",), "high must not be below"),
        ({"likely": "20"}, ("evidence",), "Choose how you know"),
        ({"likely": "20", "evidence": "F"}, ("evidence",), "Choose how you know"),
        ({"low": "20", "evidence": "A"}, ("likely",), "most likely value too"),
        ({"likely": "20", "evidence": "unknown"}, ("likely",), "Clear the numbers"),
        ({"likely": "20,5", "evidence": "A"}, ("likely",), "decimal point"),
        ({"likely": "9.500", "evidence": "A"}, ("likely",), "Did you mean 9,500 or 9.5?"),
        ({"likely": "9", "high": "10.000", "evidence": "A"}, ("high",), "Did you mean 10,000 or 10?"),
        ({"likely": "1e9", "evidence": "A"}, ("likely",), "as a number, for example 12"),
        ({"likely": "1_000", "evidence": "A"}, ("likely",), "as a number"),
        ({"likely": "9" * 16, "evidence": "A"}, ("likely",), "15 digits"),
        ({"likely": "-5", "evidence": "A"}, ("likely",), "of 0 or more"),
        ({"likely": "20", "high": "many", "evidence": "A"}, ("high",), "the high value"),
    ],
)
def test_refusals_say_what_to_do_and_where(
    parts: dict[str, str], marked: tuple[str, ...], words: str
) -> None:
    fault = refusal(EstimateField(), **parts)
    assert fault.parts == marked
    assert words in fault.messages[0]


def test_a_refused_share_names_its_bounds() -> None:
    fault = refusal(EstimateField(unit="percent"), likely="135", evidence="A")
    assert fault.messages == ["Enter the share as a number between 0 and 100, for example 35"]


def test_three_decimals_are_taken_where_they_cannot_be_thousands() -> None:
    percent = EstimateField(unit="percent").clean(typed(likely="12.125", evidence="A"))
    assert percent and percent["likely"] == 0.12125
    hours = EstimateField(most=24).clean(typed(likely="9.500", evidence="A"))
    assert hours and hours["likely"] == 9.5


def test_what_was_typed_comes_back_after_an_error() -> None:
    form = PayForm({"pay_likely": "20,5", "pay_evidence": "A", "share_low": "abc"})
    assert not form.is_valid()
    assert 'value="20,5"' in str(form["pay"])
    assert 'value="abc"' in str(form["share"])
    assert 'aria-invalid="true"' in str(form["pay"])


def test_what_was_typed_is_escaped() -> None:
    form = PayForm({"pay_likely": '"><script>', "pay_evidence": "A", "pay_source": "<b>"})
    assert "<script>" not in str(form["pay"])
    assert "<b>" not in str(form["pay"])


def test_a_stored_estimate_is_shown_as_people_write_it() -> None:
    form = PayForm(
        initial={"pay": make_estimate(20.5, "A"), "share": make_estimate(0.3, "D", low=0.26, high=0.34)}
    )
    assert 'value="20.50"' in str(form["pay"])
    assert 'value="26"' in str(form["share"])
    assert 'value="34"' in str(form["share"])


def test_a_stored_range_is_automatic_only_where_the_evidence_gives_it() -> None:
    field = EstimateField()
    assert field.texts_of(field.clean(typed(likely="20", evidence="D")))["auto"] == "15|25"
    assert field.texts_of(make_estimate(20, "D", low=19))["auto"] == ""


@pytest.mark.parametrize("likely", ["20.50", "1,234.56", "0", "0.07", "98765.4"])
def test_showing_and_reading_again_changes_nothing(likely: str) -> None:
    field = EstimateField(unit="USD", decimals=2)
    value = field.clean(typed(likely=likely, evidence="E"))
    assert field.clean(field.texts_of(value)) == value
    assert not field.has_changed(value, field.texts_of(value))


def test_three_decimals_are_shown_so_that_they_are_taken_back() -> None:
    field = EstimateField(unit="minutes", decimals=3)
    value = make_estimate(9.125, "A", low=8.125, high=10.125)
    assert field.texts_of(value)["likely"] == "9.1250"
    assert field.clean(field.texts_of(value)) == value


def test_each_form_has_a_field_of_its_own() -> None:
    euro, dollar = PayForm(), PayForm()
    euro.set_currency("EUR")
    assert "€" in str(euro["pay"])
    assert "€" not in str(dollar["pay"])
    assert "%" in str(euro["share"])


def test_the_model_field_refuses_anything_else() -> None:
    field: models.Field[Any, Any] = EstimateModelField()
    field.clean(make_estimate(20, "A"), None)
    field.clean(None, None)
    for wrong in ({"low": 1}, [1, 2], {**make_estimate(20, "A"), "low": 99}):
        with pytest.raises(ValidationError):
            field.clean(wrong, None)


def test_the_model_field_offers_the_estimate_field() -> None:
    assert isinstance(EstimateModelField(verbose_name="Pay").formfield(), EstimateField)
