"""Every picture stays inside its sheet, and no two texts touch, however many options and however long."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from reports.charts.builders import money, values
from reports.charts.builders.scenarios import Measure, scenario_comparison
from reports.charts.formats import NumberFormat
from reports.charts.labels import text_width
from reports.charts.spec import ChartSpec, Words
from reports.charts.svg.dots import interval_axis
from reports.charts.svg.furniture import place_marks
from reports.charts.svg.lines import spread
from reports.charts.to_plotly import to_plotly
from reports.charts.to_rows import to_rows
from reports.charts.to_svg import PHONE_WIDTH, PRINT_WIDTH, to_svg

LONG = "An onshore vendor with partial scope, own leaders and a very long name"
MANY = tuple(f"{LONG} {n}" if n % 3 else f"Option {n}" for n in range(12))
SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float, str]


def boxes(svg: str) -> list[Box]:
    found = []
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        size, words = float(element.attrib["font-size"]), element.text or ""
        width = text_width(words, size, "font-weight" in element.attrib)
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        x -= {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
        found.append((x, y - size * 0.72, x + width, y + size * 0.2, words))
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    return [
        (a[4], b[4])
        for a, b in combinations(boxes(svg), 2)
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]


def test_the_measure_of_overlap_sees_one() -> None:
    text = '<text x="{}" y="20" font-size="10">words</text>'
    touching = f'<svg xmlns="http://www.w3.org/2000/svg">{text.format(5)}{text.format(9)}</svg>'
    assert overlaps(touching) == [("words", "words")]


@pytest.mark.parametrize("width", [PRINT_WIDTH, 500.0, PHONE_WIDTH])
@pytest.mark.parametrize("names", [("Carolina", "In-house", "Meridian"), (LONG,), MANY])
def test_texts_neither_touch_nor_leave_the_sheet(
    build: Callable[..., ChartSpec], names: tuple[str, ...], width: float
) -> None:
    svg = to_svg(build(names), width)
    assert overlaps(svg) == []
    height = float(ElementTree.fromstring(svg).attrib["height"])
    outside = [b for b in boxes(svg) if b[0] < -1 or b[2] > width + 1 or b[1] < -1 or b[3] > height + 1]
    assert outside == []


def test_marks_stay_inside_the_sheet(spec: ChartSpec) -> None:
    root = ElementTree.fromstring(to_svg(spec))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for rect in root.iter(f"{SVG}rect"):
        x, y = float(rect.attrib["x"]), float(rect.attrib["y"])
        assert x >= -0.1
        assert y >= -0.1
        assert x + float(rect.attrib["width"]) <= width + 0.1
        assert y + float(rect.attrib["height"]) <= height + 0.1


def test_nothing_to_draw_is_said(charts: dict[str, Callable[..., ChartSpec]]) -> None:
    for kind in ("value_by_factor", "rank_acceptability", "weight_sensitivity"):
        empty = charts[kind](())
        assert ">No data yet</text>" in to_svg(empty)
        assert to_plotly(empty)["layout"]["annotations"][0]["text"] == "No data yet"
        assert to_rows(empty)[1] == () or to_rows(empty)[0][1:] == ()


def test_an_empty_histogram_is_said() -> None:
    empty = money.saving_distribution(Words("Nothing"), [], "$")
    assert ">No data yet</text>" in to_svg(empty)
    assert to_rows(empty)[1] == ()


def test_zeros_are_drawn_without_error() -> None:
    bars = [values.FactorBar("A", {}, 0, 0, 0), values.FactorBar("B", {}, 0, 0, 0)]
    flat = values.value_by_factor(Words("Flat"), bars)
    still = money.cost_waterfall(Words("Still"), ("In", 0), [], ("Out", 0), "$")
    line = money.cost_over_time(Words("One"), [0], [values.OptionLine("A", [0])], "$")
    for spec in (flat, still, line):
        assert "<svg" in to_svg(spec)
        assert to_plotly(spec)["data"]


def test_costs_below_zero_are_drawn_below_zero() -> None:
    spec = money.cost_waterfall(Words("Below"), ("In", 100), [("Less", -300)], ("Out", -200), "$")
    root = ElementTree.fromstring(to_svg(spec))
    first, last = (e.attrib for e in root.iter(f"{SVG}rect") if e.get("data-series") == "0")
    assert float(last["x"]) + float(last["width"]) == pytest.approx(float(first["x"]), abs=0.2)


def test_names_at_line_ends_keep_their_distance_and_order() -> None:
    moved = spread([100.0, 101.0, 102.0, 300.0], 13, 0, 320)
    assert moved == sorted(moved)
    assert min(b - a for a, b in pairwise(moved)) >= 12.99
    assert moved[3] == pytest.approx(300)


def test_labels_of_near_lines_go_to_different_rows() -> None:
    spots = place_marks([(100, "A label of a line"), (110, "Another label of a line")], 0, 600)
    assert len({row for row, _ in spots}) == 2


def test_a_label_at_the_right_edge_turns_to_the_left() -> None:
    assert place_marks([(595, "A label of a line")], 0, 600) == [(0, "end")]


def test_the_axis_of_a_share_ends_where_shares_end() -> None:
    """Three steps around 30 % and 99.9 % would end at 120 %, around 0.2 % and 45 % below nothing."""
    for close in ((0.3, 1.0), (0.002, 0.45)):
        wide = Measure("Saves in", NumberFormat(), close, [v - 0.1 for v in close], [v + 0.1 for v in close])
        free, held = (
            interval_axis(scenario_comparison(Words(""), "ab", [measure]).series, 3, zero=False)
            for measure in (wide, replace(wide, within=(0.0, 1.0)))
        )
        assert not 0 <= free.low <= free.high <= 1
        assert 0 <= held.low <= held.high <= 1
