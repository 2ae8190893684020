"""The questions about providers, offers and options agree with the case: keys, units, bounds."""

from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest

from assessments.choices import OptionModel
from assessments.journey.option_sheets import option_sheets, questions_of
from scoring.case import Improvement, Offer, Option, OwnCentre, Provider, TrainingOnly
from vendors.choices import PriceBasis
from vendors.journey.questions import Question, read, vendor_sheets

HOLDERS = {"vendor": Provider, "offer": Offer, "own_centre": OwnCentre}
PARTS = {"improvement": Improvement, "training": TrainingOnly}
NOT_ASKED = {
    # who it is, what it says of itself in rows, and what pages of their own ask
    *("id", "name", "kind", "country_iso3", "place", "offer", "own_centre", "languages", "certifications"),
    *("duties_evidenced", "references_verified", "references_positive_share"),
    *("price_basis", "currency", "valid_until", "one_off"),
}
FIRST_COLUMN = """
[[section]]
sheet = "vendor"
id = "company"
title = "Company"
lead = "Who they are."

[[question]]
sheet = "vendor"
section = "company"
key = "satisfaction"
kind = "estimate"
text = "How many customers are satisfied?"
why = "It must hold."
"""


def in_case(sheet: str) -> list[Question]:
    return [q for q in vendor_sheets().of_sheet(sheet).values() if q.in_case]


def field_of(holder: type, name: str) -> Field[Any] | None:
    return next((field for field in fields(holder) if field.name == name), None)


def option_field(key: str) -> Field[Any] | None:
    part, _, name = key.rpartition(".")
    return field_of(PARTS.get(part, Option), name)


def unit_in_case(question: Question) -> str:
    """A price is money in the currency of the offer."""
    return question.unit.replace("price", "money")


@pytest.mark.parametrize("sheet", HOLDERS)
def test_every_key_is_a_field_of_the_case(sheet: str) -> None:
    known = {field.name for field in fields(HOLDERS[sheet])}
    assert {q.key for q in in_case(sheet)} - known == set()


@pytest.mark.parametrize("sheet", HOLDERS)
def test_everything_that_the_case_holds_is_asked(sheet: str) -> None:
    asked = {q.key for q in in_case(sheet)} | NOT_ASKED
    assert {field.name for field in fields(HOLDERS[sheet])} - asked == set()


@pytest.mark.parametrize("sheet", HOLDERS)
def test_units_and_bounds_are_those_of_the_case(sheet: str) -> None:
    for question in (q for q in in_case(sheet) if q.kind == "estimate"):
        field = field_of(HOLDERS[sheet], question.key)
        assert field is not None
        held = field.metadata["quantity"]
        asked = (unit_in_case(question), question.minimum, question.maximum)
        assert asked == (held.unit, held.minimum, held.maximum), question.key


def test_units_and_bounds_of_options_are_those_of_the_case() -> None:
    for question in option_sheets().questions:
        field = option_field(question.key)
        assert field is not None, question.key
        held = field.metadata["quantity"]
        assert (question.unit, question.minimum, question.maximum) == (held.unit, held.minimum, held.maximum)


def test_everything_that_an_option_estimates_is_asked() -> None:
    asked = {question.key for question in option_sheets().questions}
    parts = [f"{name}.{field.name}" for name, part in PARTS.items() for field in fields(part)]
    own = [field.name for field in fields(Option) if "quantity" in field.metadata]
    assert {*parts, *own} - asked == set()


def test_choices_are_those_of_the_case() -> None:
    for sheet, key in (("vendor", "process_maturity"), ("offer", "price_transparency")):
        question = vendor_sheets().of_sheet(sheet)[key]
        hint = str(field_of(HOLDERS[sheet], key).type)  # type: ignore[union-attr]
        assert all(f"'{value}'" in hint or f'"{value}"' in hint for value, _ in question.choices), hint
    basis = vendor_sheets().of_sheet("quote")["about.price_basis"]
    assert {value for value, _ in basis.choices} == set(PriceBasis.values)


def test_every_kind_of_option_knows_its_questions() -> None:
    assert questions_of(OptionModel.STAY) == ()
    assert {q.sheet for q in questions_of(OptionModel.MIX)} == {"deal"}
    assert {q.sheet for q in questions_of(OptionModel.BUILD_OPERATE_TRANSFER)} == {"transfer", "deal"}


def test_a_claim_has_an_unfavourable_side_where_one_can_be_named() -> None:
    asked = [q for q in vendor_sheets().of_sheet("vendor").values() if q.ask and q.kind == "estimate"]
    neutral = {"wage_per_hour"}  # high pay is dear, low pay does not last
    assert {q.key for q in asked if not q.worse} == neutral


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "q.toml").write_text(FIRST_COLUMN)
    assert list(read(tmp_path / "q.toml").of_sheet("vendor")) == ["satisfaction"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('section = "company"\nkey', 'section = "compny"\nkey', "its section does not exist"),
        ('text = "How', 'colour = "red"\ntext = "How', "colour is not a property"),
    ],
)
def test_a_fault_in_a_file_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    (tmp_path / "q.toml").write_text(FIRST_COLUMN.replace(old, new))
    with pytest.raises(ValueError, match=says):
        read(tmp_path / "q.toml")
