"""The deal plan as chapters of a report; another room makes it, the report prints it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PlanTable:
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PlanPart:
    """A chapter of the deal plan."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[PlanTable, ...] = ()


Plan = tuple[PlanPart, ...]


def plan_from(plain: list[dict[str, Any]]) -> Plan:
    """Read a plan that was written as JSON."""
    return tuple(_part(part) for part in plain)


def _part(plain: dict[str, Any]) -> PlanPart:
    return PlanPart(plain["title"], tuple(plain["paragraphs"]), tuple(map(_table, plain["tables"])))


def _table(plain: dict[str, Any]) -> PlanTable:
    return PlanTable(plain["title"], tuple(plain["heads"]), tuple(map(tuple, plain["rows"])))
