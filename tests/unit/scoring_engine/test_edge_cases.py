"""Ties, one option, no vendor, all unknown, zero volume, 24×7, one language, 100 options."""

import json
import math
import tracemalloc
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring import Case, Decision, decide
from scoring.case import (
    SCHEMA,
    Allocation,
    Customers,
    Estimate,
    Improvement,
    LanguageShare,
    Option,
    PersonWeights,
    Provider,
    Readiness,
    Service,
    Stream,
    TrainingOnly,
    Weights,
)
from scoring.criteria import FACTORS

FEW = 128
EQUAL = dict.fromkeys(FACTORS, 1 / 6)


def _finite(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    if isinstance(value, list):
        return all(map(_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _decide(case: Case, futures: int = FEW) -> Decision:
    """Every number finite, without a warning of NumPy on the way."""
    with np.errstate(all="raise", under="ignore"):
        decision = decide(case, futures=futures)
    assert _finite(json.loads(json.dumps(decision.to_dict())))
    for option in decision.options:
        assert sum(option.rank_acceptability) == pytest.approx(1)
    return decision


@pytest.fixture
def nothing_known() -> Case:
    """A new assessment in which nobody answered anything."""
    everything = (Allocation(stream_id="calls", provider_id="vendor", share=1.0),)
    own = (Allocation(stream_id="calls", provider_id="centre", share=1.0),)
    return Case(
        schema=SCHEMA,
        id="new",
        client="Somebody",
        title="Nothing is known",
        currency="USD",
        as_of="2026-01-01",
        service=Service(country_iso3="USA", streams=(Stream(id="calls", name="Calls"),)),
        customers=Customers(),
        readiness=Readiness(),
        providers=(
            Provider(id="vendor", name="Vendor", kind="vendor", country_iso3="PHL"),
            Provider(id="centre", name="Centre", kind="captive", country_iso3="ROU"),
        ),
        options=(
            Option(id="out", name="Out", model="offshore", allocations=everything),
            Option(id="own", name="Own", model="captive", allocations=own),
            Option(id="better", name="Better", model="improve", improvement=Improvement()),
            Option(id="trainer", name="Trainer", model="training_only", training=TrainingOnly()),
        ),
        weights=Weights(factors=EQUAL, criteria={}),
    )


def test_all_unknown_decides_with_wide_ranges_and_says_what_to_ask(nothing_known: Case) -> None:
    decision = _decide(nothing_known, 512)
    assert not decision.verdict.clear_winner
    assert any("not known" in warning for warning in decision.warnings)
    out = next(o for o in decision.options if o.option_id == "out")
    assert {g.state for g in out.gates} <= {"pass", "open", "fail", "not_applicable"}
    assert sum(g.state == "open" for g in out.gates) >= 10
    assert decision.find_out[0].evppi_points > 0
    assert all(used.low <= used.likely <= used.high for used in decision.inputs)


def test_no_vendor_is_nothing_to_sign(retailer: Case) -> None:
    inside = tuple(o for o in retailer.options if not o.allocations)
    verdict = _decide(replace(retailer, options=inside)).verdict
    assert (verdict.kind, verdict.rule, verdict.option_id) == ("no_go", "V6", None)
    assert verdict.conditions == ()


def test_staying_is_always_an_option(retailer: Case) -> None:
    decision = _decide(replace(retailer, options=()))
    assert [o.model for o in decision.options] == ["stay"]
    assert decision.verdict.clear_winner
    assert decision.options[0].money.saving.mean == 0


def test_zero_volume_moves_nothing(retailer: Case) -> None:
    none = Estimate.constant(0.0)
    streams = tuple(replace(s, contacts_per_month=none) for s in retailer.service.streams)
    decision = _decide(replace(retailer, service=replace(retailer.service, streams=streams)))
    assert decision.verdict.rule == "V6"
    assert any("No contacts" in warning for warning in decision.warnings)
    assert all(o.money.cost_per_resolved_contact.mean == 0 for o in decision.options)


def test_a_service_without_streams_can_be_looked_at(retailer: Case) -> None:
    bare = replace(retailer.service, streams=())
    options = tuple(replace(o, allocations=()) for o in retailer.options)
    assert _decide(replace(retailer, service=bare, options=options)).verdict.rule == "V6"


@pytest.mark.parametrize("hours", [168.0, 40.0, None])
def test_any_opening_hours_will_do(retailer: Case, hours: float | None) -> None:
    _decide(replace(retailer, service=replace(retailer.service, hours_per_week=hours)))


def test_one_language(retailer: Case) -> None:
    only = (LanguageShare(code="en", share=1.0),)
    _decide(replace(retailer, service=replace(retailer.service, languages=only)))


def test_equal_options_share_their_ranks(retailer: Case) -> None:
    model = next(o for o in retailer.options if o.id == "onshore_bpo")
    stay = next(o for o in retailer.options if o.model == "stay")
    twins = tuple(replace(model, id=f"twin_{n}") for n in range(3))
    decision = _decide(replace(retailer, options=(stay, *twins)))
    same = [o for o in decision.options if o.option_id.startswith("twin")]
    assert len({o.p_best.share for o in same}) == len({o.value for o in same}) == 1
    assert not decision.verdict.clear_winner or decision.verdict.best_option_id == "stay"


def test_a_hundred_options(retailer: Case) -> None:
    model = next(o for o in retailer.options if o.id == "nearshore_colombia")
    many = tuple(replace(model, id=f"option_{n:03}") for n in range(100))
    decision = _decide(replace(retailer, options=many), 64)
    assert len(decision.options) == 101


@pytest.mark.parametrize("factors", [{"cost": 1.0}, {"trust": 1.0}, {"cost": 0.5, "legal": 0.5}])
def test_weights_of_nought(retailer: Case, factors: dict[str, float]) -> None:
    decision = _decide(replace(retailer, weights=Weights(factors=factors, criteria={})))
    assert (decision.money_per_point is None) == ("cost" not in factors)


def test_only_the_order_of_the_weights_is_known(retailer: Case) -> None:
    _decide(replace(retailer, weights=replace(retailer.weights, concentration=None)))


def test_several_people_with_their_consensus(retailer: Case) -> None:
    people = (
        PersonWeights(name="Ana", factors=retailer.weights.factors),
        PersonWeights(name="Tom", factors={"cost": 1.0}),
    )
    decision = _decide(replace(retailer, weights=replace(retailer.weights, people=people)))
    assert decision.consensus is not None
    assert 0 < decision.consensus < 1
    assert any("By the weights of" in warning for warning in decision.warnings)


@pytest.mark.parametrize("months", [1, 7, 60])
def test_short_and_long_horizons(retailer: Case, months: int) -> None:
    method = replace(retailer.method, horizon_months=months)
    assert len(_decide(replace(retailer, method=method)).options[0].money.cumulative_saving) == months


def test_work_shared_by_two_vendors_and_improved_at_home(retailer: Case) -> None:
    shares = tuple(
        Allocation(stream_id=s.id, provider_id=p, share=0.3)
        for s in retailer.service.streams
        for p in ("onshore_bpo", "nearshore_colombia")
    )
    mix = Option(id="mix", name="Mix", model="mix", allocations=shares, improvement=Improvement())
    decision = _decide(replace(retailer, options=(*retailer.options, mix)))
    found = next(o for o in decision.options if o.option_id == "mix")
    assert found.moved_share == pytest.approx(0.6)
    assert found.providers == ("nearshore_colombia", "onshore_bpo")
    assert found.money.break_even_price is None


def test_one_decision_needs_less_than_100_megabytes(retailer: Case) -> None:
    decide(retailer, futures=FEW)
    tracemalloc.start()
    decide(retailer, futures=8192)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100e6


@pytest.mark.parametrize(("futures", "seed"), [(10, 1), (0, 1), (1024, -1), (1.5, 1)])
def test_futures_and_seeds_that_make_no_sense_are_refused(retailer: Case, futures: Any, seed: int) -> None:
    with pytest.raises(ValueError, match=r"futures|seed"):
        decide(retailer, futures=futures, seed=seed)
