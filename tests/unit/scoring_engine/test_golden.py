"""The stored figures of the three clients. After a deliberate change of the method, write them anew:

python -m tests.unit.scoring_engine.test_golden
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from scoring import Decision, decide

from .conftest import CLIENTS, GOLDEN, read_case


def summary(decision: Decision) -> dict[str, Any]:
    """The figures that a reader would miss if they moved."""
    return {
        "verdict": [decision.verdict.kind, decision.verdict.rule, decision.verdict.option_id],
        "best": decision.verdict.best_option_id,
        "lead_points": decision.verdict.lead_points,
        "evpi_points": decision.evpi_points,
        "options": {
            o.option_id: {
                "verdict": o.verdict,
                "value": [o.value.mean, o.value.low, o.value.high],
                "present_cost": [
                    o.money.present_cost.mean,
                    o.money.present_cost.low,
                    o.money.present_cost.high,
                ],
                "net_benefit": o.money.net_benefit.mean,
                "p_saves": o.p_saves.share,
                "p_value_above_in_house": o.p_value_above_in_house.share,
                "p_best": o.p_best.share,
                "payback_month": o.money.payback_month,
                "criteria": {c.id: c.value.mean for c in o.criteria},
                "gates": {g.gate: g.state for g in o.gates},
                "lines": {line.id: line.present_value.mean for line in o.money.lines},
            }
            for o in decision.options
        },
    }


def _close(found: Any, stored: Any, at: str = "") -> None:
    if isinstance(stored, dict):
        assert list(found) == list(stored), at
        for key in stored:
            _close(found[key], stored[key], f"{at}.{key}")
    elif isinstance(stored, list):
        for n, item in enumerate(stored):
            _close(found[n], item, f"{at}[{n}]")
    elif isinstance(stored, float):
        assert found == pytest.approx(stored, rel=1e-9, abs=1e-6), at
    else:
        assert found == stored, at


@pytest.mark.parametrize("name", CLIENTS)
def test_figures_stay_as_they_were_decided(name: str) -> None:
    stored = json.loads((GOLDEN / f"{name}.decision.json").read_text(encoding="utf-8"))
    _close(json.loads(json.dumps(summary(decide(read_case(name))))), stored)


def write() -> None:
    for name in CLIENTS:
        text = json.dumps(summary(decide(read_case(name))), indent=1, ensure_ascii=False)
        (GOLDEN / f"{name}.decision.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
