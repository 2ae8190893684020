"""Text of people in files: never a formula, never a name that a system refuses."""

import pytest

from reports.exports.texts import (
    LONGEST_SHEET,
    cell_text,
    file_part,
    guarded,
    looks_like_formula,
    sheet_names,
)

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    " =HYPERLINK(1)",
    "＝1+1",
    "-=1",
)
HARMLESS = ("plain", "−0.5", "-0.5", "+12 %", "-1,200.50", "2 - 1", "a=b", "", "–", "עברית", "−$1.2 M")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert looks_like_formula(text)
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_cells_hold_no_control_characters_and_no_more_than_they_can() -> None:
    assert cell_text("a\x00b\x1bc\ud800d\ne") == "abcd\ne"
    assert len(cell_text("x" * 50_000)) == 32_000


def test_every_sheet_gets_a_name_of_its_own_that_a_spreadsheet_takes() -> None:
    asked = [
        "1 A/B: [x]*?",
        "1 a b x",
        "'quoted'",
        "",
        "😀 شركة " + "ש" * 60,
        "History",
        "About",
        "y" * 200,
        "y" * 200,
    ]
    names = sheet_names(asked, taken=("About",))
    assert len({name.casefold() for name in names}) == len(asked)
    for name in names:
        assert 0 < len(name) <= LONGEST_SHEET
        assert not set(name) & set("[]:*?/\\'")
        assert name.casefold() not in ("history", "about")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Table 3. All options, best first", "table-3-all-options-best-first"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nc: d', "a-b-c-d"),
        ("Ümläut & Söhne", "umlaut-sohne"),
        ("שלום", ""),
        ("x" * 200, "x" * 50),
    ],
)
def test_parts_of_file_names_are_safe_everywhere(text: str, part: str) -> None:
    assert file_part(text) == part
