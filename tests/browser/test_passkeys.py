"""A passkey from adding it to signing in with it, with a key that the browser only imagines."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import CDPSession, Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long and odd phrase"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def key(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return session


@pytest.fixture
def person(db: None) -> Any:
    return get_user_model().objects.create_user("priya@example.org", PASSWORD, name="Priya Nair")


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", "priya@example.org")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_key(page: Page, address: str, *, passkey: bool) -> None:
    page.goto(f"{address}/accounts/2fa/webauthn/add/")
    if page.locator("[name=password]").count():
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Go on").click()
    page.fill("[name=name]", "Laptop")
    page.locator("[name=passwordless]").set_checked(passkey)
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/**")


def sign_out(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def test_a_passkey_signs_in(
    live_server: Any, page: Page, person: Any, key: CDPSession, violations: Callable[[Page], list[str]]
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server.url)
    add_key(page, live_server.url, passkey=True)
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Passkey: signs you in without the password")
    assert complaints == []
    assert violations(page) == []
    sign_out(page, live_server.url)
    page.goto(f"{live_server.url}/accounts/login/")
    page.click("#passkey_login")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients")


def test_a_security_key_is_the_second_step(
    live_server: Any, page: Page, person: Any, key: CDPSession
) -> None:
    """The password alone opens nothing any more."""
    sign_in(page, live_server.url)
    add_key(page, live_server.url, passkey=False)
    sign_out(page, live_server.url)
    sign_in(page, live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.goto(live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.click("#mfa_webauthn_authenticate")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients")


def test_when_it_does_not_work_the_page_says_what_to_do(live_server: Any, page: Page, person: Any) -> None:
    page.route("**/webauthn/login/**", lambda route: route.abort())
    page.goto(f"{live_server.url}/accounts/login/")
    expect(page.locator("#passkey-trouble")).to_be_hidden()
    page.click("#passkey_login")
    expect(page.locator("#passkey-trouble")).to_be_visible()
