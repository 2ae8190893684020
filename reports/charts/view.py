"""A chart as a page or a report needs it: picture, figure, table and words together."""

from dataclasses import dataclass

from reports.charts.spec import ChartSpec
from reports.charts.to_plotly import figure_json
from reports.charts.to_rows import marked_values, to_text_rows
from reports.charts.to_svg import PHONE_WIDTH, PRINT_WIDTH, to_svg


@dataclass(frozen=True)
class ChartView:
    """What templates/components/chart.html gets. The SVG and the JSON are safe to print as they are."""

    id: str
    title: str
    subtitle: str
    svg: str
    svg_narrow: str
    figure_json: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[str, ...]
    note: str
    source: str


def for_page(spec: ChartSpec, id: str) -> ChartView:
    """Everything a page shows; `id` is unique on the page."""
    return _view(spec, id, to_svg(spec, PRINT_WIDTH), to_svg(spec, PHONE_WIDTH), figure_json(spec))


def for_print(spec: ChartSpec, id: str, width: float = PRINT_WIDTH) -> ChartView:
    """Without the interactive figure, for the report; `width` in CSS pixels."""
    return _view(spec, id, to_svg(spec, width, letter_by_letter=True), "", "")


def _view(spec: ChartSpec, id: str, svg: str, svg_narrow: str, figure: str) -> ChartView:
    header, rows = to_text_rows(spec)
    words = spec.words
    return ChartView(
        id=id,
        title=words.title,
        subtitle=words.subtitle,
        svg=svg,
        svg_narrow=svg_narrow,
        figure_json=figure,
        header=header,
        rows=rows,
        marked=marked_values(spec),
        note=words.note,
        source=words.source,
    )
