"""Components and the door in a real browser: both themes, both widths, by keyboard, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from ui.gallery_form import FILLED

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def gallery(live_server: Any, page: Page, sign_in: Callable[..., Any]) -> Page:
    sign_in(is_staff=True)
    page.goto(f"{live_server.url}/gallery/")
    return page


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible(
    live_server: Any,
    page: Page,
    sign_in: Callable[..., Any],
    violations: Callable[[Page], list[str]],
    size: Any,
    theme: Any,
) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size(size)
    page.goto(f"{live_server.url}/accounts/login/")
    assert violations(page) == []
    sign_in(is_staff=True)
    page.goto(f"{live_server.url}/gallery/?theme={theme}")
    assert page.locator("html").get_attribute("data-bs-theme") == theme
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_table_that_is_cut_shows_that_it_scrolls(gallery: Page) -> None:
    drawn = "getComputedStyle(document.querySelector('.table-scroll')).backgroundImage"
    assert gallery.evaluate(drawn) == "none"
    gallery.set_viewport_size(PHONE)
    assert gallery.evaluate(drawn).count("linear-gradient") == 4


def test_no_page_breaks_the_security_policy(
    live_server: Any, page: Page, sign_in: Callable[..., Any]
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on(
        "request", lambda request: None if live_server.url in request.url else complaints.append(request.url)
    )
    sign_in(is_staff=True)
    for path in ("/gallery/", "/accounts/2fa/", "/accounts/logout/"):
        page.goto(live_server.url + path)
        page.wait_for_load_state(
            "networkidle", timeout=5000
        ) if path != "/gallery/" else page.wait_for_timeout(300)
    assert [text for text in complaints if not text.startswith("data:")] == []


def test_the_range_follows_the_evidence(gallery: Page) -> None:
    gallery.locator("#filled_contacts_likely").fill("41,000")
    gallery.locator("#filled_contacts_evidence").select_option("D")
    expect(gallery.locator("#filled_contacts_low")).to_have_value("30,750")
    expect(gallery.locator("#filled_contacts_high")).to_have_value("51,250")
    gallery.locator("#filled_contacts_likely").fill("100")
    expect(gallery.locator("#filled_contacts_low")).to_have_value("75")
    gallery.locator("#filled_contacts_high").fill("300")
    gallery.locator("#filled_contacts_likely").fill("120")
    expect(gallery.locator("#filled_contacts_low")).to_have_value("75")
    expect(gallery.locator("#filled_contacts_high")).to_have_value("300")


def test_a_share_stays_within_its_bounds(gallery: Page) -> None:
    gallery.locator("#filled_on_cost_likely").fill("90")
    expect(gallery.locator("#filled_on_cost_low")).to_have_value("67.5")
    expect(gallery.locator("#filled_on_cost_high")).to_have_value("100")


def test_a_range_of_one_s_own_is_left_alone(gallery: Page) -> None:
    gallery.locator("#filled_pay_evidence").select_option("E")
    expect(gallery.locator("#filled_pay_low")).to_have_value(f"{FILLED['pay']['low']:.2f}")


def test_not_knowing_puts_the_numbers_away(gallery: Page) -> None:
    gallery.locator("#filled_contacts_evidence").select_option("unknown")
    expect(gallery.locator("#filled_contacts_likely")).to_be_disabled()
    expect(gallery.locator("#filled_contacts .estimate-unknown")).to_be_visible()
    gallery.locator("#filled_contacts_evidence").select_option("C")
    expect(gallery.locator("#filled_contacts_likely")).to_be_enabled()


def test_a_reference_figure_is_taken_over_with_its_source(gallery: Page) -> None:
    gallery.locator("#div_filled_pay").get_by_role("button", name="Use this").click()
    expect(gallery.locator("#filled_pay_likely")).to_have_value("20.59")
    expect(gallery.locator("#filled_pay_low")).to_have_value("15.44")
    expect(gallery.locator("#filled_pay_evidence")).to_have_value("D")
    expect(gallery.locator("input[name=pay_source]").first).to_have_value("BLS, May 2024")
    gallery.locator("#filled_pay_likely").fill("21")
    expect(gallery.locator("input[name=pay_source]").first).to_have_value("")


def test_the_error_summary_has_the_focus_and_leads_to_the_field(live_server: Any, page: Page) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#id_login")).to_be_focused()


def test_the_theme_is_chosen_once(gallery: Page) -> None:
    gallery.locator(".user-menu summary").click()
    gallery.locator(".user-menu").get_by_role("button", name="Dark").click()
    expect(gallery.locator("html")).to_have_attribute("data-bs-theme", "dark")
    gallery.reload()
    expect(gallery.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_menus_close_with_escape_and_give_the_focus_back(gallery: Page) -> None:
    summary = gallery.locator(".user-menu summary")
    summary.focus()
    gallery.keyboard.press("Enter")
    expect(gallery.locator(".user-menu .menu-sheet")).to_be_visible()
    gallery.keyboard.press("Escape")
    expect(gallery.locator(".user-menu .menu-sheet")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_tab_leads_past_the_bar(gallery: Page) -> None:
    gallery.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    gallery.goto(gallery.url + "?theme=light#")
    gallery.locator(".skip-link").focus()
    gallery.keyboard.press("Enter")
    expect(gallery.locator("#main")).to_be_focused()


def test_a_running_job_reports_until_it_is_done(gallery: Page) -> None:
    expect(gallery.locator("#progress")).to_contain_text("26 %", timeout=6000)


def test_the_phone_s_menu_needs_no_javascript(live_server: Any, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{live_server.url}/no/such/page/")
    assert not page.get_by_role("link", name="Sign in").is_visible()
    page.get_by_text("Menu").click()
    assert page.get_by_role("link", name="Sign in").is_visible()
    assert (
        page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(14, 21, 32)"
    )
    context.close()
