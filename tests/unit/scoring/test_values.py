"""Value functions with fixed anchors (decision-method §4)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import values

anything = st.floats(-1e6, 1e6)


def test_the_straight_line():
    assert values.linear([40, 50, 67.5, 85, 99], 50, 85).tolist() == [0, 0, 50, 100, 100]
    assert values.linear(0.9, 1.3, 0.5) == pytest.approx(50)
    assert values.linear([[1], [2]], 0, 4).shape == (2, 1)


@given(anything, anything)
def test_values_stay_within_0_and_100_and_more_is_never_worth_less(a, b):
    low, high = sorted([a, b])
    for value in (
        lambda x: values.linear(x, -5, 12),
        lambda x: -values.linear(x, 12, -5) + 100,
        lambda x: values.exponential(x, -5, 12, 3),
        lambda x: values.exponential(x, -5, 12, -3),
        lambda x: values.piecewise(x, [0, 1, 10], [0, 70, 100]),
    ):
        assert 0 <= value(low) <= value(high) <= 100


def test_the_curve_bends_as_asked():
    straight = values.exponential(0.5, 0, 1, 0)
    assert straight == 50
    assert values.exponential(0.5, 0, 1, 2) > 50 > values.exponential(0.5, 0, 1, -2)
    assert values.exponential(0.5, 0, 1, 2) == pytest.approx(100 * (1 - np.exp(-1)) / (1 - np.exp(-2)))
    assert values.exponential([0, 1], 0, 1, 2).tolist() == [0, 100]
    assert values.exponential(0.5, 0, 1, 1e-12) == pytest.approx(50)


def test_broken_lines():
    assert values.piecewise([-1, 0.5, 1, 5.5, 99], [0, 1, 10], [0, 70, 100]).tolist() == [0, 35, 70, 85, 100]
    assert values.piecewise([0, 5], [0, 5], [100, 0]).tolist() == [100, 0]


def test_the_target_band():
    share = [0, 0.025, 0.05, 0.15, 0.25, 0.425, 0.6, 0.9]
    expected = [0, 50, 100, 100, 100, 50, 0, 0]
    np.testing.assert_allclose(values.target_band(share, 0, 0.05, 0.25, 0.6), expected, atol=1e-9)
    np.testing.assert_allclose(values.target_band([0.9, 1, 2, 2.1], 1, 1, 2, 2), [0, 100, 100, 0])
    np.testing.assert_allclose(values.target_band([4, 6, 13, 19], 3, 7, 10, 20), [25, 75, 70, 10])


def test_levels_of_a_rubric():
    assert values.category([0, 1, 2], [0, 40, 100]).tolist() == [0, 40, 100]
    assert values.category(1.5, [0, 40, 100]) == pytest.approx(70)
    assert values.named_category("open book", {"none": 0, "open book": 100}) == 100


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: values.linear(float("nan"), 0, 1), "x"),
        (lambda: values.linear([], 0, 1), "x"),
        (lambda: values.linear(1, 2, 2), "best"),
        (lambda: values.linear(1, float("inf"), 2), "worst"),
        (lambda: values.exponential(1, 0, 1, 51), "curve"),
        (lambda: values.piecewise(1, [1, 1], [0, 100]), "levels"),
        (lambda: values.piecewise(1, [1, 2], [0, 101]), "values"),
        (lambda: values.piecewise(1, [1], [0]), "values"),
        (lambda: values.target_band(1, 0, 3, 2, 5), "low"),
        (lambda: values.category(3, [0, 40, 100]), "level"),
        (lambda: values.category(-1, [0, 40, 100]), "level"),
        (lambda: values.named_category("best", {"none": 0}), "name"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
