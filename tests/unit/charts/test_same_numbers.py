"""The picture for print, the figure for the browser and the table hold the same numbers."""

import re
from collections import Counter
from typing import Any, get_args
from xml.etree import ElementTree

import pytest

from reports.charts.builders.answer import GATE_STATES, GATE_WORDS
from reports.charts.spec import ChartSpec, Kind
from reports.charts.to_plotly import to_plotly
from reports.charts.to_rows import to_rows
from reports.charts.to_svg import PHONE_WIDTH, PRINT_WIDTH, to_svg

Numbers = Counter[float]


def rounded(values: Any) -> Numbers:
    return Counter(float(f"{value:.9g}") for value in values if value is not None)


def expected(spec: ChartSpec) -> Numbers:
    """All values and interval ends that the chart has to show."""
    return rounded(v for s in spec.series for v in (*s.values, *s.low, *s.high))


def in_svg(svg: str) -> Numbers:
    found: list[float] = []
    for element in ElementTree.fromstring(svg).iter():
        if "data-reference" in element.attrib:
            continue
        for name in ("value", "low", "high", "values", "lows", "highs"):
            words = element.get(f"data-{name}", "").split()
            found += [float(word) for word in words if word != "None"]
    return rounded(found)


def in_figure(spec: ChartSpec) -> Numbers:
    """Read back from the geometry: lengths of bars, places of dots and whiskers, cells of fields."""
    found: list[float | None] = []
    for trace in to_plotly(spec)["data"]:
        found += _TRACES.get(spec.kind, _of_trace)(trace)
    return rounded(found)


def _of_trace(trace: dict[str, Any]) -> list[float | None]:
    if trace["type"] == "heatmap":
        return [value for row in trace["z"] for value in row]
    values = trace["x"] if trace.get("orientation") == "h" else trace["y"]
    return list(values)


def _dots(trace: dict[str, Any]) -> list[float | None]:
    error = trace["error_x"]
    known = [value for value in trace["x"] if value is not None]
    up, down = error.get("array", []), error.get("arrayminus", [])
    highs = [value + length for value, length in zip(known, up, strict=False)]
    return known + highs + [value - length for value, length in zip(known, down, strict=False)]


def _factor(trace: dict[str, Any]) -> list[float | None]:
    return _of_trace(trace) if trace["type"] == "bar" else _dots(trace)


def _tornado(trace: dict[str, Any]) -> list[float | None]:
    return [trace["base"] + length for length in trace["x"]]


_TRACES = {
    "value_by_factor": _factor,
    "scenario_comparison": _dots,
    "scenario_differences": _dots,
    "tornado": _tornado,
}


def in_rows(spec: ChartSpec) -> Numbers:
    _, rows = to_rows(spec)
    first = 2 if spec.kind == "saving_distribution" else 1
    cells = [cell for row in rows for cell in row[first:]]
    if spec.kind == "gates_matrix":
        codes = {GATE_WORDS[state]: float(code) for code, state in enumerate(GATE_STATES)}
        return rounded(codes[str(cell)] for cell in cells)
    return rounded(cell for cell in cells if not isinstance(cell, str))


def test_every_kind_is_tried(charts: dict[str, Any]) -> None:
    assert set(charts) == set(get_args(Kind))


@pytest.mark.parametrize("width", [PRINT_WIDTH, PHONE_WIDTH])
def test_the_print_holds_the_numbers(spec: ChartSpec, width: float) -> None:
    assert in_svg(to_svg(spec, width)) == expected(spec)


def test_the_figure_holds_the_numbers(spec: ChartSpec) -> None:
    assert in_figure(spec) == expected(spec)


def test_the_table_holds_the_numbers(spec: ChartSpec) -> None:
    assert in_rows(spec) == expected(spec)


def test_reference_lines_stand_at_the_same_values(spec: ChartSpec) -> None:
    marks = rounded(mark.value for mark in spec.references)
    root = ElementTree.fromstring(to_svg(spec))
    in_print = rounded(float(e.attrib["data-value"]) for e in root.iter() if "data-reference" in e.attrib)
    shapes = to_plotly(spec)["layout"].get("shapes", [])
    on_screen = rounded(s["x0"] if s.get("yref") == "paper" else s["y0"] for s in shapes)
    assert in_print == on_screen == marks


def test_bars_are_as_long_as_their_numbers(charts: dict[str, Any]) -> None:
    root = ElementTree.fromstring(to_svg(charts["value_by_factor"]()))
    bars = [e.attrib for e in root.iter() if e.tag.endswith("rect") and "data-value" in e.attrib]
    lengths = {round(float(bar["width"]) / float(bar["data-value"]), 1) for bar in bars}
    assert len(bars) == 18
    assert len(lengths) == 1


def test_the_waterfall_ends_where_the_option_stands(charts: dict[str, Any]) -> None:
    spec = charts["cost_waterfall"]()
    figure = to_plotly(spec)
    ends = {y: base + x for t in figure["data"] for y, base, x in zip(t["y"], t["base"], t["x"], strict=True)}
    assert ends[3] == pytest.approx(spec.series[0].values[-1])


def test_a_waterfall_that_does_not_add_up_is_refused(charts: dict[str, Any]) -> None:
    from reports.charts.builders.money import cost_waterfall
    from reports.charts.spec import Words

    with pytest.raises(ValueError, match="steps"):
        cost_waterfall(Words("Wrong"), ("In", 100.0), [("Less", -50.0)], ("Out", 90.0), "$")


def test_columns_of_the_saving_lie_on_their_bins(charts: dict[str, Any]) -> None:
    spec = charts["saving_distribution"]()
    edges = set()
    for trace in to_plotly(spec)["data"]:
        for middle, width in zip(trace["x"], trace["width"], strict=True):
            edges |= {middle - width / 2, middle + width / 2}
    assert sorted(edges) == pytest.approx(spec.positions)


def test_a_loss_is_never_coloured_as_a_saving(charts: dict[str, Any]) -> None:
    spec = charts["saving_distribution"]()
    zones = {series.role: series.values for series in spec.series}
    assert [i for i, v in enumerate(zones["nogo"]) if v is not None] == [0, 1]
    assert [i for i, v in enumerate(zones["conditional"]) if v is not None] == [2]
    assert [i for i, v in enumerate(zones["go"]) if v is not None] == [3, 4, 5, 6, 7]


def test_the_description_says_the_numbers(charts: dict[str, Any]) -> None:
    svg = to_svg(charts["rank_acceptability"]())
    said = re.search(r"<desc>(.*)</desc>", svg)
    assert said is not None
    assert "Carolina Contact, part: 1st 61\u00a0%" in said[1]
