"""A client with an owner, an editor and a viewer, an empty assessment, and reference data."""

from collections.abc import Iterator
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
from vendors.services.reference import load_reference


@pytest.fixture(scope="session")
def reference_data(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture
def people(db: None) -> dict[str, User]:
    names = {"owner": "Ana", "editor": "Priya", "viewer": "Tom", "stranger": "Eve"}
    return {
        role: User.objects.create_user(f"{name.lower()}@example.com", "pw", name=name)
        for role, name in names.items()
    }


@pytest.fixture
def company(people: dict[str, User]) -> Client:
    made = create_client(
        name="Northwind", country_iso3="USA", currency="USD", sector="retail", owner=people["owner"]
    )
    for role in (Role.EDITOR, Role.VIEWER):
        add_member(client=made, user=people[role.value], role=role, actor=people["owner"])
    return made


@pytest.fixture
def assessment(company: Client, people: dict[str, User], reference_data: None) -> Iterator[Assessment]:
    with scope(client=company):
        yield begin_assessment(client=company, title="Review 2027", actor=people["owner"])


@pytest.fixture
def priya(people: dict[str, User]) -> Browser:
    browser = Browser()
    browser.force_login(people["editor"])
    return browser


@pytest.fixture
def address(assessment: Assessment) -> Any:
    """address("answer_page", section="staffing", page="pay")"""

    def of(name: str, **more: Any) -> str:
        kwargs = {"client": assessment.client.slug, "assessment": assessment.slug, **more}
        return reverse(name, kwargs=kwargs)

    return of
