"""A client with an owner, an editor and a viewer."""

import pytest
from django.test import Client as Browser

from clients.choices import Role
from clients.models import Client, User
from clients.services import add_member, create_client


@pytest.fixture
def people(db: None) -> dict[str, User]:
    names = {"owner": "Ana", "editor": "Priya", "viewer": "Tom", "stranger": "Eve"}
    return {
        role: User.objects.create_user(f"{name.lower()}@example.com", "pw", name=name)
        for role, name in names.items()
    }


@pytest.fixture
def company(people: dict[str, User]) -> Client:
    made = create_client(name="Northwind", country_iso3="USA", currency="USD", owner=people["owner"])
    for role in (Role.EDITOR, Role.VIEWER):
        add_member(client=made, user=people[role.value], role=role, actor=people["owner"])
    return made


@pytest.fixture
def owner(people: dict[str, User], company: Client) -> Browser:
    return signed_in(people["owner"])


def signed_in(person: User) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser
