"""Lines over months or over a weight, each named at its end."""

from itertools import pairwise

from reports.charts.labels import fit, text_width
from reports.charts.palette import name_role
from reports.charts.scales import Axis, Scale, axis, round_step
from reports.charts.spec import ChartSpec, Series
from reports.charts.svg.canvas import SMALL, Canvas
from reports.charts.svg.furniture import (
    axis_title,
    grid_x,
    grid_y,
    mark_room,
    tick_room,
    vertical_marks,
)

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)


def position_axis(spec: ChartSpec, count: int = 6) -> Axis:
    """From the first to the last position; months are marked in parts of a year."""
    low, high = min(spec.positions), max(spec.positions)
    high = high if high > low else low + 1
    if spec.kind == "weight_sensitivity":
        return Axis(low, high, round_step(high - low, 5))
    step = next((s for s in _MONTH_STEPS if (high - low) / s <= count), 120)
    return Axis(low, high, step)


def value_axis(spec: ChartSpec) -> Axis:
    """Around all lines and bands, and zero where the numbers are money."""
    ends = [v for s in spec.series for v in (*s.values, *s.low, *s.high)]
    ends += [mark.value for mark in spec.references if mark.axis == "value"]
    return axis(ends, 5, zero=spec.kind == "cost_over_time")


def draw(canvas: Canvas) -> float:
    """Draws all lines; returns the height."""
    spec = canvas.spec
    upright, across = value_axis(spec), position_axis(spec, 5 if canvas.narrow else 8)
    left, names = tick_room(upright, spec.number), _name_room(canvas)
    x = across.scale(left, canvas.width - names - 10)
    marks = [i for i, mark in enumerate(spec.references) if mark.axis == "position"]
    top = axis_title(canvas, 0, 0, spec.value_axis) + 4
    plot_top = top + mark_room(canvas, x, marks)
    bottom = plot_top + max(210.0, 14.0 * len(spec.series))
    y = upright.scale(bottom, plot_top)
    grid_y(canvas, upright, y, left, x.end, spec.number)
    end = grid_x(canvas, across, x, bottom, bottom, spec.position_number)
    _bands(canvas, x, y)
    vertical_marks(canvas, x, marks, top, bottom)
    _levels(canvas, x, y)
    _lines(canvas, x, y)
    _names(canvas, x, y, names)
    return axis_title(canvas, left, end, spec.row_name)


def _name_room(canvas: Canvas) -> float:
    widest = max(text_width(s.name, SMALL, bold=True) for s in canvas.spec.series)
    return min(widest, canvas.width * 0.26) + 4


def _bands(canvas: Canvas, x: Scale, y: Scale) -> None:
    for series in canvas.spec.series:
        spots = list(zip(canvas.spec.positions, series.low, series.high, strict=False))
        known = [(p, low, high) for p, low, high in spots if low is not None and high is not None]
        if len(known) > 1:
            ahead = [(x.at(p), y.at(high)) for p, _, high in known]
            back = [(x.at(p), y.at(low)) for p, low, _ in reversed(known)]
            canvas.area(ahead + back, series.role, 0.13)


def _lines(canvas: Canvas, x: Scale, y: Scale) -> None:
    order = sorted(enumerate(canvas.spec.series), key=lambda pair: pair[1].emphasis)
    for index, series in order:
        pairs = zip(canvas.spec.positions, series.values, strict=True)
        places = [(x.at(p), y.at(v)) for p, v in pairs if v is not None]
        width = 2.4 if series.emphasis else 1.6
        if len(places) == 1:
            canvas.circle(*places[0], 3, series.role, canvas.all_data(index))
        elif places:
            canvas.polyline(places, series.role, width, series.dash, canvas.all_data(index))


def _levels(canvas: Canvas, x: Scale, y: Scale) -> None:
    for index, mark in enumerate(canvas.spec.references):
        if mark.axis == "value":
            level = y.at(mark.value)
            data = canvas.reference_data(index)
            canvas.line((x.start, level), (x.end, level), mark.role, 1.2, mark.dash, data)
            canvas.text(x.start + 4, level - 4, mark.label, mark.role, SMALL, bold=True)


def _names(canvas: Canvas, x: Scale, y: Scale, room: float) -> None:
    ends = [(y.at(last(series)), series) for series in canvas.spec.series if drawn(series)]
    levels = spread([end for end, _ in ends], 13, y.end + 4, y.start - 4)
    for (place, series), level in zip(ends, levels, strict=True):
        if abs(level - place) > 2:
            canvas.line((x.end + 1, place), (x.end + 8, level), "line-2", 0.8)
        words = fit(series.name, room, SMALL, series.emphasis)
        canvas.text(x.end + 10, level + 3.5, words, name_role(series.role), SMALL, bold=series.emphasis)


def drawn(series: Series) -> bool:
    """True when the line has a place to start from."""
    return any(value is not None for value in series.values)


def last(series: Series) -> float:
    """The last known value of a line."""
    return next(value for value in reversed(series.values) if value is not None)


def spread(places: list[float], apart: float, low: float, high: float) -> list[float]:
    """The same order between low and high, moved as little as needed so that neighbours are `apart`."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = [places[i] for i in order]
    for _ in range(80):
        for first, second in pairwise(range(len(moved))):
            overlap = apart - (moved[second] - moved[first])
            if overlap > 0.01:
                moved[first] -= overlap / 2
                moved[second] += overlap / 2
        moved = [min(max(place, low), high) for place in moved]
    for first, second in pairwise(range(len(moved))):
        moved[second] = max(moved[second], moved[first] + apart)
    for first, second in reversed(list(pairwise(range(len(moved))))):
        moved[second] = min(moved[second], high - apart * (len(moved) - 1 - second))
        moved[first] = min(moved[first], moved[second] - apart)
    result = list(places)
    for place, index in zip(moved, order, strict=True):
        result[index] = place
    return result
