"""Every public entry of the engine: a refusal that names the argument and says why, or a finite answer."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest

from scoring import crosscheck, estimates, finance, robustness, staffing, values, weights
from scoring.errors import InputError

NAN, INF = math.nan, math.inf
FUTURES = [[0.2, 0.7, 0.1], [0.9, 0.3, 0.4], [0.5, 0.5, 0.6], [0.1, 0.8, 0.2]]
DRAWN = [[0.5, 0.3, 0.2], [0.1, 0.2, 0.7], [0.4, 0.4, 0.2], [0.2, 0.2, 0.6]]
DAYS = [date(2026, 1, 1), date(2027, 1, 1), date(2028, 1, 1)]
TABLE = staffing.occupancy_table([1.0, 2.0], 300, 20, 0.8, 40.0)

ENTRIES: dict[Callable[..., Any], dict[str, Any]] = {
    estimates.Pert: {"low": 1.0, "likely": 2.0, "high": 4.0},
    estimates.Pert.over: {"minimum": 1.0, "likely": 2.0, "maximum": 4.0},
    estimates.Pert(1.0, 2.0, 4.0).quantile: {"points": [0.2, 0.9]},
    estimates.spread: {"likely": 10.0, "evidence": "C"},
    estimates.standard_error: {"shares": [0.2, 0.8], "futures": 64},
    estimates.replicate_standard_error: {"values": FUTURES},
    estimates.uniforms: {"block": "service", "dimensions": 3, "futures": 16, "seed": 1},
    values.linear: {"x": 1.0, "worst": 0.0, "best": 2.0},
    values.exponential: {"x": 1.0, "worst": 0.0, "best": 2.0, "curve": 1.0},
    values.piecewise: {"x": 1.0, "levels": [0.0, 2.0], "values": [0.0, 100.0]},
    values.target_band: {"x": 1.0, "zero_below": 0.0, "low": 1.0, "high": 2.0, "zero_above": 3.0},
    values.category: {"level": 1.0, "values": [0.0, 40.0, 100.0]},
    values.named_category: {"name": "some", "table": {"none": 0.0, "some": 40.0}},
    weights.rank_order_centroid: {"n": 4},
    weights.rank_weights: {"ranks": [1, 2, 2]},
    weights.swing_weights: {"points": [100, 50, 20]},
    weights.ahp_weights: {"matrix": [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]},
    weights.most_inconsistent_pair: {"matrix": [[1, 2, 4], [0.5, 1, 3], [0.25, 1 / 3, 1]]},
    weights.consensus: {"weights_by_person": [[0.5, 0.5], [0.2, 0.8]]},
    weights.geometric_mean_of: {"persons": [[0.5, 0.5], [0.2, 0.8]]},
    weights.draw_weights: {"weights": [0.5, 0.3, 0.2], "concentration": 50.0, "points": DRAWN},
    weights.draw_ordered_weights: {"ranks": [1, 2, 3], "points": DRAWN},
    weights.draw_any_weights: {"points": DRAWN},
    weights.draw_participants: {"persons": 2, "points": [0.1, 0.9]},
    staffing.offered_load: {"rate": 100.0, "aht": 180.0},
    staffing.erlang_b: {"load": 5.0, "agents": 8},
    staffing.erlang_c: {"rate": 100.0, "aht": 180.0, "agents": 8, "target": 20.0},
    staffing.erlang_a: {"rate": 100.0, "aht": 180.0, "patience": 120.0, "agents": 5, "target": 20.0},
    staffing.agents_required: {"rate": 100.0, "aht": 180.0, "target": 20.0, "service_level": 0.8},
    staffing.capacity_table: {"load": 20.0, "aht": 180.0, "target": 20.0, "service_level": 0.8},
    staffing.headcount: {"agents": 21, "shrinkage": 0.3},
    staffing.weekly_staff: {
        "contacts": [10.0, 0.0, 30.0],
        "aht": 180.0,
        "target": 20.0,
        "service_level": 0.8,
        "shrinkage": 0.3,
        "hours_per_agent": 40.0,
    },
    staffing.chat_handling_time: {"aht": 600.0, "concurrency": 2.0, "slowdown": 1.3},
    staffing.deferred_hours: {"volume": 100.0, "aht": 300.0, "occupancy": 0.85},
    staffing.repeat_factor: {"fcr": 0.7, "fcr_today": 0.6, "come_back": 0.6},
    staffing.split_loss: {"table": TABLE, "work": 20.0, "parts": [0.4, 0.6]},
    finance.npv: {"rate": 0.08, "cashflows": [-100.0, 60.0, 60.0]},
    finance.discount_factors: {"rate": 0.08, "months": 12},
    finance.monthly_rate: {"rate": 0.08},
    finance.annuity_factor: {"rate": 0.08, "periods": 10},
    finance.growing_annuity: {"rate": 0.08, "growth": 0.03, "months": 36},
    finance.pmt: {"rate": 0.01, "periods": 12, "present_value": 1000.0},
    finance.pv: {"rate": 0.01, "periods": 12, "payment": 100.0},
    finance.growth_rate: {"periods": 5, "start": 100.0, "end": 150.0},
    finance.payback_month: {"cashflows": [-100.0, 60.0, 60.0]},
    finance.irr: {"cashflows": [-100.0, 60.0, 60.0]},
    finance.xirr: {"cashflows": [-100.0, 60.0, 60.0], "dates": DAYS},
    finance.xnpv: {"rate": 0.08, "cashflows": [-100.0, 60.0, 60.0], "dates": DAYS},
    robustness.rank_acceptability: {"values": FUTURES},
    robustness.acceptability_under: {"values_by_criterion": FUTURES, "weights": DRAWN},
    robustness.acceptability_under_any_weights: {"values_by_criterion": FUTURES, "futures": 64, "seed": 1},
    robustness.first_shares: {"values": FUTURES},
    robustness.central_weights: {"values": FUTURES, "weights": DRAWN},
    robustness.confidence_factors: {"values_by_criterion": [FUTURES], "central": FUTURES},
    robustness.pairwise_winning: {"values": FUTURES},
    robustness.expected_regret: {"values": FUTURES},
    robustness.max_regret: {"values": FUTURES},
    robustness.dominance: {"values": FUTURES},
    robustness.stochastic_dominance: {"values": FUTURES},
    robustness.evpi: {"values": FUTURES},
    robustness.evppi: {"values": FUTURES, "inputs": DRAWN},
    robustness.flip_points: {"lead": [0.1, -0.2, 0.3, 0.2], "inputs": DRAWN},
    robustness.weight_flip: {"values_by_criterion": FUTURES, "weights": [0.5, 0.3, 0.2], "criterion": 1},
    robustness.smallest_upset: {"values_by_criterion": FUTURES, "weights": [0.5, 0.3, 0.2]},
    crosscheck.weighted_sum: {"matrix": FUTURES, "weights": [0.5, 0.3, 0.2]},
    crosscheck.topsis: {"matrix": FUTURES, "weights": [0.5, 0.3, 0.2], "maximise": [True, True, False]},
    crosscheck.promethee_ii: {
        "matrix": FUTURES,
        "weights": [0.5, 0.3, 0.2],
        "preference": "linear",
        "q": 0.1,
        "p": 0.3,
    },
    crosscheck.kendall_tau: {"first": [1, 2, 3], "second": [1, 3, 2]},
}
NEVER = (NAN, INF, -INF, [], "much", None, [[1.0], [1.0, 2.0]], [NAN, 1.0], True)
"""What no argument may turn into an answer that is not a number."""
EDGES = (-1.0, 0.0, 1.0, 87.0, 0.87, 1e300, -1e300, 1e-300, [0.0, 0.0, 0.0], [1.0], [[1.0]], [[0.5, 0.5]])
"""Seconds for minutes, percent for shares, one option, one criterion, all equal, weights of nothing."""


def names(entry: Callable[..., Any]) -> str:
    return f"{getattr(entry, '__module__', '')}.{getattr(entry, '__qualname__', '')}"


def is_finite(answer: Any) -> bool:
    if is_dataclass(answer) and not isinstance(answer, type):
        return all(is_finite(getattr(answer, f.name)) for f in fields(answer) if f.name not in BOUNDS)
    if isinstance(answer, list | tuple):
        return all(map(is_finite, answer))
    return answer is None or bool(np.isfinite(np.asarray(answer, dtype=float)).all())


BOUNDS = ("floor", "ceiling")


@pytest.mark.parametrize("entry", ENTRIES, ids=names)
def test_a_proper_call_is_answered(entry: Callable[..., Any]) -> None:
    assert is_finite(entry(**ENTRIES[entry]))


CALLS = [(entry, name) for entry, given in ENTRIES.items() for name in given]


@pytest.mark.parametrize(("entry", "name"), CALLS, ids=lambda x: x if isinstance(x, str) else names(x))
@pytest.mark.filterwarnings("error")
def test_a_bad_argument_is_refused_by_name_or_answered_with_a_finite_number(
    entry: Callable[..., Any], name: str
) -> None:
    for bad in (*NEVER, *EDGES):
        try:
            answer = entry(**{**ENTRIES[entry], name: bad})
        except InputError as error:
            refused = error
        else:
            assert is_finite(answer), bad
            assert not _is_nonsense(bad) or (names(entry), name, bad) in FINE, f"{name}={bad!r}: {answer!r}"
            continue
        # a week's contacts are refused as the rate that they come to
        assert refused.argument in (*ENTRIES[entry], "rate"), (bad, str(refused))
        assert len(refused.reason) > 8


FINE = {
    ("scoring.estimates.futures.uniforms", "block", "much"),  # a name like any other
    ("scoring.crosscheck.distance.topsis", "maximise", None),  # more is better everywhere
}


def _is_nonsense(value: Any) -> bool:
    """NaN and infinities are never worth an answer, nor is nothing at all."""
    try:
        number = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return True
    return number.size == 0 or not np.isfinite(number).all()


def test_percent_and_seconds_in_the_wrong_unit_are_named() -> None:
    for call, words in (
        (lambda: staffing.headcount(21, 30), "shrinkage: must be a share"),
        (lambda: staffing.agents_required(100, 180, 20, 80), "service_level: must be a share"),
        (lambda: staffing.repeat_factor(70, 0.6), "fcr: must be a share"),
        (lambda: finance.npv(8, [-100, 60]), "rate: must be a share"),
        (lambda: staffing.erlang_c(100, 180 * 60, 8, 20), "agents: must exceed the offered load"),
        (lambda: estimates.Pert(4, 2, 1), "low: must not be above likely"),
        (lambda: crosscheck.topsis(FUTURES, [0, 0, 0]), "weights: must not all be 0"),
        (lambda: robustness.rank_acceptability([]), "values"),
    ):
        with pytest.raises(InputError, match="^" + words.replace("(", r"\(")):
            call()


def test_weights_that_do_not_sum_to_one_are_scaled() -> None:
    once, twice = ([0.5, 0.3, 0.2], [5, 3, 2])
    assert np.array_equal(crosscheck.weighted_sum(FUTURES, once), crosscheck.weighted_sum(FUTURES, twice))
    assert robustness.weight_flip(FUTURES, once, 0) == robustness.weight_flip(FUTURES, twice, 0)


@pytest.mark.parametrize("options", [1, 2, 5])
def test_all_equal_one_option_one_criterion(options: int) -> None:
    equal = np.full((8, options), 3.0)
    assert np.allclose(robustness.rank_acceptability(equal), 1 / options)
    assert robustness.evpi(equal) == 0
    assert not robustness.dominance(equal).any()
    assert np.allclose(crosscheck.topsis(equal[:, :1].T, [1.0] * 8), 0.5)
    assert json.dumps(crosscheck.promethee_ii(equal.T, [1.0] * 8).net.tolist(), allow_nan=False)
