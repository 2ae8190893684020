"""Staffing through the week in the browser."""

from reports.charts.interactive.frame import FONT, Figure, figure, named_rows, note, words
from reports.charts.spec import ChartSpec

_SHADES = 5  # of the ramp: ink stays readable on all of them, in both themes


def staffing_week(spec: ChartSpec) -> Figure:
    """One row per weekday, one cell per interval."""
    days = [words(series.name) for series in spec.series]
    data = {
        "type": "heatmap",
        "x": list(spec.positions),
        "y": list(range(len(days))),
        "z": [list(series.values) for series in spec.series],
        "zmin": 0,
        "colorscale": [[n / _SHADES, f"@ramp-{n}"] for n in range(_SHADES + 1)],
        "textfont": {"color": "@ink", "size": 11},
        "xgap": 1,
        "ygap": 1,
        "text": _numbers(spec, len(spec.positions) <= 26),
        "texttemplate": "%{text}",
        "hovertext": _times(spec),
        "hoverinfo": "text",
        "showscale": False,
    }
    layout = {
        "height": 96 + 30 * len(days),
        "margin": {"t": 28},
        "annotations": [note(_shades(spec), 1)],
        "xaxis": _hours(spec, 13),
        "yaxis": named_rows(days),
    }
    narrow = {
        "data": {"0": {"text": _numbers(spec, len(spec.positions) <= 10)}},
        "layout": {"xaxis": _hours(spec, 6), "yaxis": {"ticktext": [day[:3] for day in days]}},
    }
    return figure([data], layout, narrow)


def _numbers(spec: ChartSpec, shown: bool) -> list[list[str]]:
    return [
        [spec.written(series, value) if shown and value else "" for value in series.values]
        for series in spec.series
    ]


def _times(spec: ChartSpec) -> list[list[str]]:
    starts = [spec.position_number.text(start) for start in spec.positions]
    return [
        [
            f"{words(series.name)} {start}: {spec.written(series, value)}"
            for start, value in zip(starts, series.values, strict=True)
        ]
        for series in spec.series
    ]


def _hours(spec: ChartSpec, most: int) -> Figure:
    hours = sorted({int(start) for start in spec.positions})
    every = next(n for n in (1, 2, 3, 4, 6, 12, 24) if len(hours) / n <= most)
    ticks = [start for start in spec.positions if start % every == 0]
    return {
        "tickvals": ticks,
        "ticktext": [spec.position_number.text(tick) for tick in ticks],
        "title": {
            "text": "Time of day (start of the interval)",
            "standoff": 10,
            "font": {"size": FONT, "color": "@ink-2"},
        },
        "tickfont": {"size": 11, "color": "@ink-3"},
        "tickangle": 0,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }


def _shades(spec: ChartSpec) -> str:
    most = max(v for series in spec.series for v in series.values if v is not None)
    return f"{words(spec.value_axis)}: from 0 (lightest) to {spec.number.text(most)} (darkest)"
