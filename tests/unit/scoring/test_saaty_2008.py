"""Saaty, Decision making with the analytic hierarchy process, IJSS 1 (2008): drinks in the US."""

import numpy as np
import pytest

from scoring.weights import RANDOM_INDEX, ahp_weights, most_inconsistent_pair


def test_drinks(published):
    case = published("ahp_saaty_2008_drinks")
    weights, ratio = ahp_weights(case["inputs"]["matrix"])
    expected = case["expected"]
    np.testing.assert_allclose(weights, expected["published"]["weights"], atol=6e-4)
    np.testing.assert_allclose(weights, expected["recomputed_full_precision"]["weights"], atol=1e-9)
    index = expected["recomputed_full_precision"]["CI"]
    assert ratio == pytest.approx(index / 1.3417, abs=1e-9)
    assert ratio == pytest.approx(expected["published"]["consistency_ratio"], abs=6e-4)


def test_names_the_judgement_that_sits_worst():
    weights = np.array([8.0, 4, 2, 1])
    consistent = weights[:, None] / weights
    assert most_inconsistent_pair(consistent) is None
    spoilt = consistent.copy()
    spoilt[0, 2], spoilt[2, 0] = 0.5, 2  # should be 4
    i, j, ratio = most_inconsistent_pair(spoilt)
    assert (i, j) == (0, 2)
    assert ratio < 1
    spoilt[0, 2], spoilt[2, 0] = 20, 1 / 20
    assert most_inconsistent_pair(spoilt)[2] > 1


def test_three_share_the_blame_and_the_first_pair_is_named():
    circle = [[1, 2, 0.5], [0.5, 1, 2], [2, 0.5, 1]]
    assert most_inconsistent_pair(circle)[:2] == (0, 1)


def test_the_random_index_is_that_of_alonso_and_lamata_2006():
    published = ".5247 .8816 1.1086 1.2479 1.3417 1.4057 1.4499 1.4854 1.5141 1.5365 1.5551 1.5713 1.5838"
    assert list(RANDOM_INDEX) == list(range(3, 16))
    assert list(RANDOM_INDEX.values()) == [float(index) for index in published.split()]


def test_two_are_always_consistent():
    weights, ratio = ahp_weights([[1, 3], [1 / 3, 1]])
    np.testing.assert_allclose(weights, [0.75, 0.25])
    assert ratio == 0


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        ([[1, 2], [2, 1]], "reciprocal"),
        ([[1, 2, 3], [0.5, 1, 1]], "square"),
        ([[1, -2], [-0.5, 1]], "above 0"),
        ([[1, float("nan")], [1, 1]], "finite"),
        (np.ones((16, 16)), "at most 15"),
        ([[1, 2], [0.5]], "equal length"),
    ],
)
def test_refuses_what_is_no_comparison(matrix, reason):
    with pytest.raises(ValueError, match=rf"matrix: .*{reason}"):
        ahp_weights(matrix)
