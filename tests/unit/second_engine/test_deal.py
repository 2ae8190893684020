"""Incentives, the way back and the quality sample against the second engine."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from scoring import incentives, taking_back
from tests.unit.second_engine import second_deal as second
from tests.unit.second_engine.test_methods import problems, same

LEVELS = ("resolution", "satisfaction", "in_time")


def scheme(r: random.Random) -> dict[str, Any]:
    names = r.sample(LEVELS, r.randint(1, 3))
    total = sum(parts := [r.uniform(0.1, 1) for _ in names])
    return {
        "metrics": [
            {
                "key": f"of {name}",
                "level": name,
                "at": sorted(r.uniform(0.3, 1) for _ in range(3)),
                "weight": part / total,
                "weekly": r.uniform(0.5, 0.9) if r.random() < 0.4 else None,
            }
            for name, part in zip(names, parts, strict=True)
        ],
        "basics": [(r.choice(LEVELS), r.uniform(0.4, 0.8))] if r.random() < 0.5 else [],
        "bonus": r.uniform(0, 0.2),
        "malus": r.uniform(0, 0.2),
        "step": r.uniform(0, 0.05),
        "period": r.choice(["week", "month"]),
        "spread": r.choice([0.0, r.uniform(0.001, 0.06)]),
    }


def ours(plain: dict[str, Any]) -> incentives.Scheme:
    metrics = tuple(
        incentives.Metric(
            key=m["key"], level=m["level"], floor=m["at"][0], target=m["at"][1], stretch=m["at"][2],
            weight=m["weight"], weekly_target=m["weekly"],
        )
        for m in plain["metrics"]
    )  # fmt: skip
    return incentives.Scheme(
        metrics=metrics, basics=tuple(plain["basics"]), bonus_cap=plain["bonus"], malus_cap=plain["malus"],
        step=plain["step"], period=plain["period"], spread=plain["spread"],
    )  # fmt: skip


def test_what_a_scheme_pays() -> None:
    for r in problems("pay"):
        plain = scheme(r)
        futures = [{name: r.uniform(0.3, 1) for name in LEVELS} for _ in range(3)]
        found = incentives.pay_of(
            ours(plain), {name: np.array([one[name] for one in futures]) for name in LEVELS}
        )
        expected = [second.pay(plain, future) for future in futures]
        same([found.bonus, found.malus, found.step], list(zip(*expected, strict=True)))


def test_what_one_period_settles() -> None:
    for r in problems("settling"):
        plain, kept = scheme(r), r.random() < 0.5
        scheme_ = ours(plain)
        levels = {name: r.uniform(0.3, 1) for name in LEVELS}
        measured = {m["key"]: r.uniform(0.3, 1) for m in plain["metrics"]}
        found = incentives.settle(scheme_, measured, levels, kept)
        counted = {m.key: incentives.result_of(scheme_, m, measured[m.key]) for m in scheme_.metrics}
        met = kept and all(levels[name] >= least for name, least in plain["basics"])
        same([found.bonus, found.malus], second.earned(plain, counted, met))


def test_how_many_contacts_are_looked_at() -> None:
    for r in problems("sample", 300):
        expected, margin, population = r.uniform(0.05, 0.95), r.uniform(0.03, 0.2), r.randint(2, 5000)
        assert incentives.sample_size(expected, margin, population) == second.sample(
            expected, margin, population
        )


def test_people_on_the_way_back() -> None:
    for r in problems("the way back"):
        plain = {
            "needed": r.uniform(1, 80), "nucleus": 0.0, "stays": r.choice([0, 3, r.uniform(0, 14)]),
            "pace": r.uniform(0.5, 12), "first_hires": r.choice([0, 2, r.uniform(0, 5)]),
            "training": r.choice([0, 1, 2, r.uniform(0, 4)]), "speed": r.uniform(0, 1),
            "turnover": r.choice([0, r.uniform(0, 1.2)]),
        }  # fmt: skip
        plain["nucleus"] = r.uniform(0, plain["needed"])
        found = taking_back.rebuild(
            taking_back.Return(
                needed=plain["needed"], nucleus=plain["nucleus"], provider_stays=plain["stays"],
                hires_a_month=plain["pace"], first_hires=plain["first_hires"], training=plain["training"],
                first_month_speed=plain["speed"], turnover_a_year=plain["turnover"],
            )
        )  # fmt: skip
        rows = second.taking_back(plain, len(found.months))
        given = [(m.experienced, m.training, m.hired, m.own_share, m.provider_share) for m in found.months]
        same(given, rows, 10.0)
        back = next((t for t, row in enumerate(rows, 1) if row[3] >= 0.99), None)
        assert found.rebuilt_in == back
        assert len(rows) == taking_back.LONGEST or (back is not None and len(rows) >= plain["stays"])


def test_service_on_the_way_back() -> None:
    for r in problems("service meanwhile", 100):
        load, seconds, target = r.uniform(1, 15), r.uniform(120, 600), r.uniform(10, 60)
        level, patience = r.uniform(0.5, 0.95), seconds * r.uniform(0.3, 2)
        queue = taking_back.Queue(
            rate=load * 3600 / seconds, handle_seconds=seconds, target_seconds=target, level=level,
            patience_seconds=patience,
        )  # fmt: skip
        covered = [0.0, *sorted(r.uniform(0, 1) for _ in range(3)), 1.0]
        expected = [second.service(load, seconds, target, level, patience, part) for part in covered]
        same(taking_back.service_levels(queue, covered), expected)
