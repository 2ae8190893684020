"""Owen, Latin supercube sampling for very high-dimensional simulations, ACM TOMACS 8 (1998)."""

import subprocess
import sys

import numpy as np
import pytest

from scoring.estimates import (
    Pert,
    replicate_slices,
    replicate_standard_error,
    standard_error,
    uniforms,
    uniforms_by_replicate,
)


def test_points_are_the_same_for_the_same_seed_in_another_process():
    code = "from scoring.estimates import uniforms; print(uniforms('service', 3, 64, 7).tolist())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(uniforms("service", 3, 64, 7).tolist())


def test_known_points():
    """Golden: every stored decision rests on these digits."""
    np.testing.assert_array_equal(
        uniforms("service", 2, 8192, 1)[[0, 1, 8191]],
        [
            [0.9594418419292197, 0.18189051107037812],
            [0.7393318427493796, 0.12482100317720324],
            [0.1917639075545594, 0.09751081618014723],
        ],
    )


def test_a_column_stays_when_columns_or_blocks_are_added():
    alone = uniforms("option: Manila", 5, 8192, 3)
    wider = uniforms("option: Manila", 300, 8192, 3)
    np.testing.assert_array_equal(alone, wider[:, :5])
    assert not np.array_equal(alone, uniforms("option: Cebu", 5, 8192, 3))
    assert not np.array_equal(alone, uniforms("option: Manila", 5, 8192, 4))


def test_every_replicate_is_even_by_itself():
    points = uniforms("weights", 6, 8192, 1)
    rows = replicate_slices(8192)
    assert len(rows) == 8
    for at in rows:
        for column in points[at].T:
            assert sorted((column * 1024).astype(int).tolist()) == list(range(1024))


def test_blocks_are_independent_of_each_other():
    points = np.concatenate([uniforms(name, 4, 8192, 1) for name in ("a", "b", "c")], axis=1)
    apart = np.corrcoef(points.T) - np.eye(12)
    assert np.abs(apart).max() < 5 / np.sqrt(8192)


@pytest.mark.parametrize("futures", [1, 2, 7, 8, 9, 100, 1000, 5000, 8192, 10_001])
def test_any_number_of_futures(futures):
    points = uniforms("a", 3, futures, 1)
    assert points.shape == (futures, 3)
    assert points.min() > 0
    assert points.max() < 1
    pieces = list(uniforms_by_replicate("a", 3, futures, 1))
    np.testing.assert_array_equal(np.concatenate(pieces), points)


def test_more_than_a_block_of_columns():
    points = uniforms("a", 600, 1024, 1)
    assert np.abs(points.mean(axis=0) - 0.5).max() < 0.01
    assert np.abs(np.corrcoef(points[:, [0, 256, 512]].T) - np.eye(3)).max() < 5 / np.sqrt(1024)


def test_exact_moments(published):
    """Annual cost of independent triangulars: mean and spread against exact rational moments."""
    case = published("mc_cost_triangular_exact_moments")
    for name, inputs in case["inputs"].items():
        u = uniforms(name, 4, 8192, 1).T
        drawn = {k: triangular(row, *v) for row, (k, v) in zip(u, inputs.items(), strict=True)}
        cost = drawn["volume"] * drawn["aht_min"] / 60 * drawn["cost_per_hour"] + drawn["fixed"]
        exact = case["expected"]["exact"][name]
        assert cost.mean() == pytest.approx(exact["mean"], rel=2e-5)  # plain draws: 1e-3
        assert cost.std() == pytest.approx(exact["sd"], rel=4e-3)
        assert abs(cost.mean() - exact["mean"]) < 6 * replicate_standard_error(cost)


def triangular(u, low, mode, high):
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < turn, rising, falling)


def test_standard_errors():
    assert standard_error(0.5, 100) == pytest.approx(0.05)
    assert standard_error([0, 1], 100).tolist() == [0, 0]
    below = Pert(1, 2, 4).quantile(uniforms("a", 1, 8192, 1)[:, 0]) < 2
    assert replicate_standard_error(below.astype(float)) < standard_error(below.mean(), 8192)
    rough = np.random.default_rng(1).random((8192, 200)) < 0.3
    honest = replicate_standard_error(rough.astype(float))
    assert honest.mean() == pytest.approx(standard_error(0.3, 8192), rel=0.1)
    assert replicate_standard_error([1.0, 2.0, 3.0]).shape == ()
    assert replicate_standard_error([1.0]) == 0
    assert replicate_standard_error([1.0, 3.0]) == pytest.approx(1)


def test_a_block_without_inputs_has_no_columns():
    assert uniforms("weights", 0, 8, 1).shape == (8, 0)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("", 1, 8, 1), "block"),
        (("a", -1, 8, 1), "dimensions"),
        (("a", 1, 0, 1), "futures"),
        (("a", 1, 1.5, 1), "futures"),
        (("a", 1, 10**9, 1), "futures"),
        (("a", 1, 8, -1), "seed"),
        (("a", 1, 8, "x"), "seed"),
    ],
)
def test_refuses(arguments, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        uniforms(*arguments)


def test_refuses_shares_that_are_percentages():
    with pytest.raises(ValueError, match=r"^shares:"):
        standard_error(87, 100)
