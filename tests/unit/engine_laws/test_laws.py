"""What must hold of every case, tried on cases made at random."""

from __future__ import annotations

import math
import random
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring import decide
from scoring.case import Case, Estimate, Option, Provider, canonical
from scoring.criteria import FACTORS, criteria
from scoring.draws import SampledNumbers, model_inputs
from scoring.robustness import dominance, rank_acceptability
from tests.engine_cases import CaseMaker
from tests.unit.engine_laws.racing import race

SEEDS = st.integers(0, 10**6)
KINDS = ("vendor", "vendor", "captive", "improve", "training")

law = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def random_case(seed: int, options: int = 3, **kinds: Any) -> Case:
    return CaseMaker(seed, **kinds).case(options, KINDS)


@law
@given(SEEDS)
def test_the_order_of_options_and_criteria_does_not_matter(seed: int) -> None:
    case, shuffled = random_case(seed), random.Random(seed)
    mixed = replace(
        case,
        options=tuple(shuffled.sample(case.options, len(case.options))),
        providers=tuple(shuffled.sample(case.providers, len(case.providers))),
        service=replace(case.service, streams=case.service.streams[::-1]),
        weights=replace(case.weights, factors=dict(reversed(case.weights.factors.items()))),
    )
    before, after = race(case), race(mixed)
    for option, entry in before.entries.items():
        assert np.array_equal(entry.total, after.total(option))
        assert np.array_equal(entry.money.present, after.entries[option].money.present)


@law
@given(SEEDS, st.sampled_from([1, 3, 7]))
def test_the_size_of_a_chunk_does_not_matter(seed: int, chunk: int) -> None:
    case = random_case(seed, 2)
    before, after = race(case, futures=8), race(case, futures=8, chunk=chunk)
    for option, entry in before.entries.items():
        assert np.array_equal(entry.total, after.total(option))
        assert np.array_equal(entry.money.cumulative, after.entries[option].money.cumulative)


@law
@given(SEEDS)
def test_a_new_option_leaves_the_values_of_the_others_alone(seed: int) -> None:
    case = random_case(seed)
    before, after = race(replace(case, options=case.options[:-1])), race(case)
    assert set(after.entries) - set(before.entries) == {case.options[-1].id}
    for option, entry in before.entries.items():
        assert np.array_equal(entry.total, after.total(option))


@law
@given(SEEDS)
def test_twins_get_equal_numbers(seed: int) -> None:
    case = random_case(seed)
    twin = replace(case.options[0], id="twin", name="Twin")
    found = race(replace(case, options=(*case.options, twin)))
    assert np.array_equal(found.total("twin"), found.total(case.options[0].id))
    ranks = dict(zip(sorted(found.entries), rank_acceptability(found.values).tolist(), strict=True))
    assert ranks["twin"] == ranks[case.options[0].id]


@law
@given(SEEDS)
def test_acceptabilities_sum_to_one_per_option_and_per_rank(seed: int) -> None:
    shares = rank_acceptability(race(random_case(seed)).values)
    assert np.allclose(shares.sum(axis=0), 1, atol=1e-12)
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-12)


@settings(law, max_examples=200)
@given(st.integers(1, 8), st.integers(2, 6), SEEDS)
def test_a_dominated_option_never_wins(futures: int, options: int, seed: int) -> None:
    r = np.random.default_rng(seed)
    values = r.integers(0, 10, (futures, options)).astype(float)
    values[:, 0] = values[:, 1] - r.integers(1, 3, futures)
    assert dominance(values)[1, 0]
    assert rank_acceptability(values)[0, 0] == 0


@law
@given(SEEDS)
def test_a_provider_that_is_worse_in_everything_comes_behind(seed: int) -> None:
    """Without spread, so that it is worse in every future."""
    case = _steady(CaseMaker(seed, unknown=0.0, certain=True).case(1, ("vendor",)))
    better, worse = case.options[0], replace(case.options[0], id="worse")
    providers = [_worse(p) for p in case.providers]
    renamed = [replace(a, provider_id=f"{a.provider_id}_worse") for a in better.allocations]
    both = replace(
        case,
        providers=(*case.providers, *providers),
        options=(better, replace(worse, allocations=tuple(renamed))),
    )
    found = race(both, volatility=1.2)
    values, less = found.entries[better.id].values, found.entries["worse"].values
    concerned = ("C1", "Q2", "L1", "P5")
    assert all((values[key] >= less[key]).all() for key in concerned)
    assert (sum(values[key] for key in concerned) > sum(less[key] for key in concerned)).all()


def _steady(case: Case) -> Case:
    """Without the draws that are no estimates: the exchange rate's path and an exit fee nobody knows."""
    providers = [
        replace(p, offer=p.offer and replace(p.offer, currency_volatility_per_year=0.0, exit_fee_months=1.0))
        for p in case.providers
    ]
    return replace(case, providers=tuple(providers))


def _worse(provider: Provider) -> Provider:
    assert provider.offer is not None
    return replace(
        provider,
        id=f"{provider.id}_worse",
        satisfaction=_times(provider.satisfaction, 0.9),
        agents_at_language_level_share=_times(provider.agents_at_language_level_share, 0.9),
        incident_rubric=_times(provider.incident_rubric, 0.9),
        offer=replace(provider.offer, price=_times(provider.offer.price, 1.2)),
    )


def _times(estimate: Estimate, factor: float) -> Estimate:
    if estimate.low is None or estimate.likely is None or estimate.high is None:
        return estimate
    return replace(
        estimate, low=estimate.low * factor, likely=estimate.likely * factor, high=estimate.high * factor
    )


MORE_IS_BETTER = (
    "satisfaction",
    "service_level",
    "service_level_at_peak",
    "skill_level",
    "agents_at_language_level_share",
    "understood_share",
    "overlap_hours_per_day",
    "cultural_familiarity",
    "references_positive_share",
    "financial_standing",
    "labour_law_rubric",
    "wage_against_going_rate",
    "location_accepted_share",
    "incident_rubric",
    "offer.liability_cap",
    "offer.volume_band_share",
)
LESS_IS_BETTER = (
    "handle_time_ratio",
    "turnover_per_year",
    "months_to_take_back",
    "offer.price",
    "offer.escalator_per_year",
    "offer.incentive_share_of_fees",
    "offer.travel_per_year",
    "offer.software_per_year",
    "offer.learning_extra_share",
    "offer.minimum_commitment_share",
    "offer.governance_per_year",
)


@settings(law, max_examples=20)
@given(SEEDS, st.sampled_from(MORE_IS_BETTER + LESS_IS_BETTER), st.floats(0.01, 0.3))
def test_a_better_answer_never_lowers_its_option(seed: int, name: str, step: float) -> None:
    """C2, the spread of the cost over all futures, is no answer and held as it is."""
    case = CaseMaker(seed, unknown=0.0).case(1, ("vendor",))
    provider = case.providers[0]
    better = _moved(provider, name, step if name in MORE_IS_BETTER else -step)
    assume(better is not None)
    before = race(case, volatility=1.2)
    after = race(replace(case, providers=(better, *case.providers[1:])), volatility=1.2)
    option = case.options[0].id
    assert (after.total(option) >= before.total(option) - 1e-9).all()


def _moved(provider: Provider, name: str, share: float) -> Provider | None:
    """The provider with one estimate moved by a share of its plausible range, or None where bounds end."""
    holder: Any = provider.offer if name.startswith("offer.") else provider
    field = next(f for f in fields(holder) if f.name == name.removeprefix("offer."))
    what, old = field.metadata["quantity"], getattr(holder, field.name)
    by = share * (what.plausible[1] - what.plausible[0])
    low, likely, high = old.low + by, old.likely + by, old.high + by
    if low < (what.minimum or 0) or (what.maximum is not None and high > what.maximum):
        return None
    moved = replace(holder, **{field.name: replace(old, low=low, likely=likely, high=high)})
    return replace(provider, offer=moved) if name.startswith("offer.") else moved


@law
@given(SEEDS, st.sampled_from([c.id for c in criteria()]))
def test_all_weight_on_one_criterion_gives_its_order(seed: int, criterion: str) -> None:
    case = random_case(seed)
    factor = next(c.factor for c in criteria() if c.id == criterion)
    weights = replace(
        case.weights,
        factors={f: float(f == factor) for f in FACTORS},
        criteria={c.id: float(c.id == criterion) for c in criteria() if c.factor == factor},
        concentration=50.0,
    )
    for entry in race(replace(case, weights=weights)).entries.values():
        expected = np.broadcast_to(entry.values[criterion], entry.total.shape)
        assert np.allclose(entry.total, expected, rtol=0, atol=1e-9)


@law
@given(SEEDS)
def test_no_spread_gives_the_deterministic_answer(seed: int) -> None:
    case = _steady(CaseMaker(seed, unknown=0.0, certain=True).case(2, ("vendor", "captive", "improve")))
    factors = {f: float(f == "cost") for f in FACTORS}
    shares = {c.id: float(c.id == "C1") for c in criteria() if c.factor == "cost"}
    weights = replace(case.weights, factors=factors, criteria=shares, concentration=9.0)
    certain = replace(case, weights=weights)
    found, alone = race(certain), race(certain, futures=1)
    for option, entry in found.entries.items():
        assert (entry.total == entry.total[0]).all()
        assert (entry.money.net_benefit == alone.entries[option].money.net_benefit[0]).all()


@law
@given(SEEDS, st.sampled_from([0.01, 20.0, 1e4]))
def test_the_scale_of_the_currency_leaves_values_and_ranks(seed: int, scale: float) -> None:
    case = CaseMaker(seed, unknown=0.0).case(3, KINDS)
    before, after = race(case), race(_in_money_of(case, scale))
    for option, entry in before.entries.items():
        assert np.allclose(after.total(option), entry.total, rtol=0, atol=1e-7)
    assert np.allclose(rank_acceptability(before.values), rank_acceptability(after.values))


def _in_money_of(value: Any, scale: float) -> Any:
    """Every amount of money in another unit."""
    if isinstance(value, tuple):
        return tuple(_in_money_of(item, scale) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        item, what = getattr(value, field.name), field.metadata.get("quantity")
        if isinstance(item, Estimate):
            if what is not None and what.unit.startswith("money"):
                changes[field.name] = _times(item, scale)
        elif field.name == "hurdle_amount":
            changes[field.name] = None if item is None else item * scale
        else:
            changes[field.name] = _in_money_of(item, scale)
    return replace(value, **changes)


@law
@given(SEEDS, st.integers(2, 10**6))
def test_another_seed_moves_a_probability_by_less_than_five_standard_errors(seed: int, other: int) -> None:
    case, futures = random_case(seed, 2), 512
    shares = []
    for luck in (1, other):
        found = race(case, futures, luck)
        shares.append([float((e.total > found.total("stay")).mean()) for e in found.entries.values()])
    for one, two in zip(*shares, strict=True):
        middle = 0.5 * (one + two)
        error = math.sqrt(2 * middle * (1 - middle) / futures)
        assert abs(one - two) <= 5 * error + 2 / futures


@settings(law, max_examples=4)
@given(SEEDS, st.floats(0.0, 0.9))
def test_every_case_gets_a_finite_answer(seed: int, unknown: float) -> None:
    decision = decide(random_case(seed, 2, unknown=unknown), futures=64)
    assert _all_finite(decision.to_dict())


def _all_finite(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_all_finite, value.values()))
    if isinstance(value, list):
        return all(map(_all_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


@law
@given(SEEDS)
def test_the_break_even_price_breaks_even(seed: int) -> None:
    """At that price the mean net benefit is the hurdle: cost is a straight line in the price."""
    case = CaseMaker(seed, unknown=0.0).case(1, ("vendor",))
    option: Option = case.options[0]
    assume(len({a.provider_id for a in option.allocations}) == 1)
    result = next(o for o in decide(case, futures=64).options if o.option_id == option.id)
    price = result.money.break_even_price
    assume(price is not None and case.providers[0].offer is not None)
    offer = case.providers[0].offer
    assert offer is not None and price is not None
    factor = price / _mean_price(case)
    at_it = replace(case.providers[0], offer=replace(offer, price=_times(offer.price, factor)))
    money = race(replace(case, providers=(at_it, *case.providers[1:]))).entries[option.id].money
    gap = float(money.net_benefit.mean() - money.hurdle.mean())
    assert abs(gap) <= 1e-6 * float(money.as_is.mean())


def _mean_price(case: Case) -> float:
    numbers = SampledNumbers(model_inputs(canonical(case)), 64, 1)
    return float(numbers(f"providers.{case.providers[0].id}.offer.price").mean())
