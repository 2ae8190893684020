"""The way from one cost to another, read from top to bottom like a calculation."""

from reports.charts.labels import text_width
from reports.charts.scales import Scale, axis
from reports.charts.spec import ChartSpec
from reports.charts.svg.canvas import LABEL, Canvas
from reports.charts.svg.furniture import Rows, axis_title, grid_x, row_label, rows, series_legend

BAR = 16.0


def spans(spec: ChartSpec) -> list[tuple[float, float, int]]:
    """Per step: where its bar starts, where it ends, and the series that it belongs to."""
    placed, level = [], 0.0
    for item in range(len(spec.categories)):
        index, value = _step(spec, item)
        start = 0.0 if index == 0 else level
        level = start + value
        placed.append((start, level, index))
    return placed


def _step(spec: ChartSpec, item: int) -> tuple[int, float]:
    for index, series in enumerate(spec.series):
        value = series.values[item]
        if value is not None:
            return index, value
    raise ValueError(f"series: none has a value for {spec.categories[item]!r}")


def draw(canvas: Canvas) -> float:
    """Draws all steps; returns the height."""
    spec, steps = canvas.spec, spans(canvas.spec)
    top = series_legend(canvas, spec.marked("bar")[1:], 0) + 2
    place = rows(canvas, top, 27)
    widest = max(text_width(_words(spec, item, step), LABEL, bold=True) for item, step in enumerate(steps))
    scale_axis = axis([end for start, stop, _ in steps for end in (start, stop)], 5)
    scale = scale_axis.scale(place.left, canvas.width - widest - 8)
    bottom = place.bottom(len(steps))
    end = grid_x(canvas, scale_axis, scale, top, bottom, spec.number)
    for item, step in enumerate(steps):
        row_label(canvas, place, item)
        _bar(canvas, scale, place, item, step)
        if item + 1 < len(steps):
            x = scale.at(step[1])
            canvas.line((x, place.middle(item) + BAR / 2), (x, place.middle(item + 1) - BAR / 2), "ink-3")
    for item, step in enumerate(steps):
        _label(canvas, scale, place, item, step)
    return axis_title(canvas, place.left, end, spec.value_axis)


def _words(spec: ChartSpec, item: int, step: tuple[float, float, int]) -> str:
    series = spec.series[step[2]]
    return spec.written(series, series.values[item], signed=step[2] > 0)


def _bar(canvas: Canvas, scale: Scale, place: Rows, item: int, step: tuple[float, float, int]) -> None:
    start, stop, index = step
    y, x0, x1 = place.middle(item) - BAR / 2, scale.at(start), scale.at(stop)
    series = canvas.spec.series[index]
    canvas.rect(x0, y, x1 - x0, BAR, series.role, canvas.data(index, item))
    if series.hatch:
        canvas.hatch(x0, y, x1 - x0, BAR, "paper")


def _label(canvas: Canvas, scale: Scale, place: Rows, item: int, step: tuple[float, float, int]) -> None:
    start, stop, index = step
    words = _words(canvas.spec, item, step)
    x = max(scale.at(start), scale.at(stop)) + 6
    role = canvas.spec.series[index].role if index else "ink"
    canvas.text(x, place.middle(item) + 4, words, role, bold=True)
