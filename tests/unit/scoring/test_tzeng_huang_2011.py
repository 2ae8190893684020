"""Tzeng & Huang, Multiple Attribute Decision Making (2011): TOPSIS with vector normalisation."""

import numpy as np
import pytest

from scoring.crosscheck import topsis, weighted_sum


def test_closeness(published):
    case = published("topsis_tzeng_huang_2011")
    closeness = topsis(case["inputs"]["matrix"], case["inputs"]["weights"])
    np.testing.assert_allclose(closeness, case["expected"]["published"]["closeness"], atol=1e-4)
    np.testing.assert_allclose(
        closeness, case["expected"]["recomputed_full_precision"]["closeness"], atol=1e-9
    )
    ranks = (-closeness).argsort().argsort() + 1
    assert ranks.tolist() == case["expected"]["published"]["ranks"]


def test_less_is_better_where_said():
    costs = np.array([[100.0, 5], [200, 5], [150, 5]])
    assert topsis(costs, [1, 1], np.array([False, True])).argmax() == 0
    assert topsis(costs, [1, 1], np.array([True, True])).argmax() == 1


def test_all_alike_and_columns_of_zero_stay_finite():
    assert topsis(np.ones((3, 2)), [1, 2]).tolist() == [0.5] * 3
    assert np.isfinite(topsis([[0, 1], [0, 2]], [1, 1])).all()
    assert topsis([[4, 5]], [1, 1]).tolist() == [0.5]


def test_scale_of_weights_does_not_matter():
    values = [[1, 9], [5, 5], [9, 1]]
    np.testing.assert_allclose(topsis(values, [1, 2]), topsis(values, [10, 20]))
    np.testing.assert_allclose(weighted_sum(values, [10, 20]), [19 / 3, 5, 11 / 3])


@pytest.mark.parametrize(
    ("matrix", "weights", "name"),
    [
        ([[1, 2]], [1], "weights"),
        ([[1, 2]], [0, 0], "weights"),
        ([[1, 2]], [-1, 2], "weights"),
        ([[1, float("nan")]], [1, 1], "matrix"),
        ([], [1], "matrix"),
    ],
)
def test_refuses(matrix, weights, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        topsis(matrix, weights)


def test_refuses_directions_that_do_not_fit():
    with pytest.raises(ValueError, match=r"^maximise:"):
        topsis([[1, 2]], [1, 1], [1, 1])
