"""The retailer's best mix against every mix there is: two vendors, three streams, the full model."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from scoring import Case
from scoring.allocation import best_mix
from scoring.case import Allocation, Option
from scoring.draws import SampledNumbers, model_inputs
from scoring.evaluation import evaluate_option, factor_weights
from scoring.gates import gates_of

FEW = 128
FLOOR = 0.08


def small(case: Case) -> Case:
    """Three of the streams, two of the vendors; the options keep what is left of their work."""
    streams = case.service.streams[:3]
    kept = {stream.id for stream in streams}
    vendors = [p.id for p in case.providers if p.kind != "in_house"][:2]
    providers = tuple(p for p in case.providers if p.kind == "in_house" or p.id in vendors)
    options = tuple(o for o in case.options if not o.allocations)
    assert len(kept) == 3
    return replace(case, service=replace(case.service, streams=streams), providers=providers, options=options)


def every_mix(case: Case) -> dict[tuple[str, ...], float]:
    """Mean saving of every way to give whole streams away, where satisfaction holds and no gate bars it."""
    numbers = SampledNumbers(model_inputs(case), FEW, 1)
    weights = factor_weights(case, FEW, 1)
    stay = next(o for o in case.options if o.model == "stay")
    today = evaluate_option(case, stay, numbers, weights).money.satisfaction.mean()
    places = ["", *(p.id for p in case.providers if p.kind != "in_house")]
    found = {}
    for where in product(places, repeat=len(case.service.streams)):
        option = mix(case, stay, where)
        entry = evaluate_option(case, option, numbers, weights)
        gates = gates_of(case, option, entry.money, numbers)
        barred = any(g.gate in ("K01", "K06") and g.state == "fail" for g in gates)
        if not barred and entry.money.satisfaction.mean() >= today - FLOOR - 1e-9:
            found[where] = float(entry.money.saving.mean())
    return found


def mix(case: Case, stay: Option, where: tuple[str, ...]) -> Option:
    pairs = [(s, place) for s, place in zip(case.service.streams, where, strict=True) if place]
    shares = tuple(Allocation(stream_id=s.id, provider_id=place, share=1.0) for s, place in pairs)
    return replace(stay, model="mix", allocations=shares)


def test_no_other_mix_saves_more(retailer: Case) -> None:
    case = small(retailer)
    found = best_mix(case, futures=FEW, satisfaction_loss=FLOOR)
    everything = every_mix(case)
    assert len(everything) > 8
    assert found.saving == pytest.approx(max(everything.values()), rel=1e-6)
    given = {a.stream_id: a.provider_id for a in found.option.allocations}
    where = tuple(given.get(s.id, "") for s in case.service.streams)
    assert everything[where] == pytest.approx(found.saving, rel=1e-9)
