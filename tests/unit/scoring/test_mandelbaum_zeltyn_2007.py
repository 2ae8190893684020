"""Mandelbaum & Zeltyn, Service engineering in action: the Palm/Erlang-A queue (2007)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from scoring.staffing import agents_required, erlang_a, erlang_c


def test_check_values_of_the_method():
    found = erlang_a(200, 180, 300, [14, 9], 20)
    np.testing.assert_allclose(found.wait_probability, [0.145260, 0.734549], atol=5e-7)
    np.testing.assert_allclose(found.abandonment, [0.013984, 0.163262], atol=5e-7)
    np.testing.assert_allclose(found.average_wait, [4.195, 48.98], atol=5e-3)
    np.testing.assert_allclose(found.service_level, [0.916792, 0.366249], atol=5e-7)


def chain(load: float, agents: int, theta: float, target: float, states: int = 3000) -> float:
    """The absorbing chain, uniformised, with Poisson weights from the log-pmf: the definition itself."""
    logs = np.concatenate([[0], np.cumsum(np.log(load) - np.log(agents + np.arange(1, states) * theta))])
    queue = np.exp(logs - logs.max())
    below = np.exp(np.cumsum(np.log(np.arange(agents, 0, -1)) - np.log(load))).sum()
    no_wait = below * np.exp(-logs.max())
    total = no_wait + queue.sum()
    waiting, served, reached = queue / total, 0.0, 0.0
    fastest = agents + states * theta
    steps = np.arange(int(fastest * target + 14 * np.sqrt(fastest * target) + 40))
    weights = np.exp(steps * np.log(fastest * target) - fastest * target - gammaln(steps + 1))
    down = (agents + np.arange(states) * theta) / fastest
    out = down + theta / fastest
    for weight in weights:
        reached += weight * served
        served += waiting[0] * down[0]
        waiting = waiting * (1 - out) + np.append((waiting * down)[1:], 0)
    return no_wait / total + reached


@pytest.mark.parametrize(
    ("load", "agents", "patience", "target"),
    [(10, 14, 300, 20), (10, 9, 300, 20), (100, 95, 900, 90), (300, 310, 180, 360), (40, 60, 5, 20)],
)
def test_the_closed_form_is_the_absorbing_chain(load, agents, patience, target):
    expected = chain(load, agents, 180 / patience, target / 180)
    found = erlang_a(load * 20, 180, patience, agents, target).service_level
    assert found == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.1, 60), st.integers(1, 15), st.floats(0, 300))
@settings(max_examples=40, deadline=None)
def test_endless_patience_is_erlang_c(load, spare, target):
    agents = int(load) + spare
    patient = erlang_a(load * 20, 180, 1e10, agents, target)
    endless = erlang_c(load * 20, 180, agents, target)
    close = 1e-4 / (agents - load) ** 2  # a nearly full queue feels even the last of its patience
    assert patient.service_level == pytest.approx(endless.service_level, abs=min(1e-3, close) + 1e-9)
    assert patient.wait_probability == pytest.approx(endless.wait_probability, abs=min(1e-3, close) + 1e-9)


@given(st.floats(0.1, 60), st.floats(5, 1e5), st.integers(1, 80), st.floats(0, 600))
@settings(deadline=None)
def test_shares_are_shares_and_contacts_are_conserved(load, patience, agents, target):
    found = erlang_a(load * 20, 180, patience, agents, target)
    assert 0 <= found.wait_probability <= 1
    assert 0 <= found.service_level <= 1 - found.abandonment + 1e-9
    assert 0 <= found.occupancy <= 1
    assert found.occupancy * agents == pytest.approx(load * (1 - found.abandonment), rel=1e-7)
    assert found.average_wait == pytest.approx(found.abandonment * patience, rel=1e-9, abs=1e-12)


@given(st.floats(0.1, 60), st.floats(20, 1e4), st.integers(1, 80), st.floats(0, 600))
@settings(deadline=None)
def test_more_agents_never_lower_the_service_level(load, patience, agents, target):
    levels = erlang_a(load * 20, 180, patience, agents + np.arange(4), target).service_level
    assert (np.diff(levels) >= -1e-11).all()


@given(st.floats(0.1, 50), st.sampled_from([30, 300, 3000]), st.sampled_from([0.1, 0.8, 0.95]))
@settings(max_examples=30, deadline=None)
def test_the_crew_is_the_smallest_one(load, patience, level):
    agents = int(agents_required(load * 20, 180, 20, level, patience=patience))
    assert erlang_a(load * 20, 180, patience, agents, 20).service_level >= level - 1e-9
    if agents > 1:
        assert erlang_a(load * 20, 180, patience, agents - 1, 20).service_level < level


def test_large_systems_and_long_targets():
    found = erlang_a(20_000, 300, 300, [1600, 1700], [600, 20])
    np.testing.assert_allclose(found.service_level, [0.9594908449, 0.9969061697], atol=1e-9)
    assert found.abandonment[0] == pytest.approx(1 - 1600 * found.occupancy[0] * 3600 / 300 / 20_000)
    assert erlang_a(12 * 20_000, 300, 600, 20_500, 3600).service_level == pytest.approx(1, abs=1e-6)


def test_overload_has_an_answer_here():
    found = erlang_a(2000, 180, 120, 10, 20)
    assert found.occupancy == pytest.approx(1)
    assert found.abandonment == pytest.approx(0.9, abs=1e-6)


def test_nobody_calls():
    quiet = erlang_a(0, 180, 300, 1, 20)
    assert (quiet.wait_probability, quiet.service_level, quiet.average_wait) == (0, 1, 0)
    assert agents_required(0, 180, 20, 0.8, patience=300) == 0


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((200, 180, 0, 14, 20), "patience"),
        ((200, 180, float("inf"), 14, 20), "patience"),
        ((2000, 180, 1e9, 10, 20), "patience"),
        ((200, -180, 300, 14, 20), "aht"),
        ((200, 180, 300, 0, 20), "agents"),
        (("200", 180, 300, 14, 20), "rate"),
    ],
)
def test_refuses(arguments, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        erlang_a(*arguments)
