"""Scenarios in the browser: a panel per measure, and differences against a base."""

from typing import Any

from reports.charts.interactive.frame import (
    FONT,
    LABEL_NARROW,
    LABEL_WIDE,
    NARROW,
    WIDE,
    Figure,
    figure,
    merged,
    narrow_rows,
    row_axis,
    upright_marks,
    value_axis,
    words,
)
from reports.charts.labels import fit
from reports.charts.spec import ChartSpec, Series
from reports.charts.svg.dots import interval_axis

_GAP = 0.07


def scenario_comparison(spec: ChartSpec) -> Figure:
    """Panels beside each other; below each other on a phone."""
    count = len(spec.series)
    width = (1 - _GAP * (count - 1)) / count
    layout: dict[str, Any] = {
        "height": 96 + 46 * len(spec.categories),
        "annotations": [],
        "margin": {"t": 34},
    }
    narrow: dict[str, Any] = {"height": count * (70 + 40 * len(spec.categories)) + 20, "annotations": []}
    rows, few = row_axis(spec), row_axis(spec, LABEL_NARROW)
    tall = (1 - 0.14 * (count - 1) / max(count - 1, 1)) / count if count > 1 else 1.0
    for index, series in enumerate(spec.series):
        end = "" if index == 0 else str(index + 1)
        left = index * (width + _GAP)
        top = 1 - index * (1 + 0.14) / count if count > 1 else 1.0
        across = interval_axis((series,), 3, zero=False)
        spare = (across.high - across.low) * 0.1
        bounds = [across.low - spare, across.high + spare]
        axis = value_axis(across, series.number or spec.number, "", domain=[left, left + width], range=bounds)
        layout["xaxis" + end] = axis | {"anchor": "y" + end}
        layout["yaxis" + end] = rows | {"showticklabels": index == 0, "anchor": "x" + end}
        room = (WIDE - LABEL_WIDE) * width
        layout["annotations"].append(_head(series, left, 1.0, room))
        bottom = max(top - tall, 0.0)
        narrow["xaxis" + end] = {"domain": [0, 1]}
        narrow["yaxis" + end] = {
            "domain": [bottom, top],
            "showticklabels": True,
            "ticktext": few["ticktext"],
        }
        narrow["annotations"].append(_head(series, 0.0, top, NARROW - LABEL_NARROW))
    data = [_dots(spec, index, f"{index + 1}" if index else "") for index in range(count)]
    return figure(data, layout, {"layout": narrow})


def _head(series: Series, x: float, y: float, room: float) -> Figure:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "bottom",
        "text": words(fit(series.name, room, FONT, bold=True)),
        "showarrow": False,
        "yshift": 4,
        "font": {"size": FONT, "weight": 600},
    }


def scenario_differences(spec: ChartSpec) -> Figure:
    """One row per scenario, one dot per measure, against zero."""
    across = interval_axis(spec.series, 6, zero=True, snug=True)
    marks = list(spec.references)
    shapes, notes, above = upright_marks(marks, across.scale(LABEL_WIDE, WIDE), WIDE, 200.0)
    count = len(spec.series)
    data = [
        _dots(spec, index, "", (index - (count - 1) / 2) * 0.5 / count, signed=True) for index in range(count)
    ]
    layout = {
        "height": 90 + above + (30 + 26 * count) * len(spec.categories),
        "showlegend": count > 1,
        "shapes": shapes,
        "annotations": notes,
        "margin": {"t": 14 + above + (24 if count > 1 else 0), "r": 40},
        "xaxis": value_axis(across, spec.number, spec.value_axis),
        "yaxis": row_axis(spec),
    }
    few = interval_axis(spec.series, 3, zero=True, snug=True)
    shapes, notes, _ = upright_marks(marks, across.scale(LABEL_NARROW, NARROW), NARROW, 200.0)
    less = {"tickvals": list(few.ticks), "ticktext": [spec.number.tick(t, few.step) for t in few.ticks]}
    return figure(
        data,
        layout,
        merged(narrow_rows(spec), {"layout": {"xaxis": less, "shapes": shapes, "annotations": notes}}),
    )


def _dots(spec: ChartSpec, index: int, end: str, shift: float = 0.0, signed: bool = False) -> Figure:
    series = spec.series[index]
    roles = ["ink" if spec.highlight == row else series.role for row in range(len(spec.categories))]
    written = [spec.written(series, value, signed) for value in series.values]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": words(series.name),
        "x": list(series.values),
        "y": [row + shift + 0.1 for row in range(len(spec.categories))],
        "xaxis": f"x{end}",
        "yaxis": f"y{end}",
        "error_x": _interval(series),
        "text": ["" if signed and text == spec.written(series, 0.0, signed) else text for text in written],
        "textposition": "top center",
        "textfont": {"size": 11, "color": "@ink", "weight": 600},
        "cliponaxis": False,
        "marker": {
            "color": [f"@{role}" for role in roles],
            "size": 9,
            "line": {"color": "@paper", "width": 1},
        },
        "hovertext": _hover(spec, series, written),
        "hoverinfo": "text",
    }


def _interval(series: Series) -> Figure:
    if not series.low:
        return {"visible": False}
    triples = list(zip(series.values, series.low, series.high, strict=True))
    return {
        "type": "data",
        "symmetric": False,
        "array": [None if v is None or high is None else high - v for v, _, high in triples],
        "arrayminus": [None if v is None or low is None else v - low for v, low, _ in triples],
        "color": f"@{series.role}",
        "thickness": 1.8,
        "width": 4,
    }


def _hover(spec: ChartSpec, series: Series, written: list[str]) -> list[str]:
    number = series.number or spec.number
    texts = [
        f"{words(n)}<br>{words(series.name)}: {t}" for n, t in zip(spec.categories, written, strict=True)
    ]
    if not series.low:
        return texts
    return [
        f"{text}<br>80 %: {number.text(low)} to {number.text(high)}"
        for text, low, high in zip(texts, series.low, series.high, strict=True)
    ]
