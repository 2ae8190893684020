"""A client with an owner, two managers and an executive, a stranger, and an assessment."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from assessments.models import Assessment
from assessments.services.assessments import begin_assessment
from clients.choices import Role
from clients.models import Client, User
from clients.services import add_member, create_client


@pytest.fixture
def people(db: None) -> dict[str, User]:
    names = {"owner": "Ana", "editor": "Priya", "second": "Ben", "viewer": "Tom", "stranger": "Eve"}
    return {
        role: User.objects.create_user(f"{name.lower()}@example.com", "pw", name=name)
        for role, name in names.items()
    }


@pytest.fixture
def company(people: dict[str, User]) -> Client:
    made = create_client(name="Northwind", country_iso3="USA", currency="USD", owner=people["owner"])
    for name, role in (("editor", Role.EDITOR), ("second", Role.EDITOR), ("viewer", Role.VIEWER)):
        add_member(client=made, user=people[name], role=role, actor=people["owner"])
    return made


@pytest.fixture
def assessment(company: Client, people: dict[str, User]) -> Iterator[Assessment]:
    with scope(client=company):
        yield begin_assessment(client=company, title="Review 2027", actor=people["owner"])


@pytest.fixture
def signed_in(people: dict[str, User]) -> Callable[[str], Browser]:
    def run(role: str) -> Browser:
        browser = Browser()
        browser.force_login(people[role])
        return browser

    return run


@pytest.fixture
def address(assessment: Assessment) -> Callable[..., str]:
    def of(name: str, **more: Any) -> str:
        kwargs = {"client": assessment.client.slug, "assessment": assessment.slug, **more}
        return reverse(name, kwargs=kwargs)

    return of
