"""Staffing through the week: a field of cells, darker where more people are needed."""

from reports.charts.labels import text_width
from reports.charts.palette import RAMP_STEPS, ramp_role
from reports.charts.svg.canvas import LABEL, SMALL, Canvas
from reports.charts.svg.furniture import axis_title

ROW = 24.0
_HOUR_STEPS = (1, 2, 3, 4, 6, 12)


def draw(canvas: Canvas) -> float:
    """Draws the field; returns the height."""
    spec = canvas.spec
    names = [series.name[:3] if canvas.narrow else series.name for series in spec.series]
    left = max(text_width(name, LABEL) for name in names) + 10
    right = canvas.width - 46
    cell = (right - left) / len(spec.positions)
    top = _key(canvas, right) + 14
    canvas.text(canvas.width, top - 5, "Peak", "ink-2", SMALL, "end")
    for row, name in enumerate(names):
        y = top + row * ROW
        canvas.text(0, y + ROW / 2 + 4, name)
        _row(canvas, row, (left, y), cell)
        known = [value for value in spec.series[row].values if value is not None]
        peak = spec.number.text(max(known)) if known else "–"
        canvas.text(canvas.width, y + ROW / 2 + 4, peak, anchor="end", bold=True)
    bottom = top + len(names) * ROW
    _hours(canvas, left, cell, bottom)
    return axis_title(canvas, left, bottom + 18, "Time of day (start of the interval)")


def _key(canvas: Canvas, right: float) -> float:
    """The meaning of the shades, from none to the most."""
    words, most = canvas.spec.value_axis, canvas.spec.number.text(peak(canvas))
    canvas.text(0, 11, words, "ink-2", SMALL)
    x = text_width(words, SMALL) + 12
    canvas.text(x, 11, "0", "ink-3", SMALL)
    for step in range(RAMP_STEPS):
        canvas.rect(x + 10 + step * 8, 3, 8, 9, f"ramp-{step}")
    canvas.text(x + 16 + RAMP_STEPS * 8, 11, most, "ink-3", SMALL)
    return 18


def peak(canvas: Canvas) -> float:
    """The most people needed at any time."""
    return max(v for series in canvas.spec.series for v in series.values if v is not None)


def _row(canvas: Canvas, row: int, corner: tuple[float, float], cell: float) -> None:
    x, y = corner
    most = peak(canvas) or 1
    widest = text_width(canvas.spec.number.text(most), SMALL)
    for item, value in enumerate(canvas.spec.series[row].values):
        if value is None:
            continue
        role = ramp_role(value / most)
        gap = 0.6 if cell > 8 else 0
        place = x + item * cell
        canvas.rect(place, y + 0.6, cell - gap, ROW - 1.2, role, canvas.data(row, item))
        words = canvas.spec.number.text(value)
        if value and widest + 3 <= cell:
            canvas.text(place + cell / 2, y + ROW / 2 + 3.5, words, f"on-{role}", SMALL, "middle")


def _hours(canvas: Canvas, left: float, cell: float, bottom: float) -> None:
    """Times under the columns, as many as fit, on full hours."""
    spec = canvas.spec
    length = spec.positions[1] - spec.positions[0] if len(spec.positions) > 1 else 1.0
    room = (text_width("00:00", SMALL) + 8) / cell * length
    step = next((s for s in _HOUR_STEPS if s >= room), 12)
    for item, start in enumerate(spec.positions):
        if start % step == 0:
            canvas.line((left + item * cell, bottom), (left + item * cell, bottom + 4), "line-2")
            canvas.text(left + item * cell, bottom + 15, spec.position_number.text(start), "ink-3", SMALL)
