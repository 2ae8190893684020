"""The best mix is the best of all mixes, and the full model agrees with what was maximised."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from scoring import Case
from scoring.allocation import Programme, best_mix, enumerate_best, is_allowed, objective_of, solve


def _random(seed: int) -> Programme:
    draw = random.Random(seed)
    shape = (draw.randint(1, 4), draw.randint(1, 3))
    table = np.array([[draw.uniform(-2, 3) for _ in range(shape[1])] for _ in range(shape[0])])
    hours = np.array([[draw.uniform(0.05, 0.4)] * shape[1] for _ in range(shape[0])])
    return Programme(
        gains=table,
        fixed=np.array([draw.uniform(-2, 0.5) for _ in range(shape[1])]),
        allowed=np.array([[draw.random() < 0.8 for _ in range(shape[1])] for _ in range(shape[0])]),
        satisfaction=0.02 * table / 3 - 0.01,
        hours=hours,
        least_hours=np.full(shape[1], draw.choice((0.0, 0.2))),
        most_providers=draw.randint(0, shape[1]),
        lowest_change=-0.02,
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_assignment_is_better(seed: int) -> None:
    programme = _random(seed)
    found = solve(programme)
    assert is_allowed(programme, found)
    best = objective_of(programme, enumerate_best(programme))
    assert objective_of(programme, found) == pytest.approx(best, abs=1e-9)


def test_the_full_model_says_what_was_maximised(retailer: Case) -> None:
    mix = best_mix(retailer, futures=128)
    assert mix.option.allocations
    assert mix.saving == pytest.approx(mix.objective, rel=1e-6)
    assert len({a.provider_id for a in mix.option.allocations}) <= 2
    assert ("phone-orders-with-card", "nearshore_colombia") in mix.barred


def test_a_tighter_floor_of_satisfaction_never_saves_more(retailer: Case) -> None:
    loose, tight = (best_mix(retailer, futures=128, satisfaction_loss=x) for x in (0.05, 0.005))
    assert tight.saving <= loose.saving + 1e-6
    assert tight.satisfaction >= 0.84 - 0.005 - 1e-3


def test_no_provider_allowed_is_staying(retailer: Case) -> None:
    mix = best_mix(retailer, futures=128, most_providers=0)
    assert mix.option.allocations == ()
    assert mix.saving == pytest.approx(0.0, abs=1e-6)


def test_a_case_without_providers_is_refused(retailer: Case) -> None:
    inside = replace(retailer, providers=(), options=())
    with pytest.raises(ValueError, match="provider"):
        best_mix(inside)
