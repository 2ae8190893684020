"""What all interactive figures share: fonts, axes, reference lines and safe labels.

Colours are written as `@role`; they are replaced by the theme's colours at the end.
"""

from html import escape
from typing import Any

from reports.charts.formats import NumberFormat
from reports.charts.labels import wrap
from reports.charts.scales import Axis, Scale
from reports.charts.spec import ChartSpec, Reference
from reports.charts.svg.furniture import place_marks

Figure = dict[str, Any]
FONT = 12
WIDE, NARROW = 660.0, 330.0
LABEL_WIDE, LABEL_NARROW = 190.0, 104.0


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
        "margin": {"l": 8, "r": 12, "t": 30, "b": 44, "pad": 4},
        "hoverlabel": {
            "bgcolor": "@paper",
            "bordercolor": "@line-2",
            "font": {"color": "@ink", "size": FONT},
            "align": "left",
        },
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
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
        "fixedrange": True,
        "automargin": True,
    } | more


def row_axis(spec: ChartSpec, width: float = LABEL_WIDE) -> Figure:
    """Rows from top to bottom by number, so that equal names stay apart."""
    names = spec.categories
    bold = {spec.highlight}
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [
            f"<b>{wrapped(n, width)}</b>" if i in bold else wrapped(n, width) for i, n in enumerate(names)
        ],
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


def upright_marks(marks: list[Reference], scale: Scale) -> tuple[list[Figure], list[Figure], float]:
    """Vertical reference lines with their labels above the plot, and the height that those need."""
    places = [(scale.at(mark.value), mark.label) for mark in marks]
    spots = place_marks(places, min(scale.start, 0.0), scale.end + 40, FONT)
    shapes, notes = [], []
    deepest = max((row for row, _ in spots), default=-1)
    for mark, (row, side) in zip(marks, spots, strict=True):
        shapes.append(upright(mark))
        notes.append(
            {
                "x": mark.value,
                "y": 1,
                "yref": "paper",
                "text": f"<b>{words(mark.label)}</b>",
                "showarrow": False,
                "xanchor": "left" if side == "start" else "right",
                "yanchor": "bottom",
                "yshift": (deepest - row) * 16,
                "font": {"size": 11, "color": f"@{mark.role}"},
            }
        )
    return shapes, notes, 16.0 * (deepest + 1)


def upright(mark: Reference) -> Figure:
    """One vertical reference line."""
    return {
        "type": "line",
        "x0": mark.value,
        "x1": mark.value,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": f"@{mark.role}", "width": 1.5, "dash": "dash" if mark.dash else "solid"},
    }


def level(mark: Reference, axis: str = "y") -> Figure:
    """One horizontal reference line with its label."""
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
            "textposition": "end",
            "font": {"size": 11, "color": f"@{mark.role}"},
        },
    }
