"""What all interactive figures share: fonts, axes, reference lines and safe labels.

Colours are written as `@role`; they are replaced by the theme's colours at the end.
"""

from html import escape
from typing import Any

from reports.charts.formats import NumberFormat
from reports.charts.labels import wrap
from reports.charts.scales import Axis, Scale
from reports.charts.spec import ChartSpec, Reference, Series
from reports.charts.svg.furniture import place_marks

Figure = dict[str, Any]
FONT = 12
WIDE, NARROW = 660.0, 330.0
LABEL_WIDE, LABEL_NARROW = 190.0, 104.0
ROW = 16.0


def words(text: str) -> str:
    """User text for a picture that reads labels as markup."""
    return escape(text, quote=False)


def wrapped(text: str, width: float, lines: int = 3) -> str:
    """User text in lines."""
    return "<br>".join(map(words, wrap(text, width, FONT, lines)))


def figure(data: list[Figure], layout: Figure, narrow: Figure | None = None) -> Figure:
    """A figure with the house's layout below its own; `narrow` is laid over it on a phone."""
    base: Figure = {
        "font": {"family": "Inter, system-ui, sans-serif", "size": FONT, "color": "@ink"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 22, "t": 30, "b": 44, "pad": 4},
        "hoverlabel": {
            "bgcolor": "@paper",
            "bordercolor": "@line-2",
            "font": {"color": "@ink", "size": FONT},
            "align": "left",
        },
        "legend": {
            "orientation": "h",
            "xref": "container",
            "x": 0,
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "traceorder": "normal",
            "itemwidth": 30,
            "font": {"size": 11, "color": "@ink-2"},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
    }
    return {"data": data, "layout": merged(base, layout), "narrow": narrow or {}}


def merged(below: Figure, above: Figure) -> Figure:
    """Nested settings laid over others."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def value_axis(axis: Axis, number: NumberFormat, title: str, **more: Any) -> Figure:
    """An axis of values with our own round numbers."""
    return {
        "range": [axis.low, axis.high],
        "tickvals": list(axis.ticks),
        "ticktext": [words(number.tick(tick, axis.step)) for tick in axis.ticks],
        "title": {"text": words(title), "standoff": 10, "font": {"size": FONT, "color": "@ink-2"}},
        "tickfont": {"size": 11, "color": "@ink-3"},
        "gridcolor": "@line",
        "zerolinecolor": "@line-2",
        "ticks": "",
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "fixedrange": True,
        "automargin": True,
    } | more


def row_axis(spec: ChartSpec, width: float = LABEL_WIDE) -> Figure:
    """Rows from top to bottom by number, so that equal names stay apart."""
    return named_rows([wrapped(name, width, 2) for name in spec.categories])


def named_rows(names: list[str]) -> Figure:
    """An axis of names from top to bottom."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "ticks": "",
        "range": [len(names) - 0.5, -0.5],
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "ticklabelstandoff": 6,
    }


def narrow_rows(spec: ChartSpec) -> Figure:
    """Row labels on a phone."""
    return {"layout": {"yaxis": {"ticktext": row_axis(spec, LABEL_NARROW)["ticktext"]}}}


def upright_marks(
    marks: list[Reference], scale: Scale, right: float, plot: float
) -> tuple[list[Figure], list[Figure], float]:
    """Vertical lines that rise to their labels above the plot, the labels, and the height of those.

    `scale` and `right` are the expected places on the screen, `plot` the height of the plot.
    """
    places = [(scale.at(mark.value), mark.label) for mark in marks]
    spots = place_marks(places, 0.0, right, FONT)
    deepest = max((row for row, _ in spots), default=-1)
    shapes, notes = [], []
    for mark, (row, side) in zip(marks, spots, strict=True):
        rise = (deepest - row + 1) * ROW
        shapes.append(_upright(mark, 1 + (rise - 2) / plot))
        notes.append(_flag(mark, side, rise - ROW))
    return shapes, notes, ROW * (deepest + 1)


def _flag(mark: Reference, side: str, rise: float) -> Figure:
    return {
        "x": mark.value,
        "y": 1,
        "yref": "paper",
        "text": words(mark.label),
        "showarrow": False,
        "xanchor": "left" if side == "start" else "right",
        "xshift": 3 if side == "start" else -3,
        "yanchor": "bottom",
        "yshift": rise,
        "borderpad": 0,
        "font": {"size": 11, "color": f"@{mark.role}", "weight": 600},
    }


def _upright(mark: Reference, top: float) -> Figure:
    return {
        "type": "line",
        "x0": mark.value,
        "x1": mark.value,
        "yref": "paper",
        "y0": 0,
        "y1": round(top, 4),
        "line": {"color": f"@{mark.role}", "width": 1.5, "dash": "dash" if mark.dash else "solid"},
    }


def hatch(series: Series) -> Figure:
    """Slanted strokes on a fill, so that it is told apart without colour."""
    if not series.hatch:
        return {}
    return {"shape": "/", "size": 6, "solidity": 0.25, "fgcolor": "@paper", "bgcolor": f"@{series.role}"}


def level(mark: Reference, axis: str = "y", side: str = "end", below: bool = False) -> Figure:
    """One horizontal reference line with its label at one end, above or below it."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": axis,
        "y0": mark.value,
        "y1": mark.value,
        "line": {"color": f"@{mark.role}", "width": 1.2, "dash": "dash" if mark.dash else "solid"},
        "label": {
            "text": words(mark.label),
            "textposition": side,
            "yanchor": "top" if below else "bottom",
            "font": {"size": 11, "color": f"@{mark.role}"},
        },
    }


def note(text: str, y: int) -> Figure:
    """A line of words above (1) or below (0) the plot."""
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
