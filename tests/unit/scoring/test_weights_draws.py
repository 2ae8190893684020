"""Weights drawn once per future (decision-method §5)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincinv, ndtri

from scoring.estimates import uniforms
from scoring.weights import CONFIDENCE, draw_any_weights, draw_ordered_weights, draw_weights, swing_weights
from scoring.weights.draws import _log_gamma

GIVEN = np.array([0.4, 0.25, 0.15, 0.1, 0.07, 0.03])
POINTS = uniforms("weights", 6, 8192, 1)


@pytest.mark.parametrize("concentration", [0.5, 15, 50, 200, 5000])
def test_mean_and_spread_are_those_of_the_dirichlet(concentration):
    drawn = draw_weights(GIVEN, concentration, POINTS)
    np.testing.assert_allclose(drawn.mean(axis=0), GIVEN, atol=2e-3)
    expected = GIVEN * (1 - GIVEN) / (concentration + 1)
    np.testing.assert_allclose(drawn.var(axis=0), expected, rtol=0.06)


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=8).filter(lambda w: sum(w) > 1e-3),
    st.floats(1e-3, 1e6),
)
@settings(max_examples=60, deadline=None)
def test_every_row_is_a_set_of_weights(weights, concentration):
    drawn = draw_weights(weights, concentration, uniforms("weights", len(weights), 256, 2))
    assert np.isfinite(drawn).all()
    assert (drawn >= 0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)
    assert (drawn[:, np.array(weights) == 0] == 0).all()


@pytest.mark.parametrize(("shape", "relative"), [(0.3, 1e-3), (1, 1e-4), (7, 1e-5), (100, 1e-6)])
def test_gamma_quantiles_from_the_table(shape, relative):
    u = np.array([1e-6, 0.01, 0.2, 0.5, 0.9, 0.999, 1 - 1e-6])
    np.testing.assert_allclose(np.exp(_log_gamma(shape)(ndtri(u))), gammaincinv(shape, u), rtol=relative)


def test_a_single_factor_has_all_the_weight():
    assert draw_weights([3], 10, [[0.2], [0.9]]).tolist() == [[1], [1]]
    assert draw_any_weights([[0.2], [0.9]]).tolist() == [[1], [1]]


def test_more_confidence_means_less_spread():
    spreads = [draw_weights(GIVEN, kappa, POINTS)[:, 0].std() for kappa in CONFIDENCE.values()]
    assert spreads == sorted(spreads)


def test_any_weights_are_uniform():
    drawn = draw_any_weights(POINTS)
    np.testing.assert_allclose(drawn.mean(axis=0), 1 / 6, atol=1e-3)
    np.testing.assert_allclose(drawn.var(axis=0), 1 / 6 * 5 / 6 / 7, rtol=0.03)


def test_ties_in_the_order_share_their_places():
    drawn = draw_ordered_weights([1, 2, 2], POINTS[:, :3])
    np.testing.assert_array_equal(drawn[:, 1], drawn[:, 2])
    assert (drawn[:, 0] >= drawn[:, 1]).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1)


def test_swing_points_are_scaled():
    assert swing_weights([100, 60, 40]).tolist() == [0.5, 0.3, 0.2]
    assert swing_weights([5]).tolist() == [1]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: draw_weights([0, 0], 10, [[0.5, 0.5]]), "weights"),
        (lambda: draw_weights([-1, 2], 10, [[0.5, 0.5]]), "weights"),
        (lambda: draw_weights([1, 2], 0, [[0.5, 0.5]]), "concentration"),
        (lambda: draw_weights([1, 2], float("inf"), [[0.5, 0.5]]), "concentration"),
        (lambda: draw_weights([1, 2], 10, [[0.5]]), "points"),
        (lambda: draw_weights([1, 2], 10, [[0.5, 1.0]]), "points"),
        (lambda: draw_any_weights([0.5]), "points"),
        (lambda: draw_ordered_weights([], [[0.5]]), "ranks"),
        (lambda: swing_weights([0, 0]), "points"),
        (lambda: swing_weights([1, -1]), "points"),
        (lambda: swing_weights([]), "points"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
