"""Formulas say what they compute: brackets where they are needed, and the same result as the text."""

import math

import pytest

from reports.exports.formulas import (
    Range,
    Term,
    above,
    added,
    at_most,
    between,
    both,
    choose,
    chosen,
    exponential,
    largest,
    mean,
    number,
    smallest,
    total,
    total_of_products,
)

A, B, C = Term("A1", 6.0), Term("B1", 4.0), Term("C1", 2.0)
CELLS, WEIGHTS = Range("A1:A3", (1.0, 2.0, 3.0)), Range("B1:B3", (0.5, 0.25, 0.25))


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (A + B * C, "A1+B1*C1", 14),
        ((A + B) * C, "(A1+B1)*C1", 20),
        (A - (B - C), "A1-(B1-C1)", 4),
        (A - B - C, "A1-B1-C1", 0),
        (A / (B / C), "A1/(B1/C1)", 3),
        (A / B / C, "A1/B1/C1", 0.75),
        (-(A**C), "(-(A1^C1))", -36),
        ((-A) ** C, "(-A1)^C1", 36),
        (C ** (A / B), "C1^(A1/B1)", 2**1.5),
        ((A + B) ** C, "(A1+B1)^C1", 100),
        (1 - A, "1-A1", -5),
        (A - -0.5, "A1-(-0.5)", 6.5),
        (2 / B, "2/B1", 0.5),
        (1.5**C, "1.5^C1", 2.25),
    ],
)
def test_brackets_stand_where_they_are_needed(term: Term, text: str, value: float) -> None:
    assert term.text == text
    assert term.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (largest(A, 7), "MAX(A1,7)", 7),
        (smallest(A, 7), "MIN(A1,7)", 6),
        (between(A, 0, 5), "MIN(MAX(A1,0),5)", 5),
        (choose(above(A, B), A, 0), "IF(A1>B1,A1,0)", 6),
        (choose(both(above(A, 9), at_most(B, 9)), 1, 2), "IF(AND(A1>9,B1<=9),1,2)", 2),
        (chosen(Term("B2", 2.0), 5, 7), "CHOOSE(B2,5,7)", 7),
        (exponential(C), "EXP(C1)", math.exp(2)),
        (total(CELLS), "SUM(A1:A3)", 6),
        (mean(CELLS), "AVERAGE(A1:A3)", 2),
        (total_of_products(CELLS, WEIGHTS), "SUMPRODUCT(A1:A3,B1:B3)", 1.75),
        (added([A, B, C]), "A1+B1+C1", 12),
        (added([]), "0", 0),
    ],
)
def test_functions_of_the_spreadsheet(term: Term, text: str, value: float) -> None:
    assert (term.text, term.value) == (text, pytest.approx(value))


def test_numbers_keep_every_digit() -> None:
    assert number(0.1 + 0.2).text == "0.30000000000000004"
    assert number(1e-9).text == "1e-09"
    assert number(3.0).text == "3"


def test_a_division_by_nothing_is_no_number() -> None:
    assert math.isnan((A / number(0)).value)
