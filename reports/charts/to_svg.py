"""A chart as an own SVG: for print, and for pages until the interactive one is drawn."""

from collections.abc import Callable

from reports.charts.palette import Theme
from reports.charts.spec import ChartSpec
from reports.charts.svg import dots, exit_plan, gates, histogram, lines, stacked, tornado, waterfall, week
from reports.charts.svg.canvas import LABEL, Canvas
from reports.charts.to_rows import describe

PRINT_WIDTH = 174 * 96 / 25.4  # the text width of A4 in the report, in CSS pixels
PHONE_WIDTH = 340.0

_DRAWERS: dict[str, Callable[[Canvas], float]] = {
    "value_by_factor": stacked.draw,
    "rank_acceptability": stacked.draw,
    "cost_waterfall": waterfall.draw,
    "saving_distribution": histogram.draw,
    "cost_over_time": lines.draw,
    "weight_sensitivity": lines.draw,
    "tornado": tornado.draw,
    "gates_matrix": gates.draw,
    "scenario_comparison": dots.draw_panels,
    "scenario_differences": dots.draw_differences,
    "staffing_week": week.draw,
    "exit_plan": exit_plan.draw,
}


def to_svg(
    spec: ChartSpec, width: float = PRINT_WIDTH, theme: Theme = "light", letter_by_letter: bool = False
) -> str:
    """The chart as SVG text, `width` CSS pixels wide (print: `mm * 96 / 25.4`), as high as it needs.

    `letter_by_letter` is for the print engine, which neither joins nor orders right-to-left letters.
    """
    canvas = Canvas(spec, width, theme, letter_by_letter)
    height = _no_data(canvas) if spec.empty else _DRAWERS[spec.kind](canvas)
    return canvas.finish(height, describe(spec))


def _no_data(canvas: Canvas) -> float:
    canvas.rect(0.5, 0.5, canvas.width - 1, 90, "wash", radius=6)
    canvas.text(canvas.width / 2, 50, "No data yet", "ink-3", LABEL + 2, "middle")
    return 91
