"""Regret, dominance, and which weights would change the answer (decision-method §7)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from scoring.robustness import (
    dominance,
    evpi,
    expected_regret,
    max_regret,
    smallest_upset,
    stochastic_dominance,
    weight_flip,
)

levels = st.integers(0, 20)
problems = st.tuples(st.integers(2, 5), st.integers(1, 5)).flatmap(
    lambda size: st.tuples(
        st.lists(st.lists(levels, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]),
        st.lists(st.integers(1, 9), min_size=size[1], max_size=size[1]),
    )
)


def test_regret_by_hand():
    values = [[10, 8], [4, 9], [6, 6]]
    np.testing.assert_allclose(expected_regret(values), [5 / 3, 2 / 3])
    assert max_regret(values).tolist() == [5, 2]
    assert expected_regret(values).min() == pytest.approx(evpi(values))
    assert expected_regret([[3], [4]]).tolist() == [0]


def test_dominance_by_future_and_by_criterion():
    values = np.array([[3.0, 2, 3], [5, 5, 1]])
    assert dominance(values)[0].tolist() == [False, True, True]
    assert not dominance(values)[1].any()
    assert not dominance([[1, 1]]).any()
    by_criterion = np.stack([values, np.array([[1.0, 2, 0], [1, 1, 0]])], axis=2)
    assert dominance(by_criterion)[0].tolist() == [False, False, True]


def test_stochastic_dominance_is_weaker():
    values = np.array([[1.0, 3], [4, 2]])
    assert not dominance(values).any()
    assert stochastic_dominance([[1, 2], [3, 1]])[0].tolist() == [False, True]
    assert stochastic_dominance(values)[0].tolist() == [False, False]


def test_the_weight_at_which_two_tie():
    # w·80 + (1 − w)·20 meets w·40 + (1 − w)·90 at w = 70/110
    (flip,) = weight_flip([[80, 20], [40, 90]], [0.7, 0.3], 0)
    assert flip.weight == pytest.approx(7 / 11)
    assert flip.option == 1
    (flip,) = weight_flip([[80, 20], [40, 90]], [0.7, 0.3], 1)
    assert flip.weight == pytest.approx(4 / 11)


def test_weights_need_not_sum_to_one():
    values = [[80, 20], [40, 90]]
    assert weight_flip(values, [7, 3], 0) == weight_flip(values, [0.7, 0.3], 0)
    assert smallest_upset(values, [7, 3]).moved == pytest.approx(0.7 - 7 / 11)


def test_a_flip_on_both_sides_nearest_first():
    values = [[100, 0, 50], [60, 60, 55], [0, 100, 60]]
    flips = weight_flip(values, [0.4, 0.35, 0.25], 0)
    assert [flip.option for flip in flips] in ([0, 2], [2, 0])
    distances = [abs(flip.weight - 0.4) for flip in flips]
    assert distances == sorted(distances)


@given(problems, st.integers(0, 4))
@settings(max_examples=150)
def test_beyond_a_flip_the_named_option_is_ahead(problem, criterion):
    values, weights = np.array(problem[0], float), np.array(problem[1], float)
    criterion %= len(weights)
    weights /= weights.sum()
    leader = int(np.argmax(values @ weights))
    rest = weights.copy()
    rest[criterion] = 0
    rest = rest / rest.sum() if rest.sum() else rest
    for flip in weight_flip(values, weights, criterion):
        step = 1e-6 if flip.above else -1e-6
        for at, sign in ((flip.weight + step, 1), (flip.weight, 0)):
            moved = (1 - at) * rest
            moved[criterion] = at
            lead = (values[flip.option] - values[leader]) @ moved
            assert lead * sign >= -1e-9
            if sign == 0:
                assert lead == pytest.approx(0, abs=1e-9)


def by_linear_programme(values, weights):
    """The same question put to a solver: minimise Σ|w′ − w|/2 for every rival."""
    n, best = len(weights), np.inf
    leader = int(np.argmax(values @ weights))
    for rival in range(len(values)):
        if rival == leader:
            continue
        ahead = values[rival] - values[leader]
        found = linprog(
            np.full(2 * n, 0.5),
            A_ub=[-np.concatenate([ahead, -ahead])],
            b_ub=[ahead @ weights],
            A_eq=[np.concatenate([np.ones(n), -np.ones(n)])],
            b_eq=[0],
            bounds=[(0, None)] * n + [(0, w) for w in weights],
            method="highs",
        )
        best = min(best, found.fun) if found.success else best
    return best


@given(problems)
@settings(max_examples=100, deadline=None)
def test_the_smallest_upset_is_the_solvers(problem):
    values, weights = np.array(problem[0], float), np.array(problem[1], float)
    weights /= weights.sum()
    upset = smallest_upset(values, weights)
    expected = by_linear_programme(values, weights)
    if upset is None:
        assert np.isinf(expected)
        return
    assert upset.moved == pytest.approx(expected, abs=1e-8)
    assert np.abs(upset.weights - weights).sum() / 2 == pytest.approx(upset.moved, abs=1e-9)
    assert upset.weights.sum() == pytest.approx(1)
    assert upset.weights.min() >= -1e-12
    scores = values @ upset.weights
    assert scores[upset.option] >= scores[int(np.argmax(values @ weights))] - 1e-8


def test_who_is_best_in_everything_cannot_be_unseated():
    assert smallest_upset([[9, 9], [1, 2]], [0.5, 0.5]) is None
    assert smallest_upset([[9, 9]], [0.5, 0.5]) is None
    assert weight_flip([[9, 9], [1, 2]], [0.5, 0.5], 0) == ()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: weight_flip([[1, 2]], [1, 1], 2), "criterion"),
        (lambda: weight_flip([[1, 2]], [1], 0), "weights"),
        (lambda: smallest_upset([[1, 2]], [0, 0]), "weights"),
        (lambda: smallest_upset([[1, float("nan")]], [1, 1]), "values_by_criterion"),
        (lambda: expected_regret([1, 2]), "values"),
        (lambda: dominance([1, 2]), "values"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
