"""Fields of cells in the browser: gates by option, and staffing through the week."""

from reports.charts.builders.answer import GATE_STATES, GATE_WORDS
from reports.charts.interactive.frame import (
    FONT,
    LABEL_NARROW,
    LABEL_WIDE,
    NARROW,
    WIDE,
    Figure,
    figure,
    named_rows,
    words,
    wrapped,
)
from reports.charts.spec import ChartSpec

_SHADES = 5  # of the ramp: ink stays readable on all of them, in both themes
_SIGNS = {"pass": "●", "open": "◐", "fail": "■", "waived": "◇", "not_applicable": "–"}
_WASHES = ("go-wash", "conditional-wash", "nogo-wash", "unclear-wash", "unclear-wash")


def gates_matrix(spec: ChartSpec) -> Figure:
    """Sign and word in every cell; on a phone with many options the sign alone, with a key below."""
    count = len(spec.categories)
    cell, thin = (WIDE - LABEL_WIDE) / count, (NARROW - LABEL_NARROW) / count
    data = {
        "type": "heatmap",
        "x": list(range(count)),
        "y": list(range(len(spec.series))),
        "z": [list(series.values) for series in spec.series],
        "zmin": -0.5,
        "zmax": len(GATE_STATES) - 0.5,
        "colorscale": _steps(),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": _cells(spec, with_words=cell >= 84),
        "texttemplate": "%{text}",
        "textfont": {"color": "@ink", "size": FONT},
        "hovertext": _hover(spec),
        "hoverinfo": "text",
    }
    layout = {
        "height": 80 + 30 * len(spec.series),
        "xaxis": _heads(spec, cell - 8),
        "yaxis": _gates(spec, LABEL_WIDE),
        "margin": {"t": 8, "b": 30},
        "annotations": [] if cell >= 84 else [_key()],
    }
    narrow = {
        "data": {"0": {"text": _cells(spec, with_words=thin >= 84)}},
        "layout": {
            "xaxis": {"ticktext": _heads(spec, max(thin - 6, 24))["ticktext"]},
            "yaxis": {"ticktext": _gates(spec, LABEL_NARROW)["ticktext"]},
            "annotations": [] if thin >= 84 else [_key(-LABEL_NARROW + 16)],
            "margin": {"b": 44},
        },
    }
    return figure([data], layout, narrow)


def _steps() -> list[list[float | str]]:
    count = len(_WASHES)
    return [[edge, f"@{role}"] for n, role in enumerate(_WASHES) for edge in (n / count, (n + 1) / count)]


def _cells(spec: ChartSpec, with_words: bool) -> list[list[str]]:
    return [
        [
            f"{_SIGNS[GATE_STATES[int(v or 0)]]} {words(label)}"
            if with_words
            else _SIGNS[GATE_STATES[int(v or 0)]]
            for v, label in zip(series.values, series.labels, strict=True)
        ]
        for series in spec.series
    ]


def _hover(spec: ChartSpec) -> list[list[str]]:
    return [
        [
            f"{words(series.name)}<br>{words(option)}: {words(label)}"
            for option, label in zip(spec.categories, series.labels, strict=True)
        ]
        for series in spec.series
    ]


def _key(shift: float = 0) -> Figure:
    signs = [f"{sign} {GATE_WORDS[state]}" for state, sign in _SIGNS.items()]
    lines = "   ".join(signs[:3]) + "<br>" + "   ".join(signs[3:])
    return _note(lines, 0) | {"xshift": shift, "align": "left"}


def _note(text: str, y: int) -> Figure:
    """A line of words above (1) or below (0) the field."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": y,
        "xanchor": "left",
        "yanchor": "bottom" if y else "top",
        "yshift": 6 if y else -8,
        "text": text,
        "showarrow": False,
        "font": {"size": 11, "color": "@ink-2"},
    }


def _shades(spec: ChartSpec) -> str:
    most = max(v for series in spec.series for v in series.values if v is not None)
    return f"{words(spec.value_axis)}: from 0 (lightest) to {spec.number.text(most)} (darkest)"


def _heads(spec: ChartSpec, width: float) -> Figure:
    names = [wrapped(name, width) for name in spec.categories]
    return {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "ticks": "",
        "side": "top",
        "tickangle": 0,
        "tickfont": {"size": 11},
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }


def _gates(spec: ChartSpec, width: float) -> Figure:
    return named_rows([wrapped(series.name, width, 2) for series in spec.series])


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
        "annotations": [_note(_shades(spec), 1)],
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
