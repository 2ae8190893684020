"""Goepel, Implementing the analytic hierarchy process in multi-national enterprises, ISAHP 2013."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.weights import consensus, draw_participants, geometric_mean_of

weights = st.lists(st.floats(0.01, 1), min_size=4, max_size=4)


def test_nothing_shared_and_everything_shared():
    assert consensus([[1, 0, 0], [0, 1, 0], [0, 0, 1]]) == pytest.approx(0)
    assert consensus([[0.5, 0.3, 0.2]] * 4) == pytest.approx(1)
    assert consensus([[0.5, 0.5]]) == 1


def test_two_people_by_hand():
    # H of the mean (.5, .5) is ln 2; each person's own is −.8 ln .8 − .2 ln .2
    own = -0.8 * np.log(0.8) - 0.2 * np.log(0.2)
    beta = np.exp(np.log(2) - own)
    assert consensus([[0.8, 0.2], [0.2, 0.8]]) == pytest.approx((1 / beta - 0.5) / 0.5)


@given(st.lists(weights, min_size=2, max_size=6))
def test_consensus_is_a_share_and_order_does_not_matter(people):
    index = consensus(people)
    assert 0 <= index <= 1
    assert consensus(people[::-1]) == pytest.approx(index, abs=1e-12)


def test_geometric_mean_of_matrices_stays_reciprocal():
    mean = geometric_mean_of([[[1, 4], [0.25, 1]], [[1, 9], [1 / 9, 1]]])
    np.testing.assert_allclose(mean, [[1, 6], [1 / 6, 1]])


def test_geometric_mean_of_weights_sums_to_one():
    np.testing.assert_allclose(geometric_mean_of([[0.8, 0.2], [0.2, 0.8]]), [0.5, 0.5])


def test_each_participant_gets_an_equal_share_of_futures():
    chosen = draw_participants(4, (np.arange(1000) + 0.5) / 1000)
    assert np.bincount(chosen).tolist() == [250] * 4
    assert draw_participants(1, [0.1, 0.9]).tolist() == [0, 0]
    with pytest.raises(ValueError, match="persons"):
        draw_participants(0, [0.5])


@pytest.mark.parametrize("people", [[[0, 0], [1, 1]], [[-1, 2]], [], [[float("inf"), 1]]])
def test_refuses_people_without_an_opinion(people):
    with pytest.raises(ValueError, match="weights_by_person"):
        consensus(people)


def test_refuses_vetoes_that_leave_nothing():
    with pytest.raises(ValueError, match="persons"):
        geometric_mean_of([[1, 0], [0, 1]])
