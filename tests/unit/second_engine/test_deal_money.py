"""Money of the deal, future by future, against the second engine: temptations, leaving, expected months."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any

import pytest

from outsourcing.trust.results import EXAMPLES
from scoring import deal
from scoring.case import canonical, validate
from scoring.draws import model_inputs
from tests.engine_cases import CaseMaker
from tests.unit.second_engine import second_deal as second
from tests.unit.second_engine import second_engine
from tests.unit.second_engine.test_deal import LEVELS, ours, scheme
from tests.unit.second_engine.test_methods import same

FUTURES, SEEDS = 12, range(60)
MODELS = ("vendor", "captive", "transfer")
GAINS = ("longer", "repeats", "claims", "labour")
FIGURES = {
    "resolution": "first_contact_resolution",
    "satisfaction": "satisfaction",
    "in_time": "service_level",
}


@dataclass(frozen=True)
class Problem:
    drawn: deal.Drawn
    plain: dict[str, Any]
    futures: list[dict[str, float]]
    outside: list[list[dict[str, Any]]]  # what each provider does, by future
    random: random.Random


@cache
def problem(seed: int) -> Problem:
    case = canonical(CaseMaker(seed).case(options=1, models=MODELS))
    validate(case)
    inputs = model_inputs(case)
    drawn = deal.draw(case, case.options[0].id, FUTURES, seed)
    known = {path for path, item in inputs.items() if not item.is_unknown}
    futures = [{path: float(drawn.numbers(path)[k]) for path in inputs} for k in range(FUTURES)]
    plain = case.to_dict()
    outside = [list(second_engine.parts(plain, plain["options"][0], x, known)) for x in futures]
    return Problem(drawn, plain, futures, outside, random.Random(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_each_month_was_expected_to_bring(seed: int, record_property: Callable[..., None]) -> None:
    p = problem(seed)
    begins = p.random.randint(1, 12)
    starts = [fmean(part["start"] for part in parts) for parts in zip(*p.outside, strict=True)]
    rows = zip(p.outside, p.futures, strict=True)
    expected = [list(second.course(p.plain, parts, x, int(min(starts)), begins)) for parts, x in rows]
    found = deal.course_of(p.drawn, begins)
    assert {len(future) for future in expected} == {len(found.fees)}  # none where the horizon ends before
    for given, wanted in ((found.fees, 0), (found.contacts, 1)):
        for k, future in enumerate(expected):
            plain = [month[wanted] for month in future]
            same([month[k] for month in given], plain, max(plain, default=1.0))
    record_property(EXAMPLES, FUTURES)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_leaving_costs(seed: int, record_property: Callable[..., None]) -> None:
    p = problem(seed)
    hires = p.random.uniform(0, 60)
    found = deal.return_cost(p.drawn, hires)
    rows = zip(p.outside, p.futures, strict=True)
    expected = [second.cost_of_leaving(p.plain, parts, x, hires) for parts, x in rows]
    largest = max(max(row) for row in expected)
    same([found.hiring, found.both_teams, found.exit_fees], list(zip(*expected, strict=True)), largest)
    record_property(EXAMPLES, FUTURES)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_temptation_earns_and_loses(seed: int, record_property: Callable[..., None]) -> None:
    p = problem(seed)
    plain = scheme(p.random)
    plain["basics"] = [(FIGURES[name], least) for name, least in plain["basics"]]
    for metric in plain["metrics"]:
        metric["level"] = FIGURES[metric["level"]]
    drops = {FIGURES[name]: p.random.uniform(0, 0.1) for name in p.random.sample(LEVELS, 2)}
    for vendor in p.drawn.vendors:
        parts = [next(row for row in rows if row["id"] == vendor.id) for rows in p.outside]
        hour = hour_of_work(p, vendor.id)
        for gain in GAINS:
            lever = deal.Lever(key=gain, gain=gain, size=p.random.uniform(0.01, 0.3), hurts=drops)
            found = deal.temptation(p.drawn, vendor, ours(plain), lever)
            rows = list(zip(parts, p.futures, strict=True))
            gains = [second.tempted(p.plain, part, x, gain, lever.size, hour) for part, x in rows]
            losses = [loss(p.plain, part, x, plain, drops) for part, x in rows]
            same([found.gain, found.loss], [fmean(gains), fmean(losses)], max(*gains, 1.0))
            assert found.pays == (fmean(gains) > fmean(losses))
    record_property(EXAMPLES, FUTURES * len(p.drawn.vendors) * len(GAINS))


def hour_of_work(p: Problem, vendor: str) -> float:
    """Usual pay for an hour worked where the vendor is; on-cost is not known in these cases."""
    wages = sorted(x[f"providers.{vendor}.wage_per_hour"] for x in p.futures)
    known = not model_inputs(p.drawn.case)[f"providers.{vendor}.wage_per_hour"].is_unknown
    present = fmean(1 - x["service.shrinkage"] for x in p.futures)
    return (wages[FUTURES // 2 - 1] + wages[FUTURES // 2]) / 2 / present if known else 0.0


def loss(
    c: dict[str, Any],
    part: dict[str, Any],
    x: dict[str, float],
    plain: dict[str, Any],
    drops: dict[str, float],
) -> float:
    levels = {name: x[f"providers.{part['id']}.{name}"] for name in FIGURES.values()}
    less = {name: max(level - drops.get(name, 0.0), 0.0) for name, level in levels.items()}
    before, after = (bonus - malus for bonus, malus, _ in (second.pay(plain, at) for at in (levels, less)))
    return float(second.fees_of_last_year(c, part, x) * max(before - after, 0.0))
