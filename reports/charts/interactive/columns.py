"""Upright columns in the browser: the spread of the saving, and the exit plan."""

from typing import Any

from reports.charts.interactive.frame import (
    FONT,
    NARROW,
    WIDE,
    Figure,
    figure,
    hatch,
    level,
    upright_marks,
    value_axis,
    words,
)
from reports.charts.scales import axis
from reports.charts.spec import ChartSpec, Reference, Series
from reports.charts.svg.histogram import position_axis

_AXIS, _PLOT = 60.0, 240.0


def saving_distribution(spec: ChartSpec) -> Figure:
    """Columns per bin, coloured by what they mean."""
    across = position_axis(spec.positions, [mark.value for mark in spec.references])
    heights = axis([v for series in spec.series for v in series.values], 4)
    marks = list(spec.references)
    shapes, wide_notes, above = upright_marks(marks, across.scale(0.0, WIDE - _AXIS), WIDE - _AXIS, _PLOT)
    narrow_shapes, narrow_notes, narrow_above = upright_marks(
        marks, across.scale(0.0, NARROW - _AXIS), NARROW - _AXIS, _PLOT
    )
    layout = {
        "barmode": "overlay",
        "height": _PLOT + 84 + above,
        "showlegend": True,
        "xaxis": value_axis(across, spec.position_number, spec.row_name, showgrid=False),
        "yaxis": value_axis(heights, spec.number, spec.value_axis),
        "shapes": shapes,
        "annotations": wide_notes,
        "margin": {"t": 36 + above},
    }
    few = position_axis(spec.positions, [mark.value for mark in marks], 3)
    narrow = {
        "shapes": narrow_shapes,
        "annotations": narrow_notes,
        "margin": {"t": 84 + narrow_above},
        "height": _PLOT + 136 + narrow_above,
        "xaxis": {
            "tickvals": list(few.ticks),
            "ticktext": [spec.position_number.tick(tick, few.step) for tick in few.ticks],
        },
    }
    return figure([_zone(spec, series) for series in spec.series], layout, {"layout": narrow})


def _zone(spec: ChartSpec, series: Series) -> Figure:
    bins = [(i, v) for i, v in enumerate(series.values) if v is not None]
    edges = [(spec.positions[i], spec.positions[i + 1]) for i, _ in bins]
    written = [tuple(map(spec.position_number.text, edge)) for edge in edges]
    return {
        "type": "bar",
        "name": words(series.name),
        "x": [(low + high) / 2 for low, high in edges],
        "width": [high - low for low, high in edges],
        "y": [value for _, value in bins],
        "hovertext": [
            f"{low} to {high}: {spec.number.text(v)} of futures"
            for (low, high), (_, v) in zip(written, bins, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {
            "color": f"@{series.role}",
            "line": {"color": "@paper", "width": 1},
            "pattern": hatch(series),
        },
    }


def exit_plan(spec: ChartSpec) -> Figure:
    """People by month, and the service level in a panel above."""
    bars, levels = spec.marked("bar"), spec.marked("line")
    totals = [sum(s.values[i] or 0 for s in bars) for i in range(len(spec.positions))]
    layout: dict[str, Any] = {
        "barmode": "stack",
        "bargap": 0.2,
        "height": 420 if levels else 300,
        "showlegend": True,
        "margin": {"t": 36},
        "uniformtext": {"minsize": 9, "mode": "hide"},
        "xaxis": _months(spec, 16),
        "yaxis": value_axis(axis(totals, 4), spec.number, spec.value_axis, domain=[0, 0.6 if levels else 1]),
    }
    if levels:
        layout |= _level_panel(spec, levels[0])
    data = [_people(spec, series) for series in bars] + [_level(spec, series) for series in levels]
    return figure(data, layout, {"layout": {"xaxis": _months(spec, 8)}})


def _months(spec: ChartSpec, most: int) -> Figure:
    every = next(n for n in (1, 2, 3, 6, 12, 24, 60, 240) if len(spec.positions) / n <= most)
    ticks = [p for i, p in enumerate(spec.positions) if every == 1 or i == 0 or int(p) % every == 0]
    return {
        "range": [min(spec.positions) - 0.6, max(spec.positions) + 0.6],
        "tickvals": ticks,
        "ticktext": [spec.position_number.text(tick) for tick in ticks],
        "title": {"text": words(spec.row_name), "standoff": 10, "font": {"size": FONT, "color": "@ink-2"}},
        "tickfont": {"size": 11, "color": "@ink-3"},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }


def _level_panel(spec: ChartSpec, series: Series) -> dict[str, Any]:
    number = series.number or spec.number
    known = [v for v in series.values if v is not None] + [mark.value for mark in spec.references]
    if len(set(known)) == 1:  # a level that never changes stands between none and all
        known += [0.0, 1.0]
    return {
        "yaxis2": value_axis(axis(known, 3, zero=False), number, series.name, domain=[0.7, 1]),
        "shapes": [_target(mark, [v for v in series.values if v is not None]) for mark in spec.references],
    }


def _target(mark: Reference, values: list[float]) -> Figure:
    """The target, named where the line is farthest from it and on the other side."""
    first, last = (values[0] - mark.value, values[-1] - mark.value) if values else (0.0, 0.0)
    side, gap = ("start", first) if abs(first) > abs(last) else ("end", last)
    return level(mark, "y2", side, gap > 0)


def _people(spec: ChartSpec, series: Series) -> Figure:
    written = [spec.written(series, value) for value in series.values]
    months = [spec.position_number.text(month) for month in spec.positions]
    return {
        "type": "bar",
        "name": words(series.name),
        "x": list(spec.positions),
        "y": list(series.values),
        "text": written,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": f"@on-{series.role}", "size": 11},
        "hovertext": [
            f"Month {month}, {words(series.name)}: {text}"
            for month, text in zip(months, written, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {"color": f"@{series.role}"},
    }


def _level(spec: ChartSpec, series: Series) -> Figure:
    written = [spec.written(series, value) for value in series.values]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words(series.name),
        "x": list(spec.positions),
        "y": list(series.values),
        "yaxis": "y2",
        "cliponaxis": False,
        "hovertext": [f"{words(series.name)}: {text}" for text in written],
        "hoverinfo": "text",
        "line": {"color": f"@{series.role}", "width": 2.4},
        "marker": {"size": 6},
        "showlegend": False,
    }
