"""Charts in a real browser under the content security policy: drawn, recoloured, readable without scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from playwright.sync_api import Browser, Page, expect
from plotly.offline import get_plotlyjs_version

from reports.charts.builders import answer, money, values, work
from reports.charts.palette import COLOURS, FACTORS
from reports.charts.spec import ChartSpec, Words
from reports.charts.view import for_page

HOSTILE = "<img src=x onerror=alert(1)> & a long name of an onshore vendor"
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
PAGE = """{% load static %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Charts</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="{% static 'vendor/bootstrap/bootstrap.min.css' %}">
<link rel="stylesheet" href="{% static 'css/tokens.css' %}">
<link rel="stylesheet" href="{% static 'css/base.css' %}">
<link rel="stylesheet" href="{% static 'css/charts.css' %}">
<link rel="stylesheet" href="{% static 'vendor/plotly/plotly-style.css' %}"
 id="plotly.js-style-global" class="no-inline-styles">
<script src="{% static 'js/theme.js' %}"></script>
</head><body><main><h1>Charts</h1>
{% for chart in charts %}{% include "components/chart.html" with level=2 %}{% endfor %}</main>
<script src="{% static 'vendor/plotly/plotly-cartesian.min.js' %}" defer></script>
<script src="{% static 'js/charts.js' %}" defer></script></body></html>"""
READ_RULES = "(sheet) => [...sheet.cssRules].map((rule) => rule.cssText)"


def specs() -> list[ChartSpec]:
    names = (HOSTILE, "Stay in-house", "مركز")
    bars = [values.FactorBar(n, dict.fromkeys(FACTORS, 11.0), 66, 60, 72) for n in names]
    lines = [values.OptionLine(n, [i * m for m in range(13)]) for i, n in enumerate(names, 1)]
    inputs = [answer.TornadoInput(n, 3e6 - 1e5 * i, 5e5, "$24", "$31") for i, n in enumerate(names)]
    gates = [(f"Gate {i}", ["pass", "open", "fail"]) for i in range(4)]
    days = [(day, [3 * i + hour for hour in range(9)]) for i, day in enumerate(work.WEEKDAYS)]
    return [
        values.value_by_factor(Words(f"{HOSTILE} leads"), bars, 0),
        money.cost_over_time(Words("Over time"), range(13), lines, "$", 0, 1),
        money.saving_distribution(Words("Spread"), [(-1e6, 0, 3), (0, 1e6, 9)], "$", 5e5, 4e5),
        answer.tornado(Words("Tornado"), inputs, 1.9e6, money.money("$"), "Net benefit"),
        answer.gates_matrix(Words("Gates"), names, gates),
        work.staffing_week(Words("Week"), range(9, 18), days),
        work.exit_plan(
            Words("Exit"), range(1, 5), [5, 9, 14, 20], [15, 11, 6, 0], [0.8, 0.7, 0.75, 0.82], 0.8
        ),
    ]


def show_charts(request: HttpRequest) -> HttpResponse:
    views = [for_page(spec, f"chart-{index}") for index, spec in enumerate(specs())]
    return HttpResponse(engines["django"].from_string(PAGE).render({"charts": views}, request))


urlpatterns = [path("charts/", show_charts)]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


@pytest.fixture
def messages(page: Page) -> list[str]:
    """What the browser complains about, the content security policy above all."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def open_all(page: Page, address: str) -> None:
    page.goto(f"{address}/charts/")
    figures = page.locator("figure[data-chart]")
    for index in range(figures.count()):
        figures.nth(index).scroll_into_view_if_needed()
        expect(figures.nth(index)).to_have_attribute("data-chart", "live")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_chart_is_drawn_and_nothing_is_refused(
    live_server: Any, page: Page, messages: list[str], size: Any
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_viewport_size(size)
    open_all(page, live_server.url)
    assert page.locator("[data-chart-live] .main-svg").count() >= len(specs())
    assert page.locator(".chart-still:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert messages == []
    assert [url for url in requests if not url.startswith((live_server.url, "data:", "blob:"))] == []


def test_a_hostile_name_is_text_in_label_and_hover(live_server: Any, page: Page, messages: list[str]) -> None:
    open_all(page, live_server.url)
    chart = page.locator("#chart-0")
    chart.scroll_into_view_if_needed()
    box = chart.locator(".barlayer .point").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 5)
    expect(chart.locator(".hoverlayer .hovertext")).to_contain_text("<img src=x")
    assert page.locator("main img").count() == 0
    assert messages == []


def test_charts_follow_the_theme(live_server: Any, page: Page, messages: list[str]) -> None:
    page.emulate_media(color_scheme="light")
    open_all(page, live_server.url)
    label = page.locator("#chart-0 .ytick text").first
    before = label.evaluate("(text) => getComputedStyle(text).fill")
    page.emulate_media(color_scheme="dark")
    expect(label).not_to_have_css("fill", before)
    red, green, blue = (int(COLOURS["dark"]["ink"][at : at + 2], 16) for at in (1, 3, 5))
    expect(label).to_have_css("fill", f"rgb({red}, {green}, {blue})")
    assert messages == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_charts_are_accessible(
    live_server: Any, page: Page, violations: Callable[[Page], list[str]], theme: Any, size: Any
) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size(size)
    open_all(page, live_server.url)
    page.locator("#chart-0-numbers > summary").press("Enter")
    expect(page.locator("#chart-0-numbers table")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize(("size", "kind"), [(WIDE, "wide"), (PHONE, "narrow")])
def test_without_scripts_the_picture_stays(live_server: Any, browser: Browser, size: Any, kind: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=size) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/charts/")
        assert page.locator(f".chart-still-{kind} svg:visible").count() == len(specs())
        assert page.locator(".chart-still svg:visible").count() == len(specs())
        page.locator("#chart-0-numbers > summary").click()
        expect(page.locator("#chart-0-numbers table")).to_be_visible()


def test_the_linked_stylesheet_is_that_of_the_bundle(page: Page) -> None:
    folder = Path(settings.BASE_DIR, "static", "vendor", "plotly")
    page.goto("about:blank")
    page.add_script_tag(path=folder / "plotly-cartesian.min.js")
    injected = page.evaluate(f"({READ_RULES})(document.getElementById('plotly.js-style-global').sheet)")
    page.evaluate("document.getElementById('plotly.js-style-global').remove()")
    page.add_style_tag(path=folder / "plotly-style.css")
    linked = page.evaluate(f"({READ_RULES})(document.styleSheets[document.styleSheets.length - 1])")
    assert len(injected) > 50
    assert sorted(linked) == sorted(injected)


def test_the_bundle_is_the_version_that_the_lock_names() -> None:
    head = Path(settings.BASE_DIR, "static/vendor/plotly/plotly-cartesian.min.js").read_text()[:300]
    assert f"v{get_plotlyjs_version()}" in head
