"""Stored decisions on cases made at random, for the corners that the three clients leave empty: split
streams, every price basis, own centres, transfer, training, several people, a measured week.

After a deliberate change of the method, write them anew:

python -m tests.unit.scoring_engine.test_golden_corners
"""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from typing import Any

import pytest

from scoring import Case, Decision, decide
from scoring.case import Estimate, LanguageShare, PersonWeights
from scoring.criteria import FACTORS, criteria
from tests.engine_cases import CaseMaker

from .conftest import GOLDEN

SEEDS = (1, 2, 3, 6)
MODELS = ("vendor", "captive", "transfer", "improve", "training")
FUTURES = 256
WORDS = frozenset(
    {"text", "label", "name", "formula", "question", "explanation", "unit", "factor", "worst", "best"}
)
LONG = frozenset({"weight_lines", "inputs", "case_sha256", "engine_version", "cumulative_saving"})


def corner(seed: int) -> Case:
    """A case with a sized crew; every second one by several people, by weights of their own, by the week."""
    maker, luck = CaseMaker(seed, unknown=0.15), random.Random(f"corner {seed}")
    case = maker.case(5, MODELS)
    service = replace(
        case.service,
        hours_per_week=luck.choice((40.0, 75.0, 168.0)),
        service_level_target_seconds=luck.choice((20.0, 60.0)),
        service_level=Estimate(low=0.7, likely=0.8, high=0.85, evidence="C"),
        languages=(LanguageShare(code="en", share=0.8), LanguageShare(code="es", share=0.2)),
    )
    if seed % 3 == 0:
        week = tuple(max(0.0, math.sin(n / 48 * 2 * math.pi)) for n in range(336))
        streams = tuple(replace(s, arrival_profile=week) for s in service.streams)
        service = replace(service, streams=streams)
    return replace(case, service=service, weights=_weights(case, seed, luck))


def _weights(case: Case, seed: int, luck: random.Random) -> Any:
    if seed % 2:
        return case.weights
    points = {c.id: luck.uniform(0.0, 1.0) for c in criteria() if c.factor in ("cost", "trust")}
    drawn = [[luck.uniform(0.1, 1.0) for _ in FACTORS] for _ in range(3)]
    people = [dict(zip(FACTORS, (p / sum(row) for p in row), strict=True)) for row in drawn]
    mean = {f: sum(p[f] for p in people) / 3 for f in FACTORS}
    names = (PersonWeights(name=f"Person {n}", factors=p) for n, p in enumerate(people))
    return replace(case.weights, factors=mean, criteria=points, people=tuple(names), concentration=80.0)


def figures(decision: Decision) -> Any:
    """Everything that is a number, an id or a rule; not the words, nor what repeats other figures."""
    return _plain(decision.to_dict())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if k not in WORDS and k not in LONG}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return float(f"{value:.7g}") if isinstance(value, float) else value


def _same(found: Any, stored: Any, at: str) -> None:
    if isinstance(stored, dict):
        assert list(found) == list(stored), at
        for key in stored:
            _same(found[key], stored[key], f"{at}.{key}")
    elif isinstance(stored, list):
        assert len(found) == len(stored), at
        for n, item in enumerate(stored):
            _same(found[n], item, f"{at}[{n}]")
    elif isinstance(stored, float):
        assert found == pytest.approx(stored, rel=1e-6, abs=1e-9), at
    else:
        assert found == stored, at


@pytest.mark.parametrize("seed", SEEDS)
def test_corners_stay_as_they_were_decided(seed: int) -> None:
    stored = json.loads((GOLDEN / f"corner_{seed}.json").read_text(encoding="utf-8"))
    _same(figures(decide(corner(seed), FUTURES)), stored, "decision")


def test_the_corners_hold_what_they_are_for() -> None:
    cases = [corner(seed) for seed in SEEDS]
    assert {p.offer.price_basis for c in cases for p in c.providers if p.offer} == {
        "productive_hour",
        "paid_hour",
        "minute",
        "contact",
        "resolved_contact",
        "fte_month",
    }
    assert any(c.weights.people for c in cases)
    assert any(c.weights.concentration is None for c in cases)
    options = [o for c in cases for o in c.options]
    assert any(o.training for o in options)
    assert any(o.transfer_month for o in options)
    assert any(0 < a.share < 0.9 for o in options for a in o.allocations)


def write() -> None:
    for seed in SEEDS:
        text = json.dumps(figures(decide(corner(seed), FUTURES)), separators=(",", ":"), ensure_ascii=False)
        (GOLDEN / f"corner_{seed}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
