"""How far each input alone moves the result, to either side of what is expected."""

from reports.charts.labels import fit, text_width
from reports.charts.scales import Axis, Scale, axis
from reports.charts.spec import ChartSpec
from reports.charts.svg.canvas import SMALL, Canvas
from reports.charts.svg.furniture import (
    Rows,
    axis_title,
    grid_x,
    mark_room,
    row_label,
    rows,
    series_legend,
    vertical_marks,
)

BAR = 18.0
_WORDS = 92.0


def value_axis(spec: ChartSpec) -> Axis:
    """Around all results; zero only where it lies near."""
    ends = [v for s in spec.series for v in s.values] + [spec.references[0].value]
    return axis(ends, 5, zero=False, snug=True)


def draw(canvas: Canvas) -> float:
    """Draws all rows; returns the height."""
    spec = canvas.spec
    top = series_legend(canvas, spec.series, 0)
    room = min(_WORDS, max(text_width(w, SMALL) for s in spec.series for w in s.labels)) + 6
    place = rows(canvas, top, 30)
    scale_axis = value_axis(spec)
    scale = scale_axis.scale(place.left + room, canvas.width - room)
    place = Rows(top + mark_room(canvas, scale, [0]), place.pitch, place.label_width, place.above)
    bottom = place.bottom(len(spec.categories))
    end = grid_x(canvas, scale_axis, scale, place.top, bottom, spec.number)
    for row in range(len(spec.categories)):
        _pair(canvas, scale, place, row, room - 6)
    vertical_marks(canvas, scale, [0], top, bottom)
    for row in range(len(spec.categories)):
        row_label(canvas, place, row)
    return axis_title(canvas, scale.start, end, spec.value_axis)


def _pair(canvas: Canvas, scale: Scale, place: Rows, row: int, room: float) -> None:
    """Both ends in one line; two thinner lines where they lie on the same side."""
    base = canvas.spec.references[0].value
    values = [series.values[row] or 0.0 for series in canvas.spec.series]
    same_side = (values[0] - base) * (values[1] - base) > 0
    for index, series in enumerate(canvas.spec.series):
        height = BAR / 2 if same_side else BAR
        y = place.middle(row) - BAR / 2 + (height * index if same_side else 0)
        x0, x1 = scale.at(base), scale.at(values[index])
        canvas.rect(x0, y, x1 - x0, height, series.role, canvas.data(index, row))
        if series.hatch:
            canvas.hatch(x0, y, x1 - x0, height, "paper")
        to_right = values[index] > base or (values[index] == base and index == 1)
        words = fit(series.labels[row], room, SMALL)
        anchor, shift = ("start", 4) if to_right else ("end", -4)
        middle = y + height / 2 + 3.5 + ((-1.5, 2)[index] if same_side else 0)
        canvas.text(x1 + shift, middle, words, "ink-2", SMALL, anchor)
