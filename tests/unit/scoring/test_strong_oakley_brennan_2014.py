"""Strong, Oakley & Brennan, Medical Decision Making 34 (2014): what one input is worth knowing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from scoring.estimates import normal_scores, uniforms
from scoring.robustness import evpi, evppi, flip_points

SCORES = normal_scores(uniforms("service", 4, 8192, 1))


def exact(spread, mean):
    """E max(0, X) − max(0, mean) of a normal X."""
    return spread * norm.pdf(mean / spread) + mean * norm.cdf(mean / spread) - max(0, mean)


def two_options(mean=0.3):
    """0 against mean + x + y/2 + z: the value of each input is known in closed form."""
    gain = mean + SCORES[:, 0] + 0.5 * SCORES[:, 1] + SCORES[:, 2]
    return np.stack([np.zeros(len(gain)), gain], axis=1)


@pytest.mark.parametrize("mean", [-1.0, 0.0, 0.3, 2.0])
def test_the_exact_bivariate_normal_case(mean):
    worth = evppi(two_options(mean), SCORES)
    expected = [exact(1, mean), exact(0.5, mean), exact(1, mean), 0]
    np.testing.assert_allclose(worth, expected, atol=0.012)
    assert evpi(two_options(mean)) == pytest.approx(exact(1.5, mean), abs=0.012)


def test_a_curved_input_and_a_step():
    x = SCORES[:, 0]
    for gain in (x**2 - 1, np.exp(x) - 1.5, np.tanh(3 * x)):
        values = np.stack([np.zeros(len(x)), gain + 0.3 * SCORES[:, 1]], axis=1)
        known = np.maximum(gain, 0).mean() - max(0, gain.mean())
        assert evppi(values, x[:, None])[0] == pytest.approx(known, abs=0.03)


def test_an_input_of_few_values():
    kind = (SCORES[:, 3] > 0).astype(float)
    values = np.stack([np.zeros(8192), np.where(kind > 0, 1, -1) + 0.1 * SCORES[:, 0]], axis=1)
    assert evppi(values, kind[:, None])[0] == pytest.approx(0.5, abs=0.01)


@given(st.lists(st.lists(st.floats(-100, 100), min_size=3, max_size=3), min_size=1, max_size=40))
@settings(max_examples=60)
def test_an_input_is_never_worth_more_than_everything(values):
    inputs = np.array(values)[:, :2] ** 2
    worth = evppi(values, inputs)
    assert (worth >= 0).all()
    assert (worth <= evpi(values)).all()


def test_nothing_to_choose_or_nothing_to_learn_is_worth_nothing():
    assert evpi([[1], [2]]) == 0
    assert evppi([[1], [2]], [[1], [2]]).tolist() == [0]
    assert evppi([[1, 2], [2, 1]], [[5], [5]]).tolist() == [0]
    assert evpi([[3, 1], [4, 2]]) == 0
    assert evpi([[3, 1], [0, 2]]) == pytest.approx(1)


def test_where_the_lead_changes():
    points = flip_points(0.3 + SCORES[:, 0] + 0.2 * SCORES[:, 1], SCORES[:, :3])
    assert points[0].value == pytest.approx(-0.3, abs=0.02)
    assert points[0].share == pytest.approx(norm.cdf(-0.3), abs=0.01)
    assert points[1] is None or abs(points[1].value) > 1
    assert points[2] is None


def test_of_two_flip_points_the_one_near_the_median_is_named():
    x = 10 + SCORES[:, 0]
    (point,) = flip_points((x - 9.8) * (x - 12), x[:, None])
    assert point.value == pytest.approx(9.8, abs=0.03)
    assert point.share == pytest.approx(norm.cdf(-0.2), abs=0.02)


def test_no_flip_point_outside_what_was_drawn():
    assert flip_points(50 + SCORES[:, 0], SCORES[:, :1]) == [None]
    assert flip_points([1.0, 2.0], [[5.0], [5.0]]) == [None]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: evpi([1, 2]), "values"),
        (lambda: evpi([[float("inf"), 1]]), "values"),
        (lambda: evppi([[1, 2]], [[1], [2]]), "inputs"),
        (lambda: evppi([[1, 2]], [1]), "inputs"),
        (lambda: flip_points([[1]], [[1]]), "lead"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
