"""The retailer of the examples with people in every role; the other two where a test asks for them."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from assessments.services.client_import import import_client
from clients.choices import Role
from clients.models import User
from clients.services import add_member

FOLDER = Path(__file__).parents[2] / "data" / "clients"
RETAILER, INSURER, WEBHOST = "case1_online_retailer", "case2_health_insurer", "case3_saas_webhost"


class Place(SimpleNamespace):
    """A client with its assessment, and browsers of people in each role."""

    def url(self, name: str, **more: Any) -> str:
        kwargs = {"client": self.client.slug, "assessment": self.assessment.slug, **more}
        return reverse(name, kwargs=kwargs)

    def browser(self, role: str = "owner") -> Browser:
        browser = Browser()
        browser.force_login(self.people[role])
        return browser

    def page(self, name: str, role: str = "viewer", **more: Any) -> str:
        answer = self.browser(role).get(self.url(name, **more))
        assert answer.status_code == 200
        text: str = answer.content.decode().replace("\u00a0", " ")
        return text


@pytest.fixture
def place(db: None) -> Callable[..., Place]:
    def make(name: str = RETAILER) -> Place:
        content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        people = {
            role: User.objects.create_user(f"{role}@{name}.example", name=role.title())
            for role in ("owner", "editor", "viewer")
        }
        made = import_client(document=content, user=people["owner"], as_of=dt.date(2026, 11, 1))
        for role in (Role.EDITOR, Role.VIEWER):
            add_member(client=made.client, user=people[role.value], role=role, actor=None)
        return Place(client=made.client, assessment=made.assessment, people=people)

    return make


@pytest.fixture
def retailer(place: Callable[..., Place]) -> Place:
    return place()
