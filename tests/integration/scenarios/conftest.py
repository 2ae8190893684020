"""The retailer as imported, with an owner, a manager, an executive and a stranger."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from assessments.models import Assessment, Decision, Scenario
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from assessments.services.scenarios import create_scenario
from clients.choices import Role
from clients.models import User
from clients.services import add_member

FOLDER = Path(__file__).parents[2] / "data" / "clients"
AS_OF = dt.date(2026, 11, 1)
FEW = 256


def imported(name: str = "case1_online_retailer") -> Assessment:
    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return import_client(document=document, as_of=AS_OF).assessment


@pytest.fixture
def people(db: None) -> dict[str, User]:
    names = {"owner": "Ana", "editor": "Priya", "viewer": "Tom", "stranger": "Eve"}
    return {
        role: User.objects.create_user(f"{name.lower()}@example.com", "pw", name=name)
        for role, name in names.items()
    }


@pytest.fixture
def retailer(people: dict[str, User]) -> Iterator[Assessment]:
    """In the scope of its client."""
    assessment = imported()
    for role in Role:
        add_member(client=assessment.client, user=people[role.value], role=role, actor=None)
    with scope(client=assessment.client):
        yield assessment


@pytest.fixture
def make(retailer: Assessment, people: dict[str, User]) -> Callable[..., Scenario]:
    def run(name: str = "Quality first", **changes: Any) -> Scenario:
        return create_scenario(
            assessment=retailer, name=name, note="", actor=people["editor"], changes=changes
        )

    return run


@pytest.fixture
def decide(retailer: Assessment) -> Callable[..., Decision]:
    """With few futures, which is enough for what pages show."""
    return lambda scenario=None: decide_assessment(retailer, scenario=scenario, futures=FEW)


@pytest.fixture
def signed_in(people: dict[str, User]) -> Callable[[str], Browser]:
    def run(role: str) -> Browser:
        browser = Browser()
        browser.force_login(people[role])
        return browser

    return run


@pytest.fixture
def address(retailer: Assessment) -> Callable[..., str]:
    def of(name: str, **more: Any) -> str:
        return reverse(name, kwargs={"client": retailer.client.slug, "assessment": retailer.slug, **more})

    return of
