"""Flip points, tornado and the price to reach are what the full evaluation says at that point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scoring import Case, Decision, decide
from scoring.case import Estimate, case_inputs

FEW = 512


def _constant(case: Case) -> Case:
    """The case with every answer known for certain, so that one evaluation is all there is."""
    plain = case.to_dict()
    for item in case_inputs(case):
        holder = plain
        *way, last = item.path.split(".")
        for word in way:
            holder = next(x for x in holder if x["id"] == word) if isinstance(holder, list) else holder[word]
        low, high = item.quantity.plausible or (0.0, 1.0)
        likely = item.estimate.likely if item.estimate.likely is not None else (low + high) / 2
        holder[last] = {"low": likely, "likely": likely, "high": likely, "evidence": "A", "source": ""}
    return Case.from_dict(plain)


def _at_price(case: Case, price: Estimate) -> Case:
    providers = tuple(
        replace(p, offer=replace(p.offer, price=price)) if p.id == "nearshore_colombia" and p.offer else p
        for p in case.providers
    )
    return replace(case, providers=providers)


def test_at_the_break_even_price_the_mean_net_benefit_is_the_hurdle(retailer: Case) -> None:
    sure = _at_price(retailer, Estimate.constant(17.5))
    option = next(o for o in decide(sure, futures=FEW).options if o.option_id == "nearshore_colombia")
    price = option.money.break_even_price
    assert price is not None
    there = decide(_at_price(retailer, Estimate.constant(price)), futures=FEW)
    money = next(o for o in there.options if o.option_id == "nearshore_colombia").money
    assert money.net_benefit.mean == pytest.approx(money.hurdle, rel=1e-6)


def test_beyond_a_flip_point_another_option_leads(retailer: Case) -> None:
    sure = _constant(retailer)
    spread = Estimate(low=15.0, likely=17.5, high=20.0, evidence="C")
    decision = decide(_at_price(sure, spread), futures=FEW)
    flip = next(f for f in decision.flips if f.path.endswith("offer.price") and f.what != "saving")
    step = 1.0 if flip.direction == "above" else -0.2
    before, after = (
        decide(_at_price(sure, Estimate.constant(flip.flips_at + d)), futures=FEW).verdict.option_id
        for d in (-step, step)
    )
    assert (before, after) == (flip.from_option_id, flip.to_option_id)


def test_the_tornado_is_the_net_benefit_with_one_input_moved(retailer: Case) -> None:
    sure = _constant(retailer)
    spread = Estimate(low=15.0, likely=17.5, high=20.0, evidence="C")
    bar = next(
        b for b in decide(_at_price(sure, spread), futures=FEW).tornado if b.path.endswith("offer.price")
    )
    assert (bar.low_input, bar.high_input) == (15.0, 20.0)
    for price, expected in ((15.0, bar.at_low), (20.0, bar.at_high)):
        found = decide(_at_price(sure, Estimate.constant(price)), futures=64)
        money = next(o for o in found.options if o.option_id == "nearshore_colombia").money
        assert money.net_benefit.mean == pytest.approx(expected, rel=1e-9)


def test_no_spread_gives_one_answer_and_nothing_to_find_out(retailer: Case) -> None:
    case = _constant(retailer)
    case = replace(case, weights=replace(case.weights, concentration=1e9))
    decision = decide(case, futures=64)
    for option in decision.options:
        assert option.money.present_cost.low == option.money.present_cost.high
        assert option.p_saves.share in (0.0, 1.0)
    asked = {item.path for item in case_inputs(case)}
    assert not asked & {f.path for f in decision.find_out}
    assert decision.tornado == ()


def test_everything_is_explained(decision_of: Callable[[str], Decision]) -> None:
    """Every criterion and money line names inputs of the assumptions table, or needs none."""
    decision = decision_of("case1_online_retailer")
    known = {used.path for used in decision.inputs}
    for option in decision.options:
        assert [f.factor for f in option.factors] == list(dict.fromkeys(c.factor for c in option.criteria))
        assert sum(f.points for f in option.factors) == pytest.approx(option.value.mean)
        assert sum(c.weight for c in option.criteria) == pytest.approx(1)
        for criterion in option.criteria:
            assert criterion.explanation
            assert set(criterion.inputs) <= known, criterion.id
        for line in option.money.lines:
            assert line.formula
            assert set(line.inputs) <= known, line.id
        total = sum(line.present_value.mean for line in option.money.lines if line.group != "customers")
        assert total == pytest.approx(option.money.present_cost.mean)


def test_find_out_is_ranked_and_within_perfect_information(decision_of: Callable[[str], Decision]) -> None:
    decision = decision_of("case3_saas_webhost")
    worth = [f.evppi_points for f in decision.find_out]
    assert worth == sorted(worth, reverse=True)
    assert 0 < worth[0] <= decision.evpi_points
    assert decision.money_per_point is not None
    assert decision.find_out[0].evppi_money == pytest.approx(worth[0] * decision.money_per_point)
    assert all("?" in f.question for f in decision.find_out)
