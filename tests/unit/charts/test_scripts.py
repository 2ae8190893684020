"""Right-to-left names as they stand on paper."""

import pytest

from reports.charts.builders.values import FactorBar, value_by_factor
from reports.charts.scripts import in_drawing_order
from reports.charts.spec import Words
from reports.charts.to_svg import to_svg


@pytest.mark.parametrize("text", ["Carolina Contact", "", "Größe 12 %", "株式会社", "Кол-центр (24/7)"])
def test_other_scripts_stay_as_they_are(text: str) -> None:
    assert in_drawing_order(text) == text


def test_hebrew_runs_from_the_right() -> None:
    assert in_drawing_order("שלום") == "םולש"


def test_figures_and_brackets_in_hebrew_keep_their_sense() -> None:
    assert in_drawing_order("מוקד (24) א") == "א (24) דקומ"


def test_a_latin_name_within_hebrew_keeps_its_order() -> None:
    assert in_drawing_order("מוקד ACME א") == "א ACME דקומ"


def test_hebrew_within_a_latin_name_is_turned_alone() -> None:
    assert in_drawing_order("ACME מוקד 24") == "ACME 24 דקומ"


def test_arabic_letters_join_their_neighbours() -> None:
    # seen, lam with alef, meem: initial, final ligature, isolated (Unicode chart U+FE70–FEFF)
    assert in_drawing_order("سلام") == "\ufee1\ufefc\ufeb3"
    # meem, reh, kaf, zain: initial, final, initial, final
    assert in_drawing_order("مركز") == "\ufeb0\ufedb\ufeae\ufee3"


def test_vowel_marks_are_left_out() -> None:
    assert in_drawing_order("مَركز") == in_drawing_order("مركز")


def test_only_the_print_engine_gets_the_drawing_order() -> None:
    spec = value_by_factor(Words("One"), [FactorBar("שלום", {"cost": 9.0}, 9, 8, 10)])
    assert ">שלום</text>" in to_svg(spec)
    assert ">םולש</text>" in to_svg(spec, letter_by_letter=True)
