"""Figures and tables are numbered in the order in which they stand in the report."""

from dataclasses import dataclass
from typing import Any

from reports.charts.spec import ChartSpec

_FIGURES = {
    "options": ("value", "ranks"),
    "money": ("waterfall", "cash", "distribution"),
    "service": ("week",),
    "gates": ("gates",),
    "changes": ("tornado", "weight_"),
    "plan": ("plan_",),
}
_TABLES = {
    "decision": ("glance",),
    "conditions": ("conditions",),
    "options": ("options", "factors"),
    "money": ("sums",),
    "service": ("service", "streams"),
    "gates": ("gate_list",),
    "changes": ("flips",),
    "find_out": ("questions",),
    "vendors": ("vendor_",),
    "plan": ("plan_",),
    "basis": ("weightiest", "basis_proof"),
    "cost_lines": ("lines",),
    "measured": ("criteria",),
    "laws": ("gates_met", "laws"),
    "assumptions": ("grades", "assumptions"),
    "method": ("settings", "errors", "crosschecks", "proof"),
}
# What must be there for a table to stand, where it is not called like the table itself.
_NEEDED = {
    "glance": "options",
    "factors": "factor_blocks",
    "sums": "money",
    "lines": "money",
    "service": "options",
    "gate_list": "gates_unmet",
    "basis_proof": "method",
    "settings": "method",
    "errors": "method",
    "proof": "method",
}


@dataclass(frozen=True)
class Figure:
    key: str
    label: str  # `Figure 3`
    spec: ChartSpec


def numbered_figures(specs: dict[str, ChartSpec], keys: tuple[str, ...]) -> dict[str, Figure]:
    """`weight_` stands for all charts over the weight of a factor."""
    wanted = [name for key in keys for name in _FIGURES.get(key, ())]
    order = [key for name in wanted for key in specs if _is_called(key, name)]
    return {key: Figure(key, f"Figure\u00a0{number}", specs[key]) for number, key in enumerate(order, 1)}


def _tables_called(name: str, content: dict[str, Any]) -> list[str]:
    if name == "vendor_":
        return [f"vendor_{number}" for number, page in enumerate(content["vendors"], 1) if page.main]
    if name == "plan_":
        tables = sum(len(part.tables) for part in content["plan"])
        return [f"plan_{number}" for number in range(1, tables + 1)]
    return [name] if content.get(_NEEDED.get(name, name)) else []


def _is_called(key: str, name: str) -> bool:
    return key == name or (name.endswith("_") and key.startswith(name))


def numbered_tables(keys: tuple[str, ...], content: dict[str, Any]) -> dict[str, str]:
    """Only those that stand in the report; `vendor_` and `plan_` stand for one table or more."""
    wanted = [name for key in keys for name in _TABLES.get(key, ())]
    order = [table for name in wanted for table in _tables_called(name, content)]
    return {table: f"Table\u00a0{number}" for number, table in enumerate(order, 1)}
