"""The deal plan as chapters of a report: plain values, frozen with the report that prints them."""

from dataclasses import dataclass
from typing import Any

from reports.charts.builders.work import exit_plan
from reports.charts.spec import ChartSpec, Words


@dataclass(frozen=True)
class PlanTable:
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PlanChart:
    """Taking the work back: people in-house and at the provider by month, and the service level (0-1)."""

    title: str
    subtitle: str
    months: tuple[int, ...]
    inhouse: tuple[float, ...]
    provider: tuple[float, ...]
    level: tuple[float, ...] = ()
    target: float | None = None


@dataclass(frozen=True)
class PlanPart:
    """A chapter of the deal plan. `signatures`: who signs left and right, a line each."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[PlanTable, ...] = ()
    chart: PlanChart | None = None
    signatures: tuple[tuple[str, str], ...] = ()


Plan = tuple[PlanPart, ...]
CHART_KEY = "plan_exit"


def plan_from(plain: list[dict[str, Any]]) -> Plan:
    """Read a plan that was written as JSON."""
    return tuple(_part(part) for part in plain)


def chart_of(plan: Plan) -> dict[str, ChartSpec]:
    """The picture of the plan, by the key that the report knows it by."""
    charts = [part.chart for part in plan if part.chart]
    return {CHART_KEY: spec_of(charts[0])} if charts else {}


def spec_of(chart: PlanChart) -> ChartSpec:
    words = Words(chart.title, subtitle=chart.subtitle)
    return exit_plan(words, chart.months, chart.inhouse, chart.provider, chart.level, chart.target)


def _part(plain: dict[str, Any]) -> PlanPart:
    return PlanPart(
        plain["title"],
        tuple(plain["paragraphs"]),
        tuple(map(_table, plain["tables"])),
        _chart(plain.get("chart")),
        tuple((left, right) for left, right in plain.get("signatures", ())),
    )


def _table(plain: dict[str, Any]) -> PlanTable:
    return PlanTable(plain["title"], tuple(plain["heads"]), tuple(map(tuple, plain["rows"])))


def _chart(plain: dict[str, Any] | None) -> PlanChart | None:
    if plain is None:
        return None
    series = {name: tuple(plain[name]) for name in ("months", "inhouse", "provider", "level")}
    return PlanChart(plain["title"], plain["subtitle"], target=plain["target"], **series)
