"""A quick look says what the whole decision says, also under other weights; the least break is a break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from scoring import Case, decide
from scoring.breaking import MOST_PLAUSIBLE, _margins, break_verdict
from scoring.case import Estimate
from scoring.draws import model_inputs
from scoring.glance import Prepared, glance, prepare, reweighed

NAMES = ("case1_online_retailer", "case2_health_insurer", "case3_saas_webhost")
FEW = 256


@pytest.mark.parametrize("name", NAMES)
def test_a_glance_has_the_numbers_of_the_decision(case_of: Callable[[str], Case], name: str) -> None:
    case = case_of(name)
    whole, quick = decide(case, FEW), glance(prepare(case, FEW))
    assert (quick.verdict, quick.leading) == (whole.verdict.kind, whole.verdict.option_id)
    assert [o.option_id for o in quick.options] == [o.option_id for o in whole.options]
    for mine, full in zip(quick.options, whole.options, strict=True):
        assert mine.value.mean == full.value.mean
        assert mine.saving == full.money.saving.mean
        assert (mine.p_saves, mine.p_value_above_in_house) == (full.p_saves, full.p_value_above_in_house)
        assert mine.p_best.share == pytest.approx(full.p_best.share)


def test_moved_weights_give_what_the_case_with_these_weights_gives(retailer: Case) -> None:
    factors = {"cost": 60.0, "quality": 20.0, "language": 5.0, "trust": 5.0, "legal": 5.0, "reputation": 5.0}
    moved = glance(reweighed(prepare(retailer, FEW), factors))
    terms = replace(retailer.weights, factors={f: w / 100 for f, w in factors.items()}, people=())
    again = glance(prepare(replace(retailer, weights=terms), FEW))
    assert moved == again


@pytest.mark.parametrize("factors", [{}, {"cost": 0.0}, {"cost": 1.0, "trust": -0.1}, {"cost": float("nan")}])
def test_weights_that_are_none_are_refused(retailer: Case, factors: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="factors"):
        reweighed(prepare(retailer, 64), factors)


@pytest.mark.parametrize("futures", [0, 63, 2_000_000])
def test_too_few_or_too_many_futures_are_refused(retailer: Case, futures: int) -> None:
    with pytest.raises(ValueError, match="futures"):
        prepare(retailer, futures)


@pytest.mark.parametrize("name", NAMES)
def test_the_break_turns_the_verdict_and_less_does_not(case_of: Callable[[str], Case], name: str) -> None:
    case = case_of(name)
    start, found = glance(prepare(case, 512)), break_verdict(case, 512)
    assert found is not None
    assert found.before == start.verdict != found.after
    assert verdict_with(case, {s.path: s.turns_out for s in found.surprises}) == found.after
    halfway = {s.path: (s.current + s.turns_out) / 2 for s in found.surprises}
    assert verdict_with(case, halfway) == start.verdict


@pytest.mark.parametrize("name", NAMES)
def test_no_surprise_is_far_fetched(case_of: Callable[[str], Case], name: str) -> None:
    found = break_verdict(case_of(name), 512)
    assert found is not None
    assert 1 <= len(found.surprises) <= 4
    assert all(surprise.chance >= ndtr(-MOST_PLAUSIBLE) - 1e-9 for surprise in found.surprises)
    product = 1.0
    for surprise in found.surprises:
        product *= surprise.chance
    assert found.chance == pytest.approx(product)


def test_where_nothing_leaves_the_team_nothing_breaks(retailer: Case) -> None:
    alone = replace(retailer, options=tuple(o for o in retailer.options if not o.allocations))
    assert break_verdict(alone, 128) is None


def test_a_gate_that_bars_the_way_is_not_broken_by_numbers(retailer: Case) -> None:
    stuck = replace(
        retailer, readiness=replace(retailer.readiness, service_owner="", service_owner_named=False)
    )
    assert_barred(glance(prepare(stuck, 128)).verdict, stuck)


def assert_barred(verdict: str, case: Case) -> None:
    assert verdict == "no_go"
    assert break_verdict(case, 128) is None


def verdict_with(case: Case, values: dict[str, float]) -> str:
    inputs = model_inputs(case)
    known = {path: replace(inputs[path], estimate=Estimate.constant(value)) for path, value in values.items()}
    prepared: Prepared = prepare(case, 512, known=known)
    return glance(prepared).verdict


def test_a_go_rests_on_being_best_too(retailer: Case) -> None:
    """Only a go needs a lead over the other options; every verdict needs a saving and more than staying."""
    prepared = prepare(retailer, futures=64)
    start = glance(prepared)
    lead = next(e for e in prepared.entries if e.option.id == start.leading)
    others = [
        e.total
        for e in prepared.entries
        if e.option.id != start.leading and not any(g.state == "fail" for g in prepared.gates[e.option.id])
    ]
    margins = _margins(prepared, replace(start, verdict="go"))
    assert len(margins) == 3
    assert (margins[0] == lead.money.net_benefit - lead.money.hurdle).all()
    assert (margins[2] == lead.total - np.max(others, axis=0)).all()
    assert len(_margins(prepared, replace(start, verdict="no_go"))) == 2
