"""The 16 gates: what must hold before anything may be signed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from scoring.case import Case, Option

from ..costs import Money
from ..decision import GateResult
from ..draws import Numbers
from . import deal, law, work
from .deal import is_pay_of_agents, local_cost
from .view import NOT_CONCERNED, Finding, GateView

__all__ = [
    "GATES",
    "gate_rows",
    "gates_of",
    "has_failed",
    "has_hard_fail",
    "is_open",
    "is_pay_of_agents",
    "local_cost",
]

_FILE = Path(__file__).parent.parent / "data" / "gates.toml"

GATES: dict[str, Callable[[GateView], Finding]] = {
    "K01": work.k01,
    "K02": work.k02,
    "K03": work.k03,
    "K04": work.k04,
    "K05": work.k05,
    "K06": law.k06,
    "K07": law.k07,
    "K08": law.k08,
    "K09": law.k09,
    "K10": deal.k10,
    "K11": deal.k11,
    "K12": deal.k12,
    "K13": deal.k13,
    "K14": deal.k14,
    "K15": deal.k15,
    "K16": deal.k16,
}


@cache
def gate_rows() -> tuple[dict[str, str], ...]:
    """Id, name and closing words of every gate."""
    with _FILE.open("rb") as file:
        return tuple(tomllib.load(file)["gates"])


def gates_of(case: Case, option: Option, money: Money, numbers: Numbers) -> tuple[GateResult, ...]:
    """All gates of an option, in order; they concern work that leaves the team, and nothing else."""
    view = GateView(case, option, money, numbers)
    moves = bool(view.parts)
    return tuple(
        _result(view, row, GATES[row["id"]](view) if moves else NOT_CONCERNED) for row in gate_rows()
    )


def has_failed(gates: tuple[GateResult, ...]) -> bool:
    return any(g.state == "fail" for g in gates)


def has_hard_fail(gates: tuple[GateResult, ...]) -> bool:
    """Whether a gate fails that cannot be cured."""
    return any(g.state == "fail" and not g.curable for g in gates)


def is_open(gate: GateResult) -> bool:
    return gate.state in ("open", "fail")


def _result(view: GateView, row: dict[str, str], finding: Finding) -> GateResult:
    """A waiver covers a gate that is open or failed; it leaves the reason to be read."""
    waiver = next((w for w in view.option.waivers if w.gate == row["id"]), None)
    waived = waiver is not None and finding.state in ("open", "fail")
    return GateResult(
        gate=row["id"],
        name=row["name"],
        state="waived" if waived else finding.state,
        reason=finding.reason,
        closes_with=""
        if finding.state in ("pass", "not_applicable")
        else finding.closes_with or row["closes_with"],
        curable=finding.curable,
        citations=finding.citations,
        waived_by=waiver.by if waiver and waived else "",
        waived_reason=waiver.reason if waiver and waived else "",
        waived_on=waiver.on if waiver and waived else "",
    )
