"""A new vendor by its own link, accepted, quoted, made an option: and the decision changes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django_scopes import scope
from playwright.sync_api import Page, expect

from assessments.services.client_import import import_client
from clients.models import User
from vendors.services.reference import load_reference

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
RETAILER = Path(__file__).resolve().parents[1] / "data" / "clients" / "case1_online_retailer.json"


pytestmark = pytest.mark.long


@pytest.fixture
def retailer(transactional_db: None) -> Any:
    load_reference()
    owner = User.objects.create_user("priya@example.org", name="Priya Nair")
    document = json.loads(RETAILER.read_text(encoding="utf-8"))
    return owner, import_client(document=document, user=owner)


@pytest.fixture
def manager(page: Page, live_server: Any, retailer: Any) -> Page:
    """A browser in which the owner is signed in."""
    browser = Browser()
    browser.force_login(retailer[0])
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    return page


def options_in_panel(page: Page) -> str:
    panel = page.locator("#decision-so-far")
    expect(panel).to_contain_text("Chance it saves money", timeout=30_000)
    return panel.inner_text()


def test_a_vendor_by_link_becomes_an_option_and_changes_the_decision(
    manager: Page, live_server: Any, retailer: Any, browser: Any, violations: Any
) -> None:
    page, (_owner, made) = manager, retailer
    base = f"{live_server.url}/clients/{made.client.slug}/"
    case = f"{base}assessments/{made.assessment.slug}/"

    page.goto(f"{case}options/")
    before = options_in_panel(page)

    page.goto(f"{base}vendors/")
    page.get_by_role("link", name="Add a vendor").click()
    page.get_by_label("What is it called?").fill("Andes Voice")
    page.get_by_label("In which country would the work be done?").select_option("COL")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Andes Voice")).to_be_visible()

    page.goto(f"{case}offers/new/andes-voice/")
    page.get_by_label("What shall this offer be called?").fill("Three years")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Price")).to_be_visible()

    page.goto(f"{base}vendors/andes-voice/ask/")
    page.get_by_label("Shall they quote, too?").select_option(label=f"Three years – {made.assessment.title}")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Address for the vendor").input_value()

    _answer_as_vendor(browser, address, violations)

    page.goto(f"{base}vendors/andes-voice/ask/")
    page.get_by_role("link", name="Look at").click()
    expect(page.get_by_role("heading", name="What they answered")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Accept all of them").click()
    expect(page.get_by_text("taken over, as the vendor's own claims")).to_be_visible()
    expect(page.locator("#quality")).to_contain_text("88")

    page.goto(f"{case}offers/three-years/")
    expect(page.locator("main")).to_contain_text("$9.50")
    page.get_by_role("link", name="Make an option of it").click()
    page.locator("label", has_text="Vendor nearby").click()
    page.get_by_label("What shall it be called?").fill("Andes Voice, Bogota")
    page.get_by_role("button", name="Add the option").click()
    expect(page.get_by_role("heading", name="Who does what: Andes Voice, Bogota")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Save and see what it costs").click()
    assert options_in_panel(page) != before

    page.goto(f"{case}offers/compare/")
    expect(page.get_by_role("columnheader", name="Andes Voice")).to_be_visible()
    page.goto(f"{case}law/")
    expect(page.get_by_role("heading", name="Gates: Andes Voice, Bogota")).to_be_visible()


def _answer_as_vendor(browser: Any, address: str, violations: Any) -> None:
    """In a browser of its own, without an account: saved, left, come back to, and sent off."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("Nobody but you sees your answers")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="People and quality").click()
    page.get_by_label("How many customers are satisfied").first.fill("88")
    page.get_by_label("How many of your agents leave in a year?").first.fill("30")
    page.get_by_role("button", name="Save and finish later").click()
    page.close()

    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Price", exact=False).first.click()
    page.get_by_label("What do you charge?").first.fill("9.50")
    page.get_by_role("button", name="Save and finish later").click()
    page.get_by_role("link", name="Terms").click()
    page.locator("#div_id_termination_for_convenience label", has_text="Yes").click()
    page.get_by_role("button", name="Save and finish later").click()
    page.get_by_role("button", name="Send to").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.close()


def test_what_is_typed_stands_there_again_without_having_been_saved(
    manager: Page, live_server: Any, retailer: Any
) -> None:
    page, (_owner, made) = manager, retailer
    base = f"{live_server.url}/clients/{made.client.slug}/"
    case = f"{base}assessments/{made.assessment.slug}/"
    with scope(client=made.client):
        vendor = made.assessment.offers.get(slug="offshore_philippines").vendor.slug
    fields = {
        f"{base}vendors/{vendor}/edit/": ("[name=note]", "Half a sentence about"),
        f"{case}options/offshore_philippines/": ("[name=note]", "Half a thought about"),
        f"{case}offers/offshore_philippines/sums/": ("[name=sums-2-name]", "Half a sum"),
        f"{case}questions/streams/streams/": ("[name=t5-name]", "Half a stream"),
    }
    for address, (field, text) in fields.items():
        page.goto(address)
        page.locator(field).fill(text)
        expect(page.get_by_text("is kept as a draft")).to_be_visible(timeout=20_000)
        page.goto(f"{base}vendors/")
        page.goto(address)
        expect(page.locator(field)).to_have_value(text)
        page.get_by_role("button", name="Forget it").click()
        expect(page.get_by_text("It is not saved yet")).to_have_count(0)
        expect(page.locator(field)).not_to_have_value(text)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_and_fit_a_phone(
    manager: Page, live_server: Any, retailer: Any, violations: Any, theme: Any
) -> None:
    page, (_owner, made) = manager, retailer
    base = f"{live_server.url}/clients/{made.client.slug}/"
    case = f"{base}assessments/{made.assessment.slug}/"
    with scope(client=made.client):
        vendor = made.assessment.offers.get(slug="offshore_philippines").vendor.slug
    paths = (
        *(f"{base}vendors/", f"{base}vendors/new/", f"{base}vendors/{vendor}/"),
        *(f"{base}vendors/{vendor}/profile/{part}/" for part in ("sites", "security", "quality")),
        *(f"{base}vendors/{vendor}/references/new/", f"{base}vendors/{vendor}/ask/"),
        *(f"{base}countries/", f"{base}countries/PHL/", f"{base}countries/compare/?country=PHL&country=BGR"),
        *(f"{case}offers/", f"{case}offers/offshore_philippines/", f"{case}offers/compare/"),
        *(f"{case}options/", f"{case}options/new/", f"{case}options/offshore_philippines/mix/"),
        *(f"{case}options/offshore_philippines/", f"{case}law/"),
    )
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 390, "height": 844})
    found = {}
    for path in paths:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        problems = violations(page) + ([f"{wide} px wide"] if wide > 390 else [])
        if problems:
            found[path.removeprefix(live_server.url)] = problems
    assert found == {}, "\n".join(f"{path}: {text[:300]}" for path, texts in found.items() for text in texts)
