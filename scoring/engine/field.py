"""The options side by side: who may win, who ranks where, who leads (rule M28)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case

from ..decision import GateResult, MoneyResult
from ..errors import Floats
from ..evaluation import Evaluated
from ..gates import has_failed, has_hard_fail

OUT_OF_THE_RACE = 1000.0  # more than any difference of values (0-100)


@dataclass(frozen=True, slots=True)
class Field:
    """All options, best first, with their values counted as the gates allow."""

    case: Case
    entries: tuple[Evaluated, ...]
    gates: tuple[tuple[GateResult, ...], ...]
    money: tuple[MoneyResult, ...]
    values: Floats  # (futures, options): a failed gate puts an option below all others
    weights: Floats  # (factors, futures)
    passing: tuple[int, ...]  # places of the options without a failed gate; staying is always one of them
    leader: int | None  # place of the leading outsourcing option

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(e.option.id for e in self.entries)

    def place(self, option_id: str) -> int:
        return self.ids.index(option_id)

    @property
    def stay(self) -> Evaluated:
        return next(e for e in self.entries if e.option.model == "stay")

    @property
    def best(self) -> int:
        """Place of the option that is best of all."""
        return 0


def is_outsourcing(entry: Evaluated) -> bool:
    return bool(entry.money.work.parts)


def make_field(
    case: Case,
    entries: list[Evaluated],
    gates: dict[str, tuple[GateResult, ...]],
    weights: Floats,
    money: dict[str, MoneyResult] | None = None,
) -> Field:
    """Sorts by mean value, failed gates below all others, then by id so that ties have one order."""

    def key(entry: Evaluated) -> tuple[bool, float, str]:
        return has_failed(gates[entry.option.id]), -float(entry.total.mean()), entry.option.id

    ordered = sorted(entries, key=key)
    lowered = [e.total - OUT_OF_THE_RACE * has_failed(gates[e.option.id]) for e in ordered]
    return Field(
        case=case,
        entries=tuple(ordered),
        gates=tuple(gates[e.option.id] for e in ordered),
        money=tuple(money[e.option.id] for e in ordered) if money else (),
        values=np.ascontiguousarray(np.array(lowered).T),
        weights=weights,
        passing=tuple(i for i, e in enumerate(ordered) if not has_failed(gates[e.option.id])),
        leader=_leader(ordered, gates),
    )


def _leader(ordered: list[Evaluated], gates: dict[str, tuple[GateResult, ...]]) -> int | None:
    """The leading outsourcing option: the best of those without a failed gate; else of those whose
    failed gates can be cured; else of all. None when nothing leaves the team."""
    outside = [i for i, e in enumerate(ordered) if is_outsourcing(e)]
    clean = [i for i in outside if not has_failed(gates[ordered[i].option.id])]
    curable = [i for i in outside if not has_hard_fail(gates[ordered[i].option.id])]
    return next(iter(clean or curable or outside), None)
