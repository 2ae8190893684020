"""Scenarios side by side: a panel per measure, and differences against a base."""

from reports.charts.labels import fit, text_width
from reports.charts.scales import Axis, Scale, axis
from reports.charts.spec import Series
from reports.charts.svg.canvas import LABEL, SMALL, Canvas
from reports.charts.svg.furniture import (
    LINE,
    Rows,
    axis_title,
    grid_x,
    mark_room,
    row_label,
    rows,
    series_legend,
    vertical_marks,
)

_GAP = 22.0


def interval_axis(series: tuple[Series, ...], count: int, zero: bool, snug: bool = False) -> Axis:
    """Around values and intervals, and not beyond what the first series can reach."""
    ends = [v for s in series for v in (*s.values, *s.low, *s.high)]
    found = axis(ends, count, zero=zero, snug=snug)
    return found.within(*series[0].within) if series and series[0].within else found


def draw_panels(canvas: Canvas) -> float:
    """One panel per measure, beside each other or, on a narrow sheet, below each other."""
    return _stacked_panels(canvas) if canvas.narrow else _panels_in_a_row(canvas)


def _panels_in_a_row(canvas: Canvas) -> float:
    spec = canvas.spec
    top = LINE + 8
    place = rows(canvas, top, 36, 0.26)
    width = (canvas.width - place.left - _GAP * (len(spec.series) - 1)) / len(spec.series)
    for row in range(len(spec.categories)):
        row_label(canvas, place, row)
    ends = [
        _panel(canvas, place, index, place.left + index * (width + _GAP), width)
        for index in range(len(spec.series))
    ]
    return max(ends)


def _stacked_panels(canvas: Canvas) -> float:
    spec, top = canvas.spec, 0.0
    label_width = min(max(text_width(c, LABEL, True) for c in spec.categories), canvas.width * 0.4)
    for index in range(len(spec.series)):
        place = Rows(top + LINE + 8, 32, label_width, above=False)
        for row in range(len(spec.categories)):
            row_label(canvas, place, row)
        top = _panel(canvas, place, index, place.left, canvas.width - place.left) + 12
    return top


def _panel(canvas: Canvas, place: Rows, index: int, left: float, width: float) -> float:
    spec, series = canvas.spec, canvas.spec.series[index]
    number = series.number or spec.number
    scale_axis = interval_axis((series,), 3, zero=False)
    room = text_width(number.text(scale_axis.high), SMALL) / 2
    scale = scale_axis.scale(left + room, left + width - room)
    bottom = place.bottom(len(spec.categories))
    canvas.text(left, place.top - 8, fit(series.name, width, LABEL, True), bold=True)
    end = grid_x(canvas, scale_axis, scale, place.top, bottom, number)
    for row in range(len(spec.categories)):
        _dot(canvas, scale, place.middle(row) + 5, index, row)
        _number(canvas, scale, place.middle(row) - 4, index, row)
    return end + 2


def _dot(canvas: Canvas, scale: Scale, y: float, index: int, row: int) -> None:
    series = canvas.spec.series[index]
    value = series.values[row]
    if value is None:
        return
    role = "ink" if canvas.spec.highlight == row else series.role
    low, high = (s[row] if s else None for s in (series.low, series.high))
    if low is not None and high is not None:
        canvas.line((scale.at(low), y), (scale.at(high), y), role, 2)
        for end in (low, high):
            canvas.line((scale.at(end), y - 3), (scale.at(end), y + 3), role, 1.4)
    canvas.circle(scale.at(value), y, 4.5, role, canvas.data(index, row), ring="paper")


def _number(canvas: Canvas, scale: Scale, y: float, index: int, row: int, signed: bool = False) -> None:
    series = canvas.spec.series[index]
    value = series.values[row]
    words = canvas.spec.written(series, value, signed)
    if signed and value is not None and words == canvas.spec.written(series, 0.0, signed):
        return  # it lies on the mark of no difference; several such figures would hide each other
    x = scale.at(value) if value is not None else (scale.start + scale.end) / 2
    half = text_width(words, SMALL, True) / 2
    x = min(max(x, half), canvas.width - half)
    canvas.rect(x - half - 1, y - 9, 2 * half + 2, 11, "paper")
    canvas.text(x, y, words, "ink" if value is not None else "ink-3", SMALL, "middle", bold=True)


def draw_differences(canvas: Canvas) -> float:
    """One row per scenario, one dot per measure, all against zero."""
    spec = canvas.spec
    top = series_legend(canvas, spec.series, 0) if len(spec.series) > 1 else 0.0
    place = rows(canvas, top, 10 + 28 * len(spec.series))
    scale_axis = interval_axis(spec.series, 6, zero=True, snug=True)
    scale = scale_axis.scale(place.left + 24, canvas.width - 24)
    place = Rows(top + mark_room(canvas, scale, [0]), place.pitch, place.label_width, place.above)
    bottom = place.bottom(len(spec.categories))
    end = grid_x(canvas, scale_axis, scale, place.top, bottom, spec.number)
    vertical_marks(canvas, scale, [0], top, bottom)
    for row in range(len(spec.categories)):
        row_label(canvas, place, row)
        for index in range(len(spec.series)):
            y = place.middle(row) + 28 * (index - (len(spec.series) - 1) / 2) + 4
            _dot(canvas, scale, y, index, row)
            _number(canvas, scale, y - 9, index, row, signed=True)
    return axis_title(canvas, scale.start, end, spec.value_axis)
