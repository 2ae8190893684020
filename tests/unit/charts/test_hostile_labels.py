"""Names that users type reach pictures, figures and tables as text and as nothing else."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from reports.charts.labels import clean
from reports.charts.spec import ChartSpec
from reports.charts.to_plotly import figure_json, to_plotly
from reports.charts.to_rows import to_rows
from reports.charts.to_svg import PHONE_WIDTH, PRINT_WIDTH, to_svg
from reports.charts.view import for_page

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "=1+1",
    "%{x} $\\frac{1}{2}$",
    "@nogo",
    "a\u202eb\x00\x1bc\u2066d",
    "مركز اتصال القاهرة",
    "株式会社コールセンター東京本社",
    "W" * 500,
)


@pytest.fixture
def hostile(build: Callable[..., ChartSpec]) -> ChartSpec:
    return build(HOSTILE)


@pytest.mark.parametrize("width", [PRINT_WIDTH, PHONE_WIDTH])
def test_the_picture_is_well_formed_and_inert(hostile: ChartSpec, width: float) -> None:
    svg = to_svg(hostile, width)
    names = {element.tag.split("}")[1] for element in ElementTree.fromstring(svg).iter()}
    assert names <= {"svg", "title", "desc", "rect", "line", "path", "circle", "text"}
    for forbidden in ("style=", "var(", "url(", "href", "<script", "\u202e", "\x00", "nan", "inf"):
        assert forbidden not in svg.lower()


def test_the_figure_has_no_markup_but_line_breaks(hostile: ChartSpec) -> None:
    def texts(node: Any) -> list[str]:
        if isinstance(node, dict):
            return [t for value in node.values() for t in texts(value)]
        if isinstance(node, list):
            return [t for value in node for t in texts(value)]
        return [node] if isinstance(node, str) else []

    for narrow in (False, True):
        for text in texts(to_plotly(hostile, narrow=narrow)):
            assert "<" not in text.replace("<br>", "")


def test_templates_hold_no_user_text(hostile: ChartSpec) -> None:
    for trace in to_plotly(hostile)["data"]:
        assert trace.get("texttemplate", "%{text}") == "%{text}"
        assert "hovertemplate" not in trace


def test_the_json_can_stand_inside_a_script_element(hostile: ChartSpec) -> None:
    written = figure_json(hostile)
    assert "<" not in written
    assert json.loads(written)["config"]["plotlyServerURL"] == ""


def test_the_table_keeps_names_as_text(charts: dict[str, Callable[..., ChartSpec]]) -> None:
    _, rows = to_rows(charts["rank_acceptability"](HOSTILE))
    assert [row[0] for row in rows] == [clean(name) for name in HOSTILE]


def test_the_component_writes_no_live_markup(hostile: ChartSpec) -> None:
    html = render_to_string("components/chart.html", {"chart": for_page(hostile, "chart-x")})
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("</script>") == 1


def test_a_name_that_looks_like_a_colour_stays_a_name(
    charts: dict[str, Callable[..., ChartSpec]],
) -> None:
    figure = to_plotly(charts["rank_acceptability"](HOSTILE))
    assert "@nogo" in figure["layout"]["yaxis"]["ticktext"]


def test_equal_names_stay_apart(charts: dict[str, Callable[..., ChartSpec]]) -> None:
    figure = to_plotly(charts["rank_acceptability"](("Twin", "Twin")))
    assert figure["data"][0]["y"] == [0, 1]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Twin", "Twin"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  two   words\n", "two words"),
        ("a\u202eb\u200fc\x07", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 120, "x" * 120),
        ("x" * 121, "x" * 119 + "…"),
        ("", ""),
    ],
)
def test_labels_are_cleaned_and_cut(given: str, kept: str) -> None:
    assert clean(given) == kept
