"""Stacked horizontal bars: value by factor and rank acceptability."""

from reports.charts.labels import text_width
from reports.charts.scales import Axis, Scale, axis
from reports.charts.spec import ChartSpec, Series
from reports.charts.svg.canvas import LABEL, SMALL, Canvas
from reports.charts.svg.furniture import Rows, axis_title, grid_x, row_label, rows, series_legend

BAR = 18.0


def draw(canvas: Canvas) -> float:
    """Draws all rows; returns the height."""
    spec = canvas.spec
    interval = next(iter(spec.marked("interval")), None)
    top = series_legend(canvas, spec.marked("bar"), 0) + 4
    place = rows(canvas, top, 34 if interval is None else 40)
    numbers = 0.0 if interval is None else max(text_width(t, SMALL) for t in _ranges(spec, interval)) + 40
    scale_axis = value_axis(spec)
    scale = scale_axis.scale(place.left, canvas.width - max(numbers, 6))
    bottom = place.bottom(len(spec.categories))
    end = grid_x(canvas, scale_axis, scale, top, bottom, spec.number)
    for row in range(len(spec.categories)):
        row_label(canvas, place, row)
        _bar(canvas, scale, place, row)
        if interval is not None:
            _total(canvas, scale, place, row, interval)
    return axis_title(canvas, place.left, end, spec.value_axis)


def value_axis(spec: ChartSpec) -> Axis:
    """0–100 points or 0–100 %, wider only where a number lies outside."""
    full = 100.0 if spec.kind == "value_by_factor" else 1.0
    ends = [full]
    for row in range(len(spec.categories)):
        shares = [series.values[row] or 0.0 for series in spec.marked("bar")]
        ends += [sum(v for v in shares if v > 0), sum(v for v in shares if v < 0)]
    for series in spec.marked("interval"):
        ends += [v for v in (*series.values, *series.low, *series.high) if v is not None]
    ends = [round(end, 9) for end in ends]
    return axis(ends, 5)


def _ranges(spec: ChartSpec, interval: Series) -> list[str]:
    if not interval.low:
        return [""] * len(spec.categories)
    pairs = zip(interval.low, interval.high, strict=True)
    return [f"{spec.number.text(low)}–{spec.number.text(high)}" for low, high in pairs]


def _bar(canvas: Canvas, scale: Scale, place: Rows, row: int) -> None:
    y = place.middle(row) - BAR / 2
    canvas.rect(scale.start, y, scale.end - scale.start, BAR, "wash")
    ahead = behind = 0.0
    for index, series in enumerate(canvas.spec.series):
        value = series.values[row]
        if series.mark != "bar" or value is None:
            continue
        start = ahead if value >= 0 else behind
        x0, x1 = scale.at(start), scale.at(start + value)
        canvas.rect(x0, y, x1 - x0, BAR, series.role, canvas.data(index, row))
        words = canvas.spec.written(series, value)
        if abs(x1 - x0) >= text_width(words, SMALL) + 6 and value:
            canvas.text((x0 + x1) / 2, y + BAR / 2 + 3.6, words, f"on-{series.role}", SMALL, "middle")
        if abs(x1 - x0) > 2:
            canvas.rect(x1 - 0.4, y, 0.8, BAR, "paper")
        ahead, behind = ahead + max(value, 0), behind + min(value, 0)


def _total(canvas: Canvas, scale: Scale, place: Rows, row: int, interval: Series) -> None:
    y, value = place.middle(row), interval.values[row]
    if value is None:
        return
    data = canvas.data(canvas.spec.series.index(interval), row)
    if interval.low:
        low, high = scale.at(interval.low[row] or 0.0), scale.at(interval.high[row] or 0.0)
        under = y + BAR / 2 + 5
        for x in (low, high):
            canvas.line((x, under - 3), (x, under + 3), "ink-2", 1.2)
        canvas.line((low, under), (high, under), "ink-2", 1.2, data=data)
        canvas.circle(scale.at(value), under, 2.4, "ink")
    column = max(text_width(t, SMALL) for t in _ranges(canvas.spec, interval))
    words = canvas.spec.number.text(value)
    canvas.text(canvas.width - column - 8, y + 4, words, size=LABEL + 1, anchor="end", bold=True, role="ink")
    canvas.text(canvas.width, y + 4, _ranges(canvas.spec, interval)[row], "ink-3", SMALL, "end")
