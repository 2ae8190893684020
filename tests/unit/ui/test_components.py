"""Every component opens with its contract, hangs in the gallery and keeps to the security policy."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string

from ui.gallery import contract_of, exhibits
from ui.templatetags.ui import beside, page_window, stacked

COMPONENTS = Path(__file__).resolve().parents[3] / "templates" / "components"
# Drawn as a part of another component, of the frame of the page, by a form or its field, or from a chart.
PARTS = {
    *("site_bar", "nav_links", "account_menu", "account_tasks", "theme_choice", "messages", "door_figure"),
    *("estimate_inputs", "estimate_number", "choice_cards", "task_item"),
    *("field_label", "field_help", "field_errors", "field_benchmark"),
    *("row_table", "row_card", "row_cell", "row_count"),
    *("chart", "passkey_trouble"),
}
NAMES = sorted(path.stem for path in COMPONENTS.glob("*.html"))
EXHIBITS = {exhibit.name: exhibit for exhibit in exhibits()}


def test_every_component_hangs_in_the_gallery() -> None:
    assert set(NAMES) == set(EXHIBITS) | PARTS


@pytest.mark.parametrize("name", NAMES)
def test_every_component_opens_with_its_contract(name: str) -> None:
    assert len(contract_of(name)) > 20


@pytest.mark.parametrize("name", sorted(EXHIBITS))
def test_every_example_is_drawn_without_inline_style_or_script(name: str) -> None:
    for drawn in EXHIBITS[name].examples:
        assert re.search(r"<\w", drawn)
        assert not re.search(r"\sstyle=|<script|\son\w+=", drawn)


@pytest.mark.parametrize("name", sorted(EXHIBITS))
def test_a_component_without_parameters_does_not_fail(name: str) -> None:
    render_to_string(f"components/{name}.html", {})


def test_text_from_people_is_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    for name, parameters in [
        ("verdict_banner", {"headline": hostile, "sentence": hostile, "eyebrow": hostile}),
        ("card", {"title": hostile, "body": hostile}),
        ("key_values", {"rows": [{"label": hostile, "value": hostile}]}),
        ("value_bar", {"name": hostile, "segments": [{"factor": "cost", "label": hostile, "value": 3}]}),
        ("data_table", {"caption": hostile, "columns": [{"label": hostile}], "rows": [[hostile]]}),
        ("benchmark_note", {"text": hostile, "source": hostile, "target": hostile}),
    ]:
        assert "<script>" not in render_to_string(f"components/{name}.html", parameters)


def test_a_stacked_bar_never_sticks_out() -> None:
    bars = stacked(
        [{"factor": "cost", "value": 70}, {"factor": "trust", "value": 60}, {"factor": "legal", "value": -4}]
    )
    assert [(bar["x"], bar["width"]) for bar in bars] == [(0, 70), (70, 30), (100, 0)]
    assert bars[1]["label"] == "Trust"
    assert stacked(None) == []


def test_a_stacked_bar_reads_objects_as_well() -> None:
    assert stacked([SimpleNamespace(factor="cost", label="Cost", value=5)])[0]["width"] == 5


def test_a_short_row_is_filled_up() -> None:
    assert beside(["a"], ["x", "y"]) == [("a", "x"), ("", "y")]


def test_page_numbers_have_gaps() -> None:
    assert page_window(Paginator(range(100), 5).page(10)) == [1, 0, 9, 10, 11, 0, 20]


def test_block_tags_frame_free_content() -> None:
    drawn = Template(
        "{% load ui %}{% card title=name %}<b>{{ name }}</b>{% endcard %}"
        '{% disclosure %}why{% enddisclosure %}{% table caption="C" %}<tbody></tbody>{% endtable %}'
        '{% notice kind="warning" %}look{% endnotice %}'
    ).render(Context({"name": "<i>"}))
    assert "<h2>&lt;i&gt;</h2>" in drawn
    assert "<b>&lt;i&gt;</b>" in drawn
    assert "How is this computed?" in drawn
    assert "<tbody></tbody>" in drawn
    assert "notice-warning" in drawn


def test_figures_in_templates() -> None:
    text = Template(
        '{% load figures %}{{ a|money:"USD" }}|{{ a|money_full:"EUR" }}|{{ b|percent }}|{{ c|points }}|'
        '{{ c|signed:2 }}|{{ d|months }}|{{ e|duration }}|{{ f|estimate:"percent" }}|{{ missing|money }}|'
        '{% money_range 400000 a "USD" %}'
    ).render(Context({"a": 1_923_400, "b": 0.714, "c": -1.2, "d": 14, "e": 390, "f": None}))
    assert text.replace("\u00a0", " ").split("|") == [
        *("$1.9 M", "€1,923,400.00", "71 %", "−1.2 pts", "−1.20", "14 months", "6 min 30 s", "not known"),
        *("–", "$400 k to $1.9 M"),
    ]


def test_a_line_does_not_end_between_a_minus_and_its_amount() -> None:
    rows = [{"label": "Saving", "value": "−€4.8\u00a0M to −€961\u00a0k", "note": "<b> −3"}]
    drawn = render_to_string("components/key_values.html", {"rows": rows})
    for amount in ("−€4.8\u00a0M", "−€961\u00a0k", "−3"):
        assert f'<span class="nowrap">{amount}</span>' in drawn
    assert "&lt;b&gt;" in drawn
    drawn = render_to_string("components/stat_card.html", {"value": "−€4.8\u00a0M", "label": "€1 to €2"})
    assert '<span class="nowrap">−€4.8\u00a0M</span>' in drawn
    assert ">€1 to €2</p>" in drawn
