"""A chart as an interactive figure for the browser."""

import re
from collections.abc import Callable
from typing import Any

from plotly.io.json import to_json_plotly

from reports.charts.interactive import bars, columns, dots, gates, lines, week
from reports.charts.interactive.frame import Figure, figure, merged
from reports.charts.palette import COLOURS, Theme
from reports.charts.spec import ChartSpec

_DRAWERS: dict[str, Callable[[ChartSpec], Figure]] = {
    "value_by_factor": bars.stacked_bars,
    "rank_acceptability": bars.stacked_bars,
    "cost_waterfall": bars.cost_waterfall,
    "tornado": bars.tornado_bars,
    "cost_over_time": lines.line_chart,
    "weight_sensitivity": lines.line_chart,
    "saving_distribution": columns.saving_distribution,
    "exit_plan": columns.exit_plan,
    "gates_matrix": gates.gates_matrix,
    "staffing_week": week.staffing_week,
    "scenario_comparison": dots.scenario_comparison,
    "scenario_differences": dots.scenario_differences,
}

CONFIG = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": "reset",
}

_COLOUR_KEY = re.compile(r"color(scale)?$")
_ROLE = re.compile(r"@([a-z0-9-]+)(?:/([0-9.]+))?$")


def to_plotly(spec: ChartSpec, theme: Theme = "light", narrow: bool = False) -> dict[str, Any]:
    """The figure as plain data: `data`, `layout` and `config`, with the theme's colours."""
    drawn = _drawn(spec)
    data, layout = drawn["data"], drawn["layout"]
    if narrow:
        layout = merged(layout, drawn["narrow"].get("layout", {}))
        changes = drawn["narrow"].get("data", {})
        data = [merged(trace, changes.get(str(index), {})) for index, trace in enumerate(data)]
    return {"data": _coloured(data, theme), "layout": _coloured(layout, theme), "config": dict(CONFIG)}


def figure_json(spec: ChartSpec) -> str:
    """What static/js/charts.js reads: the figure, what changes on a phone, and the colours of both themes.

    Safe inside a script element: no angle bracket is left in it.
    """
    drawn = _drawn(spec)
    roles = sorted(_roles(drawn))
    colours = {theme: {role: names[role] for role in roles} for theme, names in COLOURS.items()}
    return str(to_json_plotly(drawn | {"config": CONFIG, "colours": colours}))


def _drawn(spec: ChartSpec) -> Figure:
    return _no_data() if spec.empty else _DRAWERS[spec.kind](spec)


def _no_data() -> Figure:
    note = {"text": "No data yet", "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    hidden = {"visible": False, "fixedrange": True}
    return figure(
        [],
        {"height": 110, "xaxis": hidden, "yaxis": hidden, "annotations": [note], "margin": {"t": 8, "b": 8}},
    )


def _coloured(node: Any, theme: Theme, key: str = "") -> Any:
    """The same node with its colour roles replaced; only settings that hold colours are touched."""
    if isinstance(node, dict):
        return {name: _coloured(value, theme, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_coloured(value, theme, key) for value in node]
    match = _ROLE.match(node) if isinstance(node, str) and _COLOUR_KEY.search(key) else None
    return _final(COLOURS[theme][match[1]], match[2]) if match else node


def _final(colour: str, opacity: str | None) -> str:
    if opacity is None:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _roles(node: Any, key: str = "") -> set[str]:
    if isinstance(node, dict):
        return {role for name, value in node.items() for role in _roles(value, name)}
    if isinstance(node, list):
        return {role for value in node for role in _roles(value, key)}
    match = _ROLE.match(node) if isinstance(node, str) and _COLOUR_KEY.search(key) else None
    return {match[1]} if match else set()
