"""Two people weigh blind and reveal; scenarios, trying out and the mix in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django_scopes import scope
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from assessments.selectors.weights import weights_in_force
from assessments.services.deciding import decide_assessment
from assessments.services.scenarios import create_scenario
from clients.models import User

PRICE = "providers.nearshore_colombia.offer.price"
PHONE = {"width": 390, "height": 800}
PATIENCE = 40_000  # milliseconds for what computes on a machine that does other work besides
FOUR: dict[str, dict[str, Any]] = {
    "Dearer peso": {PRICE: 21.0},
    "Pay rises": {"service.agent_wage_per_hour": 26.0, "service.wage_drift_per_year": 0.06},
    "Customers mind": {"customers.would_leave_if_abroad_share": 0.03},
}
MONEY = re.compile(r"[−+]?\$[\d.,]+(?:\s[kM])?")
UNITS = {"": 1.0, "k": 1e3, "M": 1e6}


def amount(text: str) -> float:
    """What `−$465 k` says."""
    number, unit = re.findall(r"([\d.,]+)\s?([kM]?)", text)[0]
    return float(number.replace(",", "")) * UNITS[unit] * (-1 if "−" in text else 1)


def weigh(page: Page, first: str, **points: str) -> None:
    page.get_by_role("radio", name=first).check(force=True)
    for name, text in points.items():
        page.get_by_label(f"Points for {name}").fill(text)
    page.get_by_role("radio", name="Fairly sure").check(force=True)
    page.get_by_role("button", name="Save and see what it means").click()


def test_two_people_weigh_blind_and_reveal(
    as_person: Callable[..., Page], address: Callable[..., str], violations: Any, retailer: Assessment
) -> None:
    priya, tom = as_person("editor"), as_person("viewer", viewport=PHONE)
    tom.goto(address("show_weights"))
    expect(tom.get_by_text("You were not asked to weigh")).to_be_visible()

    priya.goto(address("show_weights"))
    priya.get_by_label("Tom Becker").check(force=True)
    priya.get_by_role("button", name="Ask them").click()
    priya.get_by_role("link", name="Weigh the factors").click()
    assert violations(priya) == []
    weigh(priya, "Cost", quality="30", language="10", trust="20", legal="10", reputation="10")
    expect(priya.get_by_text("in a hundred").first).to_be_visible()
    priya.get_by_role("button", name="Hand in my weights").click()

    tom.reload()
    assert "56" not in tom.get_by_label("Several people").inner_text()
    tom.get_by_role("link", name="Weigh the factors").click()
    assert violations(tom) == []
    weigh(tom, "Quality", cost="20", language="60", trust="50", legal="40", reputation="60")
    tom.get_by_role("button", name="Hand in my weights").click()
    expect(tom.get_by_text("nobody else sees them yet")).to_be_visible()
    assert tom.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    priya.reload()
    expect(priya.get_by_label("Several people").get_by_text("handed in").nth(1)).to_be_visible()
    priya.get_by_role("button", name="Reveal the weights").click()
    expect(priya.get_by_role("table", name="What each person said, in percent")).to_be_visible()
    expect(priya.get_by_text("From Priya Nair, Tom Becker")).to_be_visible()
    expect(priya.get_by_text("for the choice").or_(priya.get_by_text("alone would choose"))).to_be_visible()
    priya.get_by_text("Who said what, and when").click()
    expect(priya.get_by_text("revealed the weights of all")).to_be_visible()
    assert violations(priya) == []
    priya.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(priya) == []
    with scope(client=retailer.client):
        found = weights_in_force(retailer)
    assert found is not None
    assert {person["name"] for person in found.judgements["people"]} == {"Priya Nair", "Tom Becker"}


def test_weighing_in_pairs_by_keyboard_alone(
    as_person: Callable[..., Page], address: Callable[..., str], retailer: Assessment
) -> None:
    page = as_person("editor")
    page.goto(address("weigh", part="factors") + "?way=pairwise")
    fields = page.locator(".pairs select")
    fields.first.focus()
    for number in range(fields.count()):
        page.keyboard.type("Cost counts a" if number < 5 else "Both")
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save and see what it means").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your weights")).to_be_visible()
    expect(page.get_by_role("button", name="Use these weights")).to_be_visible()


def test_a_slider_shows_its_effect_without_a_page_load(
    as_person: Callable[..., Page], address: Callable[..., str], violations: Any
) -> None:
    page = as_person("editor")
    page.goto(address("try_decision"))
    assert violations(page) == []
    before = page.locator("#effect").inner_text()
    page.evaluate("window.stays = true")
    slider = page.get_by_role("slider", name="Quality", exact=True)
    slider.focus()
    for _ in range(5):
        page.keyboard.press("PageUp")
    expect(page.get_by_text("With what you moved")).to_be_visible()
    assert page.locator("#effect").inner_text() != before
    assert page.evaluate("window.stays")
    assert float(page.locator("#id_weight_quality").input_value()) > 25


def test_break_it_answers_in_place(
    as_person: Callable[..., Page], address: Callable[..., str], violations: Any
) -> None:
    page = as_person("viewer")
    page.goto(address("show_decision"))
    page.get_by_role("link", name="Break it").click()
    expect(page.locator("#break-it .break-question")).to_contain_text("What if", timeout=PATIENCE)
    assert "/break/" not in page.url


def test_the_retailer_in_four_scenarios_with_causes_that_add_up(
    as_person: Callable[..., Page],
    address: Callable[..., str],
    violations: Any,
    retailer: Assessment,
    people: dict[str, User],
) -> None:
    with scope(client=retailer.client):
        for name, changes in FOUR.items():
            made = create_scenario(
                assessment=retailer, name=name, note="", actor=people["editor"], changes=changes
            )
            decide_assessment(retailer, scenario=made, futures=256)
    page = as_person("viewer")
    page.goto(address("list_scenarios"))
    assert violations(page) == []
    page.get_by_role("button", name="Set them side by side").click()
    for name in FOUR:
        part = page.get_by_role("region", name=f"What makes “{name}” different")
        part.scroll_into_view_if_needed()
        table = part.get_by_role("table", name="Causes of the difference in net benefit")
        expect(table).to_be_visible(timeout=PATIENCE)
        causes = [
            amount(text)
            for text in table.locator("tbody tr:not(.is-base) td:nth-of-type(4)").all_inner_texts()
        ]
        start = amount(table.locator("tr.is-base td:nth-of-type(4)").inner_text())
        end, change = map(amount, MONEY.findall(table.locator("tfoot td:nth-of-type(4)").inner_text()))
        assert len(causes) >= len(FOUR[name])
        assert sum(causes) == pytest.approx(change, abs=1_000 * len(causes) + 0.01 * abs(change))
        assert start + change == pytest.approx(end, abs=100_000)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page) == []


def test_the_best_mix_is_taken_with_one_click(
    as_person: Callable[..., Page], address: Callable[..., str], violations: Any
) -> None:
    page = as_person("editor")
    page.goto(address("show_best_mix"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("This mix saves")
    assert violations(page) == []
    page.get_by_role("button", name="Take it as an option").click()
    expect(page.get_by_text("Taken as an option")).to_be_visible(timeout=PATIENCE)
    page.goto(address("list_options"))
    expect(page.get_by_role("link", name="Change Best mix")).to_be_visible()


@pytest.mark.parametrize("name", ["list_scenarios", "show_best_mix", "explain_decision", "break_decision"])
def test_pages_need_no_script_and_fit_a_phone(
    as_person: Callable[..., Page], address: Callable[..., str], name: str
) -> None:
    page = as_person("viewer", viewport=PHONE, java_script_enabled=False)
    answer = page.goto(address(name))
    assert answer is not None
    assert answer.status == 200
    wide = page.locator("main").bounding_box()
    assert wide is not None
    assert wide["width"] <= PHONE["width"]


def test_the_list_of_clients_in_a_browser(
    as_person: Callable[..., Page], live_server: Any, retailer: Assessment, violations: Any
) -> None:
    page = as_person("viewer")
    page.goto(live_server.url)
    expect(page.get_by_role("heading", name="Your decision")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Read the decision").click()
    expect(page.locator(".verdict").first).to_be_visible()
