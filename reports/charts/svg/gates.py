"""Musts by option: a sign and a word in every cell, so that colour is never needed."""

from math import cos, pi, sin

from reports.charts.builders.answer import GATE_STATES, GATE_WORDS
from reports.charts.labels import fit, text_width, wrap
from reports.charts.svg.canvas import LABEL, SMALL, Canvas

ROW = 24.0
_ROLES = {
    "pass": "go",
    "open": "conditional",
    "fail": "nogo",
    "waived": "unclear",
    "not_applicable": "unclear",
}


def draw(canvas: Canvas) -> float:
    """Draws the whole matrix; returns the height."""
    spec = canvas.spec
    share = 0.42 if canvas.narrow else 0.3
    widest = max(text_width(series.name, LABEL) for series in spec.series)
    left = min(widest, canvas.width * share) + 10
    cell = (canvas.width - left) / len(spec.categories)
    top, keys = _heads(canvas, left, cell)
    for row, series in enumerate(spec.series):
        y = top + row * ROW
        canvas.text(0, y + ROW / 2 + 3.5, fit(series.name, left - 10, LABEL))
        for column in range(len(spec.categories)):
            _cell(canvas, row, column, (left + column * cell, y), cell)
    y = top + len(spec.series) * ROW + 6
    if cell < 70:
        y = _signs(canvas, y)
    for words in keys:
        canvas.text(0, y + 12, fit(words, canvas.width, SMALL), "ink-2", SMALL)
        y += 14
    return y + 4


def _heads(canvas: Canvas, left: float, cell: float) -> tuple[float, list[str]]:
    """The options above their columns; numbers with a key below where the columns are thin."""
    names = canvas.spec.categories
    if cell < 44:
        for column in range(len(names)):
            x = left + (column + 0.5) * cell
            canvas.text(x, 12, str(column + 1), size=SMALL, anchor="middle", bold=True)
        return 20, [f"{column + 1}  {name}" for column, name in enumerate(names)]
    heads = [wrap(n, cell - 8, SMALL, 3, bold=True) for n in names]
    depth = max(map(len, heads))
    for column, lines in enumerate(heads):
        bold = canvas.spec.highlight == column
        for index, line in enumerate(lines):
            y = 11 + (depth - len(lines) + index) * 13
            role = "ink" if bold else "ink-2"
            canvas.text(left + (column + 0.5) * cell, y, line, role, SMALL, "middle", bold)
    return depth * 13 + 6, []


def _cell(canvas: Canvas, row: int, column: int, corner: tuple[float, float], width: float) -> None:
    series = canvas.spec.series[row]
    state = GATE_STATES[int(series.values[column] or 0)]
    role, words = _ROLES[state], series.labels[column]
    x, y = corner
    canvas.rect(x + 1, y + 1, width - 2, ROW - 2, f"{role}-wash", canvas.data(row, column), radius=2)
    if width < 70:
        _sign(canvas, state, x + width / 2, y + ROW / 2)
        return
    start = x + (width - text_width(words, SMALL, bold=True) - 14) / 2
    _sign(canvas, state, start + 4.5, y + ROW / 2)
    canvas.text(start + 14, y + ROW / 2 + 3.5, words, role, SMALL, bold=True)


def _sign(canvas: Canvas, state: str, x: float, y: float) -> None:
    """● pass, ◐ open, ■ fails, ◇ waived, – not needed; drawn, since not every font has them."""
    role = _ROLES[state]
    if state == "pass":
        canvas.circle(x, y, 4.2, role)
    elif state == "open":
        canvas.circle(x, y, 3.6, "paper", ring=role)
        canvas.area([_on_circle(x, y, 90 + 12 * step) for step in range(16)], role)
    elif state == "fail":
        canvas.rect(x - 4, y - 4, 8, 8, role)
    elif state == "waived":
        around = [(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y), (x, y - 4.5)]
        canvas.polyline(around, role, 1.4)
    else:
        canvas.line((x - 4, y), (x + 4, y), role, 1.4)


def _on_circle(x: float, y: float, degrees: float) -> tuple[float, float]:
    return x + 3.6 * cos(degrees * pi / 180), y + 3.6 * sin(degrees * pi / 180)


def _signs(canvas: Canvas, top: float) -> float:
    """What the signs mean, for those that occur."""
    codes = {int(value) for series in canvas.spec.series for value in series.values if value is not None}
    x, y = 0.0, top + 8
    for code in sorted(codes):
        state = GATE_STATES[code]
        words = GATE_WORDS[state]
        if x + 24 + text_width(words, SMALL) > canvas.width:
            x, y = 0.0, y + 16
        _sign(canvas, state, x + 5, y)
        canvas.text(x + 14, y + 3.5, words, "ink-2", SMALL)
        x += 14 + text_width(words, SMALL) + 14
    return y + 12
