"""A real browser against a live server: who is signed in, and what an automatic accessibility check finds."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django_scopes import scope
from playwright.sync_api import Browser, BrowserContext, Page

from assessments.models import Assessment
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import User
from clients.services import add_member

# Playwright runs an event loop in this thread; the ORM beside it is used by one test at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

RETAILER = Path(__file__).resolve().parents[1] / "data" / "clients" / "case1_online_retailer.json"
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


@pytest.fixture
def people(transactional_db: None) -> dict[str, User]:
    names = {"owner": "Ana Lopez", "editor": "Priya Nair", "viewer": "Tom Becker"}
    return {
        role: User.objects.create_user(f"{role}@example.org", "x", name=name) for role, name in names.items()
    }


@pytest.fixture
def retailer(people: dict[str, User]) -> Assessment:
    document = json.loads(RETAILER.read_text(encoding="utf-8"))
    assessment = import_client(document=document, user=people["owner"]).assessment
    for role in (Role.EDITOR, Role.VIEWER):
        add_member(client=assessment.client, user=people[role.value], role=role, actor=people["owner"])
    with scope(client=assessment.client):
        decide_assessment(assessment, futures=256)
    return assessment


@pytest.fixture
def address(live_server: Any, retailer: Assessment) -> Callable[..., str]:
    def of(name: str, **more: Any) -> str:
        kwargs = {"client": retailer.client.slug, "assessment": retailer.slug, **more}
        return live_server.url + reverse(name, kwargs=kwargs)

    return of


@pytest.fixture
def as_person(browser: Browser, live_server: Any, people: dict[str, User]) -> Iterator[Callable[..., Page]]:
    """A page of a browser of its own for each person."""
    contexts: list[BrowserContext] = []

    def open_page(role: str, **options: Any) -> Page:
        signed_in = Client()
        signed_in.force_login(people[role])
        session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(**options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
