"""Lines in the browser: money over months, value over a weight."""

from reports.charts.interactive.frame import (
    FONT,
    NARROW,
    WIDE,
    Figure,
    figure,
    level,
    upright_marks,
    value_axis,
    words,
    wrapped,
)
from reports.charts.labels import text_width
from reports.charts.palette import name_role
from reports.charts.scales import Axis
from reports.charts.spec import ChartSpec, Series
from reports.charts.svg import lines

PLOT = 260.0
_AXIS = 60.0


def line_chart(spec: ChartSpec) -> Figure:
    """Every option as a line that carries its name at its end."""
    upright, across = lines.value_axis(spec), lines.position_axis(spec, 8)
    height = max(PLOT, 15.0 * len(spec.series))
    data = [trace for s in spec.series for trace in (*_band(spec, s), _line(spec, s))]
    wide, narrow = (_placed(spec, upright, height, width) for width in (WIDE, NARROW))
    layout = {
        "hovermode": "x unified",
        "dragmode": "zoom",
        "xaxis": _along(spec, across),
        "yaxis": value_axis(upright, spec.number, spec.value_axis),
        **wide,
    }
    narrow["xaxis"] = {"tickvals": list(lines.position_axis(spec, 4).ticks)}
    narrow["xaxis"]["ticktext"] = [spec.position_number.text(tick) for tick in narrow["xaxis"]["tickvals"]]
    narrow["dragmode"] = False
    return figure(data, layout, {"layout": narrow})


def _along(spec: ChartSpec, across: Axis) -> Figure:
    """The positions; unified hover names the place, so they need a format of their own."""
    written = {"hoverformat": ".0%"} if spec.position_number.scale != 1 else {}
    return value_axis(
        across, spec.position_number, spec.row_name, fixedrange=False, showgrid=False, **written
    )


def _placed(spec: ChartSpec, upright: Axis, height: float, width: float) -> Figure:
    """Names and reference lines for a figure of this width."""
    room = min(max(text_width(s.name, FONT, True) for s in spec.series), width * 0.27) + 14
    across = lines.position_axis(spec)
    scale = across.scale(0.0, width - room - _AXIS)
    marks = [mark for mark in spec.references if mark.axis == "position"]
    shapes, notes, above = upright_marks(marks, scale, width - _AXIS, height)
    shapes += [level(mark) for mark in spec.references if mark.axis == "value"]
    return {
        "shapes": shapes,
        "annotations": notes + _names(spec, upright, height, room - 14),
        "margin": {"r": room, "t": 14 + above},
        "height": height + above + 70,
    }


def _names(spec: ChartSpec, upright: Axis, height: float, room: float) -> list[Figure]:
    scale = upright.scale(height, 0.0)
    named = [(s, lines.last(s)) for s in spec.series if lines.drawn(s)]
    places = [scale.at(value) for _, value in named]
    rows = 2 if room < 100 and len(named) <= 6 else 1
    moved = lines.spread(places, 15.0 * rows, 8.0 * rows, height - 8.0 * rows)
    return [
        {
            "xref": "paper",
            "x": 1,
            "y": value,
            "text": wrapped(series.name, room, rows),
            "showarrow": False,
            "xanchor": "left",
            "align": "left",
            "xshift": 6,
            "yshift": round(place - level, 1),
            "font": {
                "size": FONT,
                "color": f"@{name_role(series.role)}",
                "weight": 600 if series.emphasis else 400,
            },
        }
        for (series, value), place, level in zip(named, places, moved, strict=True)
    ]


def _mode(series: Series) -> str:
    """A point alone has no line; where points are missing, a lonely one must be seen, too."""
    known = sum(value is not None for value in series.values)
    if known <= 1:
        return "markers"
    return "lines" if known == len(series.values) else "lines+markers"


def _line(spec: ChartSpec, series: Series) -> Figure:
    shown = [spec.written(series, value) for value in series.values]
    return {
        "type": "scatter",
        "mode": _mode(series),
        "connectgaps": True,
        "name": words(series.name),
        "x": list(spec.positions),
        "y": list(series.values),
        "hovertext": [f"{words(series.name)}: {text}" for text in shown],
        "hoverinfo": "text",
        "line": {
            "color": f"@{series.role}",
            "width": 3 if series.emphasis else 1.8,
            "dash": "dash" if series.dash else "solid",
        },
        "meta": "line",
    }


def _band(spec: ChartSpec, series: Series) -> list[Figure]:
    """The 80 % band as two invisible lines with the space between them filled."""
    if not series.low:
        return []
    edge = {
        "type": "scatter",
        "mode": "lines",
        "x": list(spec.positions),
        "line": {"width": 0, "color": f"@{series.role}"},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    low = edge | {"y": list(series.low), "meta": "low"}
    high = edge | {
        "y": list(series.high),
        "meta": "high",
        "fill": "tonexty",
        "fillcolor": f"@{series.role}/0.13",
    }
    return [low, high]
