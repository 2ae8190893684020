"""Two clients with people in every role, and a vendor of the first."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client as Browser
from django_scopes import scope

from assessments.models import Assessment
from clients.choices import Role
from clients.models import User
from clients.services import add_member, create_client
from vendors.services.offers import create_offer
from vendors.services.vendors import create_vendor


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    people = {
        name: User.objects.create_user(email=f"{name}@example.org", name=name.title())
        for name in ("owner", "editor", "viewer", "stranger")
    }
    client = create_client(name="Harbor & Pine", country_iso3="USA", currency="USD", owner=people["owner"])
    other = create_client(name="Other House", country_iso3="USA", currency="USD", owner=people["stranger"])
    add_member(client=client, user=people["editor"], role=Role.EDITOR, actor=people["owner"])
    add_member(client=client, user=people["viewer"], role=Role.VIEWER, actor=people["owner"])
    with scope(client=client):
        assessment = Assessment.objects.create(client=client, slug="review", title="Review")
        vendor = create_vendor(
            client=client, actor=people["owner"], name="Meridian", country_iso3="PHL", place="Manila"
        )
        offer = create_offer(
            assessment=assessment, vendor=vendor, name="Two years", actor=people["owner"], currency="USD"
        )
    return SimpleNamespace(
        client=client, other=other, assessment=assessment, vendor=vendor, offer=offer, **people
    )


@pytest.fixture
def browser_of(world: SimpleNamespace) -> Any:
    def sign_in(name: str) -> Browser:
        browser = Browser()
        browser.force_login(getattr(world, name))
        return browser

    return sign_in
