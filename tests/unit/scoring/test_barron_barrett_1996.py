"""Barron & Barrett, Decision quality using ranked attribute weights, Management Science 42 (1996)."""

import numpy as np
import pytest

from scoring.estimates import uniforms
from scoring.weights import draw_ordered_weights, rank_order_centroid, rank_weights


def test_rank_order_centroid_weights(published):
    case = published("roc_weights_barron_barrett_1996")
    for n, expected in case["expected"]["published"].items():
        np.testing.assert_allclose(rank_order_centroid(int(n)), expected, atol=5e-5)
    for n, expected in case["expected"]["recomputed_full_precision"].items():
        np.testing.assert_allclose(rank_order_centroid(int(n)), expected, atol=5e-11)


def test_ranks_in_any_order_and_ties():
    np.testing.assert_allclose(rank_weights([3, 1, 2]), [1 / 9, 11 / 18, 5 / 18])
    np.testing.assert_allclose(rank_weights([1, 2, 2]), [11 / 18, 7 / 36, 7 / 36])


def test_mean_of_ordered_draws_is_the_centroid():
    drawn = draw_ordered_weights([2, 1, 4, 3], uniforms("weights", 4, 8192, 1))
    np.testing.assert_allclose(drawn.mean(axis=0), rank_order_centroid(4)[[1, 0, 3, 2]], atol=1e-3)
    assert (drawn[:, 1] >= drawn[:, 0]).all()
    assert (drawn[:, 0] >= drawn[:, 3]).all()
    assert (drawn[:, 3] >= drawn[:, 2]).all()


@pytest.mark.parametrize("n", [0, -1, 2.5, float("nan"), "3"])
def test_refuses_what_cannot_be_ranked(n):
    with pytest.raises(ValueError, match="n:"):
        rank_order_centroid(n)
