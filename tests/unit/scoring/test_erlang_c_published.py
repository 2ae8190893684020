"""Erlang C as printed by AbstractMicro (ErlcWait4), pyworkforce, and from exact rationals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.staffing import agents_required, erlang_b, erlang_c, headcount

loads = st.floats(0.01, 80)


def test_average_wait_of_abstractmicro(published):
    case = published("erlang_c_wait_and_staffing")
    given_ = case["inputs"]["case1"]
    found = erlang_c(given_["calls"] * 2, given_["aht_s"], given_["agents"], 20).average_wait
    # published with 10 digits, the last three differ from the exact rational value
    np.testing.assert_allclose(found, case["expected"]["published"]["case1_average_wait_s"], atol=6e-7)


def test_crews_of_pyworkforce(published):
    case = published("erlang_c_wait_and_staffing")
    given_ = case["inputs"]["case2"]
    for occupancy, name in ((0.85, "case2_max_occ_085"), (0.70, "case2_max_occ_070")):
        expected = case["expected"]["published"][name]
        agents = agents_required(200, 180, 19.8, given_["service_level"], max_occupancy=occupancy)
        assert agents == expected["raw_positions"]
        assert headcount(agents, given_["shrinkage"]) == expected["positions"]
        met = erlang_c(200, 180, agents, 19.8)
        assert met.service_level == pytest.approx(expected["service_level"], abs=6e-4)
        assert met.occupancy == pytest.approx(expected["occupancy"], abs=6e-4)
        assert met.wait_probability == pytest.approx(expected["waiting_probability"], abs=6e-4)


def test_exact_rationals(published):
    rows = published("erlang_c_wait_and_staffing")["expected"]["derived_grid"]
    found = erlang_c(
        [2 * row["calls_per_half_hour"] for row in rows],
        [row["aht_s"] for row in rows],
        [row["agents"] for row in rows],
        20,
    )
    np.testing.assert_allclose(found.wait_probability, [row["Pw"] for row in rows], atol=1e-9)
    np.testing.assert_allclose(found.average_wait, [row["ASA_s"] for row in rows], atol=1e-8)
    np.testing.assert_allclose(found.service_level, [row["SL_20s"] for row in rows], atol=1e-9)
    np.testing.assert_allclose(found.occupancy, [row["occupancy"] for row in rows], atol=1e-9)


def test_check_values_of_the_method():
    found = erlang_c(200, 180, [14, 13], 20)
    np.testing.assert_allclose(found.wait_probability, [0.174132, 0.285270], atol=5e-7)
    np.testing.assert_allclose(found.service_level, [0.888350, 0.795595], atol=5e-7)
    np.testing.assert_allclose(found.average_wait, [7.836, 17.116], atol=5e-4)


def test_the_smallest_crew_that_pyworkforce_skips(published):
    for row in published("erlang_c_wait_and_staffing")["pyworkforce_min_agents_defect"]:
        # its agreement: 5 minutes' calls answered within 20 seconds
        assert agents_required(row["A"] * 12, 300, 20, row["target_SL"]) == row["true_minimum"]


@given(loads, st.floats(0, 600), st.floats(0.02, 0.995))
def test_the_crew_is_the_smallest_one(load, target, level):
    agents = int(agents_required(load * 20, 180, target, level))
    assert erlang_c(load * 20, 180, agents, target).service_level >= level - 1e-9
    if agents - 1 > load:
        assert erlang_c(load * 20, 180, agents - 1, target).service_level < level


@given(loads, st.integers(1, 40), st.floats(0, 600))
def test_more_agents_never_lower_the_service_level(load, spare, target):
    crews = int(load) + spare + np.arange(5)
    levels = erlang_c(load * 20, 180, crews, target).service_level
    assert (np.diff(levels) >= -1e-12).all()


def test_large_systems_stay_finite():
    found = erlang_c(12 * 20_000, 300, [20_010, 20_500, 60_000], 20)
    assert np.isfinite(found.service_level).all()
    assert found.wait_probability[0] > 0.9
    assert found.wait_probability[2] == 0
    assert erlang_b(20_000, 20_000) == pytest.approx(np.sqrt(2 / (np.pi * 20_000)), rel=0.01)


def test_erlang_b_small_systems_by_hand():
    assert erlang_b(1, 1) == pytest.approx(1 / 2)
    assert erlang_b(2, [1, 2]).tolist() == pytest.approx([2 / 3, 2 / 5])
    assert erlang_b(0, 3) == 0


def test_nobody_calls():
    quiet = erlang_c(0, 180, 1, 20)
    assert (quiet.wait_probability, quiet.service_level, quiet.occupancy) == (0, 1, 0)
    assert agents_required([0, 200], 180, 20, 0.8).tolist() == [0, 14]


def test_shrinkage_escapes_the_float_trap():
    assert headcount([21, 42, 84, 161, 168, 175], 0.3).tolist() == [30, 60, 120, 230, 240, 250]


@pytest.mark.parametrize("agents", [10, 9])
def test_overload_has_no_answer_and_says_where_to_look(agents):
    with pytest.raises(ValueError, match=r"^agents: .*overload.*erlang_a"):
        erlang_c(200, 180, agents, 20)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: erlang_c(-1, 180, 14, 20), "rate"),
        (lambda: erlang_c(float("nan"), 180, 14, 20), "rate"),
        (lambda: erlang_c(200, 0, 14, 20), "aht"),
        (lambda: erlang_c(200, 180, 14.5, 20), "agents"),
        (lambda: erlang_c(200, 180, 0, 20), "agents"),
        (lambda: erlang_c(200, 180, 14, -1), "target"),
        (lambda: erlang_c([], 180, 14, 20), "rate"),
        (lambda: agents_required(200, 180, 20, 80), "service_level"),
        (lambda: agents_required(200, 180, 20, 1), "service_level"),
        (lambda: agents_required(200, 180, 20, 0), "service_level"),
        (lambda: agents_required(200, 180, 20, 0.8, max_occupancy=85), "max_occupancy"),
        (lambda: agents_required(200, 180, 20, 0.8, patience=0), "patience"),
        (lambda: agents_required(1e9, 180, 20, 0.8), "rate"),
        (lambda: headcount(10, 30), "shrinkage"),
        (lambda: headcount(10, 1), "shrinkage"),
    ],
)
def test_refuses(call, name):
    with pytest.raises(ValueError, match=f"^{name}:"):
        call()
