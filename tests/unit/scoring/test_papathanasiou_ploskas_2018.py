"""Papathanasiou & Ploskas, Multiple Criteria Decision Aid (2018), chapter 3: PROMETHEE II."""

import numpy as np
import pytest
from scipy import stats

from scoring.crosscheck import kendall_tau, promethee_ii
from scoring.crosscheck import promethee as module

KINDS = ["usual", "u-shape", "v-shape", "level", "linear", "gaussian"]


def test_facility_location(published):
    case = published("promethee2_papathanasiou_ploskas_2018")
    given, expected = case["inputs"], case["expected"]["recomputed_full_precision"]
    flows = promethee_ii(given["matrix"], given["weights"], preference="linear", q=given["q"], p=given["p"])
    np.testing.assert_allclose(flows.net, case["expected"]["published"]["phi_net"], atol=5e-3)
    np.testing.assert_allclose(flows.net, expected["phi_net"], atol=1e-9)
    np.testing.assert_allclose(flows.positive, expected["phi_plus"], atol=1e-9)
    np.testing.assert_allclose(flows.negative, expected["phi_minus"], atol=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_sorting_and_comparing_pairs_agree(kind, monkeypatch):
    values = np.random.default_rng(3).integers(0, 12, (70, 4)).astype(float)
    weights, wanted = [1, 2, 3, 4], np.array([True, False, True, True])
    many = promethee_ii(values, weights, wanted, kind, q=1.5, p=[2.5, 3.5, 1.5, 4.5], s=2.0)
    monkeypatch.setattr(module, "_FEW", 1000)
    pairs = promethee_ii(values, weights, wanted, kind, q=1.5, p=[2.5, 3.5, 1.5, 4.5], s=2.0)
    np.testing.assert_allclose(many.positive, pairs.positive, atol=1e-12)
    np.testing.assert_allclose(many.negative, pairs.negative, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_flows_balance_and_one_option_has_none(kind):
    values = np.random.default_rng(4).normal(size=(60, 3))
    flows = promethee_ii(values, [1, 1, 1], preference=kind)
    assert flows.net.sum() == pytest.approx(0, abs=1e-9)
    assert promethee_ii([[1, 2]], [1, 1], preference=kind).net.tolist() == [0]


def test_thresholds_of_shares():
    flows = promethee_ii([[0.2], [0.5], [0.9]], [1], preference="linear", q=0.1, p=0.5)
    # 0.3 ahead is half of the way from 0.1 to 0.5, 0.4 is three quarters, 0.7 is beyond
    np.testing.assert_allclose(flows.net, [-0.75, (0.5 - 0.75) / 2, 0.875], atol=1e-12)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"preference": "best"}, "preference"),
        ({"q": -1}, "q"),
        ({"p": 0}, "p"),
        ({"preference": "linear", "q": 2, "p": 1}, "q"),
        ({"s": [1, 2, 3]}, "s"),
    ],
)
def test_refuses(changes, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        promethee_ii([[1, 2], [3, 4]], [1, 1], **changes)


def test_kendall_tau_as_scipy_has_it():
    generator = np.random.default_rng(5)
    for _ in range(20):
        a, b = generator.integers(0, 6, (2, 9))
        assert kendall_tau(a, b) == pytest.approx(stats.kendalltau(a, b).statistic)


def test_kendall_tau_at_the_ends():
    assert kendall_tau([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert kendall_tau([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert kendall_tau([1], [1]) == 1
    assert kendall_tau([1, 1], [1, 2]) == 0
    with pytest.raises(ValueError, match="second"):
        kendall_tau([1, 2], [1])
