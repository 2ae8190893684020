"""Musts by option in the browser: a sign in every cell, with its word where there is room."""

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
    note,
    words,
    wrapped,
)
from reports.charts.labels import fit
from reports.charts.spec import ChartSpec

_SIGNS = {"pass": "●", "open": "◐", "fail": "■", "waived": "◇", "not_applicable": "–"}
_WASHES = ("go-wash", "conditional-wash", "nogo-wash", "unclear-wash", "unclear-wash")
_ROOM_FOR_WORDS, _ROOM_FOR_NAMES = 84.0, 46.0
_KEY_LINE = 15.0


def gates_matrix(spec: ChartSpec) -> Figure:
    """Columns are options; thin ones are numbered, with the names in a key below."""
    data = {
        "type": "heatmap",
        "x": list(range(len(spec.categories))),
        "y": list(range(len(spec.series))),
        "z": [list(series.values) for series in spec.series],
        "zmin": -0.5,
        "zmax": len(GATE_STATES) - 0.5,
        "colorscale": _steps(),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": _cells(spec, _cell(spec, WIDE, LABEL_WIDE)),
        "texttemplate": "%{text}",
        "textfont": {"color": "@ink", "size": FONT},
        "hovertext": _hover(spec),
        "hoverinfo": "text",
    }
    narrow = {
        "data": {"0": {"text": _cells(spec, _cell(spec, NARROW, LABEL_NARROW))}},
        "layout": _frame(spec, NARROW, LABEL_NARROW),
    }
    return figure([data], _frame(spec, WIDE, LABEL_WIDE), narrow)


def _cell(spec: ChartSpec, width: float, label: float) -> float:
    return (width - label) / len(spec.categories)


def _frame(spec: ChartSpec, width: float, label: float) -> Figure:
    """Axes, key and height for a figure of this width."""
    cell = _cell(spec, width, label)
    key = _key(spec, cell, width)
    room = 14 + _KEY_LINE * len(key)
    shift = {"xshift": 16 - label if width == NARROW else 0, "align": "left"}
    return {
        "height": 62 + 30 * len(spec.series) + room,
        "xaxis": _heads(spec, cell),
        "yaxis": named_rows([wrapped(series.name, label, 2) for series in spec.series]),
        "margin": {"t": 8, "b": room},
        "annotations": [note("<br>".join(key), 0) | shift] if key else [],
    }


def _key(spec: ChartSpec, cell: float, width: float) -> list[str]:
    """What signs and numbers mean, in lines."""
    lines = []
    if cell < _ROOM_FOR_WORDS:
        signs = [f"{sign} {GATE_WORDS[state]}" for state, sign in _SIGNS.items()]
        lines += ["   ".join(signs[:3]), "   ".join(signs[3:])]
    if cell < _ROOM_FOR_NAMES:
        lines += [words(fit(f"{n}  {name}", width - 40, 11)) for n, name in enumerate(spec.categories, 1)]
    return lines


def _steps() -> list[list[float | str]]:
    count = len(_WASHES)
    return [[edge, f"@{role}"] for n, role in enumerate(_WASHES) for edge in (n / count, (n + 1) / count)]


def _cells(spec: ChartSpec, cell: float) -> list[list[str]]:
    return [
        [_written(int(value or 0), cell >= _ROOM_FOR_WORDS) for value in series.values]
        for series in spec.series
    ]


def _written(code: int, with_word: bool) -> str:
    state = GATE_STATES[code]
    return f"{_SIGNS[state]} {GATE_WORDS[state]}" if with_word else _SIGNS[state]


def _hover(spec: ChartSpec) -> list[list[str]]:
    return [
        [
            f"{words(series.name)}<br>{words(option)}: {words(label)}"
            for option, label in zip(spec.categories, series.labels, strict=True)
        ]
        for series in spec.series
    ]


def _heads(spec: ChartSpec, cell: float) -> Figure:
    names = [wrapped(name, cell - 6) for name in spec.categories]
    numbers = [str(n) for n in range(1, len(names) + 1)]
    return {
        "tickvals": list(range(len(names))),
        "ticktext": numbers if cell < _ROOM_FOR_NAMES else names,
        "ticks": "",
        "side": "top",
        "tickangle": 0,
        "tickfont": {"size": 11},
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }
