"""Horizontal bars in the browser: stacked, waterfall, tornado."""

from reports.charts.interactive.frame import (
    LABEL_NARROW,
    LABEL_WIDE,
    NARROW,
    WIDE,
    Figure,
    figure,
    hatch,
    merged,
    narrow_rows,
    row_axis,
    upright_marks,
    value_axis,
    words,
)
from reports.charts.labels import fit
from reports.charts.scales import Axis, axis
from reports.charts.spec import ChartSpec, Series
from reports.charts.svg import stacked, tornado, waterfall


def stacked_bars(spec: ChartSpec) -> Figure:
    """Value by factor and rank acceptability."""
    data = [_segment(spec, series) for series in spec.marked("bar")]
    data += [_total(spec, series) for series in spec.marked("interval")]
    upright = stacked.value_axis(spec)
    layout = {
        "barmode": "relative",
        "bargap": 0.45,
        "height": 92 + 44 * len(spec.categories),
        "showlegend": True,
        "xaxis": value_axis(upright, spec.number, spec.value_axis),
        "yaxis": row_axis(spec),
        "uniformtext": {"minsize": 10, "mode": "hide"},
        "margin": {"t": 34},
    }
    narrow = merged(
        narrow_rows(spec), {"layout": {"margin": {"t": 70}, "height": 128 + 44 * len(spec.categories)}}
    )
    return figure(data, layout, narrow)


def _segment(spec: ChartSpec, series: Series) -> Figure:
    written = [spec.written(series, value) for value in series.values]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(series.name),
        "x": list(series.values),
        "y": list(range(len(spec.categories))),
        "text": written,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": f"@on-{series.role}", "size": 11},
        "hovertext": _hover(spec, series),
        "hoverinfo": "text",
        "marker": {"color": f"@{series.role}", "line": {"color": "@paper", "width": 1}},
    }


def _hover(spec: ChartSpec, series: Series) -> list[str]:
    pairs = zip(spec.categories, series.values, strict=True)
    return [f"{words(name)}<br>{words(series.name)}: {spec.written(series, v)}" for name, v in pairs]


def _total(spec: ChartSpec, series: Series) -> Figure:
    known = [v or 0.0 for v in series.values]
    hover = [
        f"{line}, 80 %: {spec.number.text(low)} to {spec.number.text(high)}"
        for line, low, high in zip(_hover(spec, series), series.low, series.high, strict=True)
    ] or _hover(spec, series)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "80 % range",
        "x": list(series.values),
        "y": [row + 0.38 for row in range(len(spec.categories))],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [high - v for high, v in zip(map(_known, series.high), known, strict=False)],
            "arrayminus": [v - low for low, v in zip(map(_known, series.low), known, strict=False)],
            "color": "@ink-2",
            "thickness": 1.4,
            "width": 3,
        },
        "marker": {"color": "@ink", "size": 6},
        "hovertext": hover,
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _known(value: float | None) -> float:
    return value if value is not None else 0.0


def cost_waterfall(spec: ChartSpec) -> Figure:
    """From one cost to another."""
    steps = waterfall.spans(spec)
    data = [_steps(spec, index, steps) for index in range(len(spec.series))]
    ends = axis([end for start, stop, _ in steps for end in (start, stop)], 5)
    layout = {
        "barmode": "overlay",
        "bargap": 0.35,
        "height": 96 + 34 * len(steps),
        "showlegend": True,
        "xaxis": value_axis(ends, spec.number, spec.value_axis),
        "yaxis": row_axis(spec),
        "margin": {"t": 40, "r": 76},
    }
    few = axis([end for start, stop, _ in steps for end in (start, stop)], 3)
    less = {
        "xaxis": {
            "tickvals": list(few.ticks),
            "ticktext": [spec.number.tick(tick, few.step) for tick in few.ticks],
        },
        "height": 96 + 42 * len(steps),
    }
    return figure(data, layout, merged(narrow_rows(spec), {"layout": less}))


def _steps(spec: ChartSpec, index: int, steps: list[tuple[float, float, int]]) -> Figure:
    series = spec.series[index]
    rows = [row for row, step in enumerate(steps) if step[2] == index]
    written = [spec.written(series, series.values[row], signed=index > 0) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(series.name),
        "y": rows,
        "base": [steps[row][0] for row in rows],
        "x": [series.values[row] for row in rows],
        "text": written,
        "textposition": "outside",
        "textfont": {"color": f"@{series.role}" if index else "@ink", "size": 12, "weight": 600},
        "constraintext": "none",
        "width": 0.62,
        "cliponaxis": False,
        "hovertext": [f"{words(spec.categories[r])}<br>{t}" for r, t in zip(rows, written, strict=True)],
        "hoverinfo": "text",
        "marker": {"color": f"@{series.role}", "pattern": hatch(series)},
        "showlegend": index > 0,
    }


def tornado_bars(spec: ChartSpec) -> Figure:
    """How far each input alone moves the result."""
    across = tornado.value_axis(spec)
    base = spec.references[0].value
    data = [_side(spec, index, base) for index in range(len(spec.series))]
    shapes, notes, room = upright_marks(
        list(spec.references), across.scale(LABEL_WIDE, WIDE), WIDE, 36.0 * len(spec.categories)
    )
    layout = {
        "barmode": "overlay",
        "bargap": 0.35,
        "height": 112 + 36 * len(spec.categories),
        "showlegend": True,
        "xaxis": value_axis(across, spec.number, spec.value_axis, range=_roomy(across, 0.16)),
        "yaxis": row_axis(spec),
        "shapes": shapes,
        "annotations": notes,
        "margin": {"t": 40 + room},
    }
    return figure(data, layout, _narrow_tornado(spec, across))


def _narrow_tornado(spec: ChartSpec, across: Axis) -> Figure:
    shapes, notes, room = upright_marks(
        list(spec.references), across.scale(LABEL_NARROW, NARROW), NARROW, 36.0 * len(spec.categories)
    )
    layout = {
        "height": 112 + 42 * len(spec.categories),
        "xaxis": {"range": _roomy(across, 0.34)},
        "shapes": shapes,
        "annotations": notes,
        "margin": {"t": 48 + room},
    }
    return merged(narrow_rows(spec), {"layout": layout})


def _roomy(across: Axis, share: float) -> list[float]:
    """The range with room for the words at the ends of the bars."""
    room = (across.high - across.low) * share
    return [across.low - room, across.high + room]


def _side(spec: ChartSpec, index: int, base: float) -> Figure:
    """One end of every input; both ends share the row's height where they lie on the same side."""
    series = spec.series[index]
    ends = [[_known(v) - base for v in s.values] for s in spec.series]
    same = [first * second > 0 for first, second in zip(*ends, strict=True)]
    pairs = zip(spec.categories, series.labels, series.values, strict=True)
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(series.name),
        "y": list(range(len(spec.categories))),
        "base": base,
        "x": ends[index],
        "width": [0.32 if both else 0.64 for both in same],
        "offset": [(-0.32, 0.0)[index] if both else -0.32 for both in same],
        "text": [words(fit(label, 96, 11)) for label in series.labels],
        "textposition": "outside",
        "textfont": {"size": 11, "color": "@ink-2"},
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": [f"{words(n)} at {words(i)}: {spec.number.text(v)}" for n, i, v in pairs],
        "hoverinfo": "text",
        "marker": {
            "color": f"@{series.role}",
            "pattern": hatch(series),
        },
    }
