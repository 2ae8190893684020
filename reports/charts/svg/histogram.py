"""How the saving is spread over all futures, with zero and the hurdle marked."""

from reports.charts.scales import Axis, axis, round_step
from reports.charts.svg.canvas import Canvas
from reports.charts.svg.furniture import (
    axis_title,
    grid_x,
    grid_y,
    mark_room,
    series_legend,
    tick_room,
    vertical_marks,
)

PLOT = 190.0


def position_axis(edges: tuple[float, ...], marks: list[float], count: int = 6) -> Axis:
    """From the first to the last bin, and as far as the marks."""
    low, high = min(*edges, *marks), max(*edges, *marks)
    return Axis(low, high, round_step(high - low, count))


def draw(canvas: Canvas) -> float:
    """Draws the columns; returns the height."""
    spec = canvas.spec
    heights = axis([v for series in spec.series for v in series.values], 4)
    left = tick_room(heights, spec.number)
    across = position_axis(
        spec.positions, [mark.value for mark in spec.references], 4 if canvas.narrow else 6
    )
    x = across.scale(left, canvas.width - 4)
    top = series_legend(canvas, spec.series, 0)
    top = axis_title(canvas, 0, top - 4, spec.value_axis) + 4
    indexes = list(range(len(spec.references)))
    plot_top = top + mark_room(canvas, x, indexes)
    y = heights.scale(plot_top + PLOT, plot_top)
    grid_y(canvas, heights, y, left, canvas.width, spec.number)
    for index, series in enumerate(spec.series):
        for item, value in enumerate(series.values):
            if value is not None:
                x0, x1 = x.at(spec.positions[item]), x.at(spec.positions[item + 1])
                y0, tall = y.at(value), y.at(0) - y.at(value)
                gap = 0.5 if x1 - x0 > 4 else 0
                canvas.rect(x0 + gap, y0, x1 - x0 - 2 * gap, tall, series.role, canvas.data(index, item))
                if series.hatch and tall > 1:
                    canvas.hatch(x0 + gap, y0, x1 - x0 - 2 * gap, tall, "paper")
    vertical_marks(canvas, x, indexes, top, plot_top + PLOT)
    end = grid_x(canvas, across, x, plot_top + PLOT, plot_top + PLOT, spec.position_number)
    return axis_title(canvas, left, end, spec.row_name)
