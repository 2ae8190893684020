"""Exactly on the edge of a rule: the figure itself still counts, the next one beyond it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring import Case, decide
from scoring.case import Certification, Estimate, Provider, canonical, problems
from scoring.case.labels import model_label
from scoring.costs import money_of
from scoring.costs.crews import Crews, crew_growth, crew_table, peak_share
from scoring.costs.demand import demand_of
from scoring.draws import SampledNumbers, model_inputs
from scoring.draws.assurance import security_assurance
from scoring.engine.money import price_for_chance
from scoring.engine.what_if import REACH, WhatIf, _grid
from scoring.estimates import replicate_standard_error, standard_error
from scoring.finance import irr
from scoring.gates import gates_of
from scoring.robustness import weight_flip
from scoring.verdict import clear_winner
from scoring.weights import swing_weights

KNOWN = Estimate.constant


def _replaced(case: Case, where: str, **changes: Any) -> Case:
    """The case with fields of its service, method, first option, provider, offer or stream changed."""
    if where in ("service", "method", "weights"):
        return replace(case, **{where: replace(getattr(case, where), **changes)})
    if where == "stream":
        first, *rest = case.service.streams
        return _replaced(case, "service", streams=(replace(first, **changes), *rest))
    if where == "option":
        first, *rest = case.options
        return replace(case, options=(replace(first, **changes), *rest))
    vendor = next(p for p in case.providers if p.offer)
    changed = (
        replace(vendor, offer=replace(vendor.offer, **changes))
        if where == "offer"
        else replace(vendor, **changes)
    )
    return replace(case, providers=tuple(changed if p is vendor else p for p in case.providers))


LIMITS = [
    ("service", "hours_per_week", 0, 168, 169),
    ("service", "paid_hours_per_fte_year", 1, 8784, 8785),
    ("service", "service_level_target_seconds", 0, 86_400, 86_401),
    ("stream", "complexity_1_to_5", 1, 5, 6),
    ("stream", "documentation_1_to_5", 1, 5, 6),
    ("stream", "sensitivity_1_to_5", 1, 5, 6),
    ("stream", "face_to_face_share", 0, 1, 1.01),
    ("stream", "concurrency", 1, 20, 21),
    ("option", "start_month", 0, 35, 36),
    ("option", "transfer_month", 1, 120, 121),
    ("offer", "currency_volatility_per_year", 0, 1, 1.01),
    ("offer", "notice_days", 0, 3650, 3651),
    ("offer", "exit_fee_months", 0, 60, 61),
    ("method", "horizon_months", 1, 120, 121),
    ("method", "discount_rate_per_year", -0.5, 1, 1.01),
    ("method", "hurdle_share_of_personnel_cost", 0, 1, 1.01),
    ("method", "repeat_contact_chance", 0, 1, 1.01),
    ("method", "quality_tolerance", 0, 1, 1.01),
    ("method", "go_probability_saving", 0, 1, 1.01),
    ("method", "no_go_probability", 0, 1, 1.01),
    ("method", "clear_lead_points", 0, 100, 101),
    ("method", "hurdle_amount", 0, 1e15, 2e15),
]


@pytest.mark.parametrize(("where", "name", "low", "high", "beyond"), LIMITS)
def test_the_ends_of_what_is_allowed(
    retailer: Case, where: str, name: str, low: float, high: float, beyond: float
) -> None:
    for allowed in (low, high):
        assert problems(_replaced(retailer, where, **{name: allowed})) == ()
    assert any(name in fault for fault in problems(_replaced(retailer, where, **{name: beyond})))
    below = low - (beyond - high)
    assert any(name in fault for fault in problems(_replaced(retailer, where, **{name: below})))


def test_figures_on_their_bounds_are_read_and_those_beyond_are_not(retailer: Case) -> None:
    plain = retailer.to_dict()
    plain["service"]["satisfaction"] = {"low": 0.0, "likely": 0.5, "high": 1.0, "evidence": "C", "source": ""}
    assert Case.from_dict(plain).service.satisfaction.high == 1.0
    for low, high, word in ((-0.1, 1.0, "below 0"), (0.0, 1.1, "above 1")):
        plain["service"]["satisfaction"] |= {"low": low, "high": high}
        with pytest.raises(ValueError, match=f"service.satisfaction: .* {word}"):
            Case.from_dict(plain)


def test_a_figure_without_an_upper_bound_has_its_lower_one(retailer: Case) -> None:
    plain = retailer.to_dict()
    known = {"low": -1.0, "likely": 20.0, "high": 30.0, "evidence": "C", "source": ""}
    plain["service"]["agent_wage_per_hour"] = known
    with pytest.raises(ValueError, match=r"service.agent_wage_per_hour: -1.0 is below 0"):
        Case.from_dict(plain)


def test_one_end_beyond_its_bound_is_enough_to_refuse(retailer: Case) -> None:
    low = Estimate(low=-0.1, likely=0.2, high=0.3, evidence="C")
    high = Estimate(low=0.5, likely=0.6, high=1.2, evidence="C")
    for field, estimate, words in (("turnover_per_year", low, "below 0"), ("satisfaction", high, "above 1")):
        (fault,) = problems(_replaced(retailer, "provider", **{field: estimate}))
        assert field in fault
        assert words in fault


def test_a_field_without_default_must_be_there_and_others_need_not(retailer: Case) -> None:
    plain = retailer.to_dict()
    del plain["service"]["streams"][0]["name"]
    with pytest.raises(ValueError, match=r"streams\[0\].name: missing"):
        Case.from_dict(plain)
    plain = retailer.to_dict()
    del plain["service"]["streams"][0]["concurrency"], plain["service"]["cost_lines"]
    assert Case.from_dict(plain).service.cost_lines == ()


@pytest.mark.parametrize(
    ("expires", "level"),
    [("2026-11-20", 3.0), ("2026-11-21", 3.0), (None, 3.0), ("2026-11-19", 2.0)],
)
def test_a_report_counts_on_the_day_it_runs_out(expires: str | None, level: float) -> None:
    report = Certification(name="PCI DSS", covers_site_and_scope=True, expires=expires)
    site = Provider(id="v", name="V", kind="vendor", country_iso3="COL", certifications=(report,))
    assert security_assurance(site, "2026-11-20") == level


def test_unknown_answers_run_over_their_whole_scale(retailer: Case) -> None:
    bare = _replaced(retailer, "stream", complexity_1_to_5=None)
    place = replace(retailer.countries[0], rule_of_law_percentile=None)
    here = next(p for p in retailer.providers if p.country_iso3 == place.iso3)
    inputs = model_inputs(replace(bare, countries=(place,)))
    hard = inputs[f"service.streams.{bare.service.streams[0].id}.complexity_1_to_5"]
    law = inputs[f"providers.{here.id}.rule_of_law"]
    assert (hard.quantity.minimum, hard.quantity.maximum, hard.quantity.plausible) == (1, 5, (1, 5))
    assert (law.quantity.maximum, law.quantity.plausible) == (100, (10, 95))
    assert inputs["service.streams." + bare.service.streams[0].id + ".brand_critical"].quantity.plausible == (
        0,
        1,
    )


def _gate(case: Case, gate: str, option_id: str = "nearshore_colombia") -> tuple[str, float]:
    case = canonical(case)
    numbers = SampledNumbers(model_inputs(case), 64, 1)
    option = next(o for o in case.options if o.id == option_id)
    money = money_of(case, option, demand_of(case, numbers), numbers)
    found = {g.gate: g.state for g in gates_of(case, option, money, numbers)}
    return found[gate], float(money.released_fte.mean())


def _vendor(case: Case, **changes: Any) -> Case:
    return replace(
        case,
        providers=tuple(replace(p, **changes) if p.id == "nearshore_colombia" else p for p in case.providers),
    )


def test_gates_on_their_thresholds(retailer: Case) -> None:
    def speaks(share: float) -> Case:
        return _vendor(retailer, languages=(), agents_at_language_level_share=KNOWN(share))

    assert _gate(speaks(0.95), "K05")[0] == "pass"
    assert _gate(speaks(0.949), "K05")[0] == "open"
    assert _gate(_vendor(retailer, references_verified=2), "K09")[0] == "pass"
    assert _gate(_vendor(retailer, references_verified=1), "K09")[0] == "open"
    today = float(retailer.service.satisfaction.likely or 0)
    sure = _replaced(retailer, "service", satisfaction=KNOWN(today), first_contact_resolution=KNOWN(0.7))
    for short, state in ((0.0199, "pass"), (0.0201, "fail")):
        vendor = {"satisfaction": KNOWN(today - short), "first_contact_resolution": KNOWN(0.7)}
        assert _gate(_vendor(sure, **vendor), "K04")[0] == state


@pytest.mark.parametrize(("share", "state"), [(0.101, "pass"), (0.12, "pass"), (0.099, "open")])
def test_a_nucleus_is_a_tenth_of_those_set_free(retailer: Case, share: float, state: str) -> None:
    _, released = _gate(retailer, "K12")
    offer = next(p.offer for p in retailer.providers if p.id == "nearshore_colombia")
    assert offer
    granted = replace(offer, termination_for_convenience=True, returns_data_and_knowledge=True)
    ready = replace(retailer.readiness, nucleus_agents_kept=share * released)
    assert _gate(replace(_vendor(retailer, offer=granted), readiness=ready), "K12")[0] == state


@pytest.mark.parametrize(("reviewed", "state"), [("2025-11-02", "pass"), ("2025-10-30", "open")])
def test_a_plan_is_reviewed_within_its_months(retailer: Case, reviewed: str, state: str) -> None:
    ready = replace(retailer.readiness, contingency_plan_reviewed=reviewed, contingency_review_months=12)
    assert _gate(replace(retailer, as_of="2026-11-01", readiness=ready), "K13")[0] == state


def test_a_flip_is_looked_for_three_widths_beyond(retailer: Case) -> None:
    inputs = model_inputs(canonical(retailer))
    item = next(i for i in inputs.values() if i.quantity.unit == "money" and not i.pert().is_constant)
    grid, pert = _grid(item), item.pert()
    width = pert.high - pert.low
    assert REACH == 3.0
    assert (grid[0], grid[1]) == (pert.low, pert.high)
    assert grid.max() == pytest.approx(pert.high + 3 * width)
    assert grid[2:].min() == pytest.approx(max(0.0, pert.low - 3 * width))


def test_sway_is_the_most_by_which_two_options_move_apart() -> None:
    value = np.array([[50.0, 52.0, 47.0], [40.0, 41.0, 40.0], [30.0, 30.0, 39.0]])
    rows = WhatIf(("a",), {"a": np.zeros(2)}, {"a": slice(1, 3)}, value, value, value)
    assert rows.sway("a", [0, 1]) == 3.0
    assert rows.sway("a", [0, 1, 2]) == 12.0
    assert rows.sway("a", [1]) == 0.0


def test_at_the_price_for_a_chance_the_saving_has_that_chance(retailer: Case) -> None:
    case = canonical(retailer)
    numbers = SampledNumbers(model_inputs(case), 1024, 1)
    option = next(o for o in case.options if o.id == "nearshore_colombia")
    money = money_of(case, option, demand_of(case, numbers), numbers)
    price = price_for_chance(money, numbers, 0.7)
    assert price is not None
    times = price / float(numbers("providers.nearshore_colombia.offer.price").mean())
    saves = money.net_benefit - (times - 1) * money.priced > money.hurdle
    assert saves.mean() == pytest.approx(0.7, abs=2 / 1024)


def test_two_options_are_enough_for_flips_and_an_upset(retailer: Case) -> None:
    """A cheap vendor against staying: cost and language pull in opposite directions."""
    options = tuple(o for o in retailer.options if o.model == "stay" or o.id == "onshore_bpo")
    decision = decide(replace(retailer, options=options), futures=64)
    passing = [o for o in decision.options if not any(g.state == "fail" for g in o.gates)]
    assert len(passing) == 2
    assert decision.smallest_upset is not None
    assert any(flip.kind == "weight" for flip in decision.flips)
    assert {c.method for c in decision.crosschecks} == {"TOPSIS", "PROMETHEE II"}


def test_cross_checks_agree_on_a_winner_that_wins_everything(retailer: Case) -> None:
    decision = decide(retailer, futures=64)
    best = decision.verdict.best_option_id
    for check in decision.crosschecks:
        assert check.agrees_on_winner == (check.order[0] == best)


@pytest.mark.parametrize(("futures", "rough"), [(1024, False), (1016, True)])
def test_few_futures_are_remarked(retailer: Case, futures: int, rough: bool) -> None:
    warnings = decide(retailer, futures=futures).warnings
    assert any("shares are rough" in w for w in warnings) == rough


def _week(case: Case, factory: Callable[[int], float]) -> Case:
    profile = tuple(factory(n) for n in range(336))
    streams = tuple(replace(s, arrival_profile=profile) for s in case.service.streams)
    sized = _replaced(
        case, "service", streams=streams, service_level=KNOWN(0.8), service_level_target_seconds=20.0
    )
    return _replaced(sized, "service", hours_per_week=60.0)


def test_a_measured_week_sizes_the_crews_half_hour_by_half_hour(retailer: Case) -> None:
    """Even over the hours that it is open, it is what those opening hours alone would give."""
    unmeasured = tuple(replace(s, arrival_profile=()) for s in retailer.service.streams)
    for open_hours in (168, 60):
        measured = _week(retailer, lambda n, last=2 * open_hours: float(n < last))  # type: ignore[misc]
        told = _replaced(measured, "service", streams=unmeasured, hours_per_week=float(open_hours))
        by_week, by_hours = crew_table(measured), crew_table(told)
        assert by_week is not None and by_hours is not None
        assert by_week.agent_hours == pytest.approx(by_hours.agent_hours)
        assert (by_week.agent_hours > by_week.work).all()
    rush = crew_table(_week(retailer, lambda n: 1.0 if n % 48 < 4 else 0.01))
    assert rush is not None
    assert rush.agent_hours[-1] != pytest.approx(by_hours.agent_hours[-1])


def test_a_split_queue_needs_more_time_and_a_whole_one_none(retailer: Case) -> None:
    table = crew_table(_week(retailer, lambda n: 1.0))
    assert table is not None
    hours = np.array([20.0, 200.0, 0.0])
    assert (crew_growth(table, hours, 1.0, 1.0) == 1).all()
    assert (crew_growth(table, hours, 0.0, 1.0) == 1).all()
    assert (crew_growth(table, hours, 0.5, 0.0) == 1).all()
    half, fifth = crew_growth(table, hours, 0.5, 1.0), crew_growth(table, hours, 0.2, 1.0)
    expected = table.hours(0.5 * hours[:2]) / (0.5 * table.hours(hours[:2]))
    assert half[:2] == pytest.approx(expected)
    assert half[2] == 1.0
    assert fifth[0] > half[0] > half[1] > 1
    assert crew_growth(table, hours, 0.5, 0.3) == pytest.approx(1 + 0.3 * (half - 1))
    streams = [replace(retailer.service.streams[0], channels=("phone",))]
    kept = Crews(table, streams, hours[None, :])
    for _ in range(2):
        assert (kept.growth(np.array([[0.5]])) == half).all()


def test_more_callers_than_planned_wait_longer(retailer: Case) -> None:
    sized = _week(retailer, lambda n: 1.0)
    share = peak_share(sized)
    assert share is not None and 0.3 < share < 1
    for missing in ({"hours_per_week": None}, {"service_level": Estimate()}, {"service_level": KNOWN(1.0)}):
        assert peak_share(_replaced(sized, "service", **missing)) is None
        assert crew_table(_replaced(sized, "service", streams=(), **missing)) is None


def test_labels_are_those_of_the_questions() -> None:
    assert model_label("providers.x.offer.price") == "Quoted price"
    assert model_label("service.streams.calls.some_odd_field") == "Some odd field"
    assert model_label("options.a.transfer_fee") == "Fee to take the centre over"


def test_points_that_sum_to_less_than_one_are_points_all_the_same() -> None:
    assert swing_weights([0.2, 0.3]) == pytest.approx([0.4, 0.6])


def test_all_weight_on_a_criterion_can_be_unseated_by_the_rest() -> None:
    """Option 1 is better on everything else, so it leads until the criterion weighs one half."""
    found = weight_flip([[1.0, 0.0], [0.0, 1.0]], [1.0, 0.0], 0)
    assert [(flip.option, flip.weight, flip.above) for flip in found] == [(1, 0.5, False)]


def test_a_rival_that_draws_level_only_at_an_end_takes_no_lead() -> None:
    assert weight_flip([[1.0, 0.5], [1.0, 0.25]], [0.5, 0.5], 0) == ()  # level when all weight is on it
    assert weight_flip([[1.0, 0.5], [0.2, 0.5]], [0.5, 0.5], 0) == ()  # level when none is


def test_shares_and_their_errors_stay_within_their_scale() -> None:
    for share in (-0.1, 1.2):
        with pytest.raises(ValueError, match="shares:"):
            standard_error([share], 100)
    assert standard_error([0.0, 0.5, 1.0], 100) == pytest.approx([0.0, 0.05, 0.0])
    alone = replicate_standard_error(np.ones((1, 3)))
    assert alone.shape == (3,)
    assert not alone.any()
    with pytest.raises(ValueError, match="values:"):
        replicate_standard_error(1.0)


def test_a_best_option_whose_rivals_all_fail_leads_clearly(retailer: Case) -> None:
    first, second, *_ = decide(retailer, futures=64).options
    failed = replace(second, gates=tuple(replace(g, state="fail") for g in second.gates))
    clear, lead = clear_winner(retailer, (first, failed))
    assert clear is True
    assert lead == first.value.mean - second.value.mean
    assert clear_winner(retailer, (first,)) == (True, 0.0)


def test_rates_of_return_beyond_all_reason_are_not_looked_for() -> None:
    assert irr([-1.0, 11_000.0]) is None
    assert irr([-1.0, 1e-5]) is None


@pytest.mark.parametrize(("gain", "rate"), [(2.0, 1.0), (101.0, 100.0), (9000.0, 8999.0)])
def test_large_rates_of_return_are_found(gain: float, rate: float) -> None:
    assert irr([-1.0, gain]) == pytest.approx(rate)
