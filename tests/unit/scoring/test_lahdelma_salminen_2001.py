"""Lahdelma & Salminen, SMAA-2, Operations Research 49 (2001): acceptability and what goes with it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.estimates import uniforms
from scoring.robustness import acceptability as module
from scoring.robustness import (
    acceptability_under,
    acceptability_under_any_weights,
    central_weights,
    confidence_factors,
    first_shares,
    pairwise_winning,
    rank_acceptability,
)
from scoring.weights import draw_any_weights

tables = st.integers(1, 6).flatmap(
    lambda options: st.lists(
        st.lists(st.integers(0, 4), min_size=options, max_size=options), min_size=1, max_size=30
    )
)


def by_definition(values):
    """Each future by itself: k options that tie for k places get a k-th of each."""
    table = np.zeros((len(values[0]), len(values[0])))
    for row in values:
        for option, value in enumerate(row):
            ahead, equal = sum(v > value for v in row), sum(v == value for v in row)
            table[option, ahead : ahead + equal] += 1 / equal
    return table / len(values)


@given(tables)
def test_the_definition(values):
    np.testing.assert_allclose(rank_acceptability(values), by_definition(values), atol=1e-12)


@given(tables)
def test_options_and_ranks_sum_to_one(values):
    table = rank_acceptability(values)
    np.testing.assert_allclose(table.sum(axis=0), 1, atol=1e-12)
    np.testing.assert_allclose(table.sum(axis=1), 1, atol=1e-12)
    np.testing.assert_allclose(first_shares(values), table[:, 0], atol=1e-12)


@given(tables)
def test_sorting_gives_what_pairs_give(values):
    limit, module._PAIRWISE_LIMIT = module._PAIRWISE_LIMIT, 0
    try:
        table = rank_acceptability(values)
    finally:
        module._PAIRWISE_LIMIT = limit
    np.testing.assert_allclose(table, rank_acceptability(values), atol=1e-12)


@given(tables, st.randoms())
def test_order_of_options_does_not_matter_and_twins_are_equal(values, random):
    values = np.array(values, float)
    order = list(range(values.shape[1]))
    random.shuffle(order)
    np.testing.assert_allclose(rank_acceptability(values[:, order]), rank_acceptability(values)[order])
    twins = rank_acceptability(np.concatenate([values, values[:, :1]], axis=1))
    np.testing.assert_array_equal(twins[0], twins[-1])


def test_many_options_and_many_futures():
    values = np.random.default_rng(1).normal(size=(9000, 60))
    table = rank_acceptability(values)
    np.testing.assert_allclose(table.sum(axis=0), 1)
    assert table[:, 0] == pytest.approx(np.bincount(values.argmax(axis=1), minlength=60) / 9000)


def test_two_factors_by_hand():
    """Utilities 100·w and 60·w + 50·(1 − w): the first wins when w > 5/9."""
    values = np.array([[100.0, 0], [60, 50]])
    drawn = draw_any_weights(uniforms("weights", 2, 65536, 1))
    table, central = acceptability_under(values, drawn)
    assert table[0, 0] == pytest.approx(4 / 9, abs=1e-3)
    np.testing.assert_allclose(central, [[7 / 9, 2 / 9], [5 / 18, 13 / 18]], atol=1e-3)
    scores = drawn @ values.T
    np.testing.assert_allclose(rank_acceptability(scores), table, atol=1e-12)
    np.testing.assert_allclose(central_weights(scores, drawn), central, atol=1e-9)


def test_weights_nobody_knows_are_drawn_and_forgotten():
    values = np.array([[100.0, 0], [60, 50]])
    table, central = acceptability_under_any_weights(values, 65536)
    assert table[0, 0] == pytest.approx(4 / 9, abs=1e-3)
    np.testing.assert_allclose(central, [[7 / 9, 2 / 9], [5 / 18, 13 / 18]], atol=1e-3)
    again = acceptability_under_any_weights(values, 65536, seed=2)[0]
    assert 0 < abs(again[0, 0] - table[0, 0]) < 1e-3
    table, _ = acceptability_under_any_weights(np.eye(3).repeat(4, axis=0)[:9], 4096)
    np.testing.assert_allclose(table[:, 0], [1 / 12] * 8 + [1 / 3], atol=0.01)


def test_an_option_that_never_leads_has_nobody_to_speak_for():
    scores = np.array([[1.0, 2], [3, 4]])
    assert central_weights(scores, [[0.2, 0.8], [0.6, 0.4]]).tolist() == [[0, 0], [0.4, 0.6000000000000001]]
    ties = central_weights([[1, 1]], [[0.3, 0.7]])
    np.testing.assert_allclose(ties, [[0.3, 0.7]] * 2)


def test_confidence_is_certain_without_uncertainty():
    values = np.repeat(np.array([[[100.0, 0], [60, 50]]]), 50, axis=0)
    assert confidence_factors(values, [[0.8, 0.2], [0.3, 0.7]]).tolist() == [1, 1]
    assert confidence_factors(values, [[0, 0], [0.9, 0.1]]).tolist() == [0, 0]
    noisy = values.copy()
    noisy[:10, 0] = 0
    assert confidence_factors(noisy, [[0.8, 0.2], [0.3, 0.7]]).tolist() == [0.8, 1]


@given(tables)
@settings(max_examples=40)
def test_pairwise_winning_is_two_sided(values):
    wins = pairwise_winning(values)
    np.testing.assert_allclose(wins + wins.T, 1, atol=1e-12)
    assert (np.diag(wins) == 0.5).all()


def test_pairwise_winning_by_hand():
    wins = pairwise_winning([[1, 2], [2, 2], [3, 2], [4, 2]])
    assert wins[0, 1] == pytest.approx(0.625)


def test_improving_an_option_never_lowers_its_first_share():
    generator = np.random.default_rng(2)
    values = generator.normal(size=(500, 4))
    shares = [first_shares(values + np.array([gain, 0, 0, 0]))[0] for gain in (0, 0.1, 0.5, 2)]
    assert all(a <= b for a, b in pairwise(shares))


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: rank_acceptability([1, 2]), "values"),
        (lambda: rank_acceptability([[1, float("nan")]]), "values"),
        (lambda: rank_acceptability([]), "values"),
        (lambda: central_weights([[1, 2]], [[1], [1]]), "weights"),
        (lambda: confidence_factors([[[1, 2]]], [[1, 2, 3]]), "central"),
        (lambda: acceptability_under([[1, 2]], [[1]]), "weights"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
