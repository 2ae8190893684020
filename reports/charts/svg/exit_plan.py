"""Taking the work back: people in-house and at the vendor by month, with the service level above."""

from reports.charts.labels import text_width
from reports.charts.scales import Scale, axis
from reports.charts.svg.canvas import SMALL, Canvas
from reports.charts.svg.furniture import axis_title, grid_y, series_legend, tick_room

LEVEL, PEOPLE = 70.0, 150.0


def draw(canvas: Canvas) -> float:
    """Draws both panels; returns the height."""
    spec = canvas.spec
    bars = spec.marked("bar")
    totals = [sum(s.values[i] or 0 for s in bars) for i in range(len(spec.positions))]
    upright = axis(totals, 4)
    left = max(tick_room(upright, spec.number), text_width("100 %", SMALL) + 8)
    pitch = (canvas.width - left) / len(spec.positions)
    top = _level(canvas, left, pitch)
    top = series_legend(canvas, bars, axis_title(canvas, 0, top, spec.value_axis))
    y = upright.scale(top + PEOPLE, top)
    grid_y(canvas, upright, y, left, canvas.width, spec.number)
    for item in range(len(spec.positions)):
        _column(canvas, y, left + item * pitch, pitch, item)
    _months(canvas, left, pitch, top + PEOPLE)
    return axis_title(canvas, left, top + PEOPLE + 18, spec.row_name)


def _column(canvas: Canvas, y: Scale, x: float, pitch: float, item: int) -> None:
    below, gap = 0.0, min(pitch * 0.15, 4)
    for index, series in enumerate(canvas.spec.series):
        value = series.values[item]
        if series.mark != "bar" or value is None:
            continue
        y0, y1 = y.at(below), y.at(below + value)
        canvas.rect(x + gap, y1, pitch - 2 * gap, y0 - y1, series.role, canvas.data(index, item))
        words = canvas.spec.number.text(value)
        if y0 - y1 > 14 and pitch - 2 * gap > text_width(words, SMALL) + 2:
            role = f"on-{series.role}"
            canvas.text(x + pitch / 2, (y0 + y1) / 2 + 3.5, words, role, SMALL, "middle")
        below += value


def _level(canvas: Canvas, left: float, pitch: float) -> float:
    spec = canvas.spec
    lines = [(i, s) for i, s in enumerate(spec.series) if s.mark == "line"]
    if not lines:
        return 0.0
    index, series = lines[0]
    number = series.number or spec.number
    known = [v for v in series.values if v is not None] + [mark.value for mark in spec.references]
    if len(set(known)) == 1:  # a level that never changes stands between none and all
        known += [0.0, 1.0]
    upright = axis(known, 3, zero=False)
    top = axis_title(canvas, 0, 0, series.name) + 6
    y = upright.scale(top + LEVEL, top)
    grid_y(canvas, upright, y, left, canvas.width, number)
    for place in range(len(spec.references)):
        _target(canvas, y, left, place, [v for v in series.values if v is not None])
    places = [(left + (i + 0.5) * pitch, y.at(v)) for i, v in enumerate(series.values) if v is not None]
    if places:
        canvas.polyline(places, series.role, 2.2, data=canvas.all_data(index))
    for x, level in places if len(places) <= 24 else ():
        canvas.circle(x, level, 2.6, series.role)
    return top + LEVEL + 14


def _target(canvas: Canvas, y: Scale, left: float, index: int, values: list[float]) -> None:
    """The target, named where the line is farthest from it and on the other side."""
    mark = canvas.spec.references[index]
    level, data = y.at(mark.value), canvas.reference_data(index)
    canvas.line((left, level), (canvas.width, level), mark.role, 1.2, mark.dash, data)
    first, last = (values[0] - mark.value, values[-1] - mark.value) if values else (0.0, 0.0)
    x, anchor, gap = (left + 4, "start", first) if abs(first) > abs(last) else (canvas.width, "end", last)
    canvas.text(x, level + (12 if gap > 0 else -4), mark.label, mark.role, SMALL, anchor, bold=True)


def _months(canvas: Canvas, left: float, pitch: float, bottom: float) -> None:
    every = next(n for n in (1, 2, 3, 6, 12, 24, 60, 240) if n * pitch >= 22)
    for item, month in enumerate(canvas.spec.positions):
        if item == 0 or int(month) % every == 0:
            words = canvas.spec.position_number.text(month)
            x = left + (item + 0.5) * pitch
            if item and every > 1 and item * pitch < 22:
                continue
            canvas.text(x, bottom + 14, words, "ink-3", SMALL, "middle")
