"""A real browser against a live server: who is signed in, and what an automatic accessibility check finds."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import BrowserContext, Page

# Playwright runs an event loop in this thread; the ORM beside it is used by one test at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (rules) => {
  const result = await axe.run(document, {runOnly: rules});
  return result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" | ")}`);
}"""


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe finds on the page as it stands; empty when all is well."""

    def run(page: Page) -> list[str]:
        page.evaluate(AXE)
        found: list[str] = page.evaluate(RUN_AXE, RULES)
        return found

    return run


@pytest.fixture
def sign_in(live_server: Any, context: BrowserContext) -> Callable[..., Any]:
    """Signs a user in without the form and gives the user back."""

    def run(email: str = "priya@example.org", **fields: Any) -> Any:
        user = get_user_model().objects.create_user(email=email, **{"name": "Priya Nair", **fields})
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return user

    return run
