"""The estimate as a distribution (decision-method §1)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.estimates import EVIDENCE_SPREAD, Pert, pert_parameters, spread

positions = st.floats(0, 1)
points = st.floats(1e-9, 1 - 1e-9)


def at(position: float) -> Pert:
    return Pert(10, 10 + 20 * position, 30)


@given(positions)
def test_low_and_high_are_the_percentiles_and_likely_is_the_mode(position):
    estimate = at(position)
    np.testing.assert_allclose(estimate.exact_quantile([0.1, 0.9]), [10, 30], rtol=1e-9)
    minimum, maximum, alpha, beta = pert_parameters(10, 10 + 20 * position, 30)
    mode = minimum + (maximum - minimum) * (alpha - 1) / (alpha + beta - 2)
    assert alpha + beta == pytest.approx(6)
    assert mode == pytest.approx(estimate.likely, abs=1e-8)


@given(positions, st.lists(points, min_size=1, max_size=50))
def test_the_table_agrees_with_the_exact_inversion(position, u):
    estimate = at(position)
    width = estimate.range[1] - estimate.range[0]
    np.testing.assert_allclose(estimate.quantile(u), estimate.exact_quantile(u), atol=1e-6 * width)


@given(positions)
def test_quantile_and_share_below_are_inverse(position):
    estimate = at(position)
    u = np.array([0.01, 0.3, 0.5, 0.77, 0.99])
    np.testing.assert_allclose(estimate.share_below(estimate.exact_quantile(u)), u, atol=1e-9)


def test_mean_and_beta_as_scipy_has_them():
    estimate = Pert(3, 4, 9)
    minimum, maximum = estimate.range
    beta = stats.beta(*estimate.shape, loc=minimum, scale=maximum - minimum)
    assert estimate.mean == pytest.approx(beta.mean())
    np.testing.assert_allclose(estimate.quantile([0.2, 0.6]), beta.ppf([0.2, 0.6]), atol=2e-5)


def test_mirror_images():
    left, right = Pert(0, 2, 10), Pert(0, 8, 10)
    u = np.array([0.05, 0.4, 0.9])
    np.testing.assert_allclose(left.quantile(u), 10 - right.quantile(1 - u), atol=1e-5)


def test_draws_stay_within_natural_bounds():
    share = Pert(0.7, 0.95, 0.99, floor=0, ceiling=1)
    drawn = share.quantile(np.linspace(0.001, 0.999, 999))
    assert drawn.max() == 1
    assert drawn.min() > 0
    assert share.range[1] > 1
    assert share.share_below(1) == 1
    assert share.share_below(-0.1) == 0


def test_three_equal_values_are_a_constant():
    constant = Pert(5, 5, 5)
    assert constant.is_constant
    assert constant.quantile([0.001, 0.5, 0.999]).tolist() == [5, 5, 5]
    assert constant.share_below([4.9, 5]).tolist() == [0, 1]
    assert Pert(5, 5, 5, ceiling=4).from_scores(np.zeros(2)).tolist() == [4, 4]


@pytest.mark.parametrize("likely", [0, 20, 50, 100])
def test_an_answer_that_nobody_knows_runs_over_the_whole_range(likely):
    unknown = Pert.over(0, likely, 100)
    np.testing.assert_allclose(unknown.range, [0, 100], atol=1e-9)
    drawn = unknown.quantile([1e-6, 1 - 1e-6])
    assert drawn.min() >= 0
    assert drawn.max() <= 100


def test_evidence_widens_in_order():
    assert list(EVIDENCE_SPREAD.values()) == sorted(EVIDENCE_SPREAD.values())
    assert spread(200, "A") == pytest.approx((194, 206))
    assert spread(200, "E") == pytest.approx((100, 300))
    assert spread(-200, "E") == pytest.approx((-300, -100))
    assert spread(0, "E") == (0, 0)


def test_a_vendors_claim_is_doubled_on_the_side_that_hurts():
    assert spread(100, "C", "higher") == pytest.approx((70, 115))
    assert spread(100, "C", "lower") == pytest.approx((85, 130))
    assert spread(100, "A", "higher") == pytest.approx((70, 115))
    assert spread(100, "E", "lower") == pytest.approx((50, 200))


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: Pert(3, 2, 5), "low"),
        (lambda: Pert(1, 6, 5), "high"),
        (lambda: Pert(float("nan"), 2, 5), "low"),
        (lambda: Pert(1, float("inf"), 5), "likely"),
        (lambda: Pert(1, 2, "5"), "high"),
        (lambda: Pert(1, 2, 3, floor=4, ceiling=3), "floor"),
        (lambda: Pert(1, 2, 3, floor=float("nan")), "floor"),
        (lambda: Pert(1, 2, 3).quantile([0.5, 1]), "points"),
        (lambda: Pert(1, 2, 3).quantile([]), "points"),
        (lambda: Pert.over(0, 3, 2), "likely"),
        (lambda: spread(1, "F"), "evidence"),
        (lambda: spread(None, "A"), "likely"),
        (lambda: spread(1, "A", "up"), "claim_direction"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
