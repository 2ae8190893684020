"""Two clients, and tokens for both."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django_scopes import scope

from assessments.models import Decision
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import User
from clients.services import make_token

from ..assessments.conftest import AS_OF, NAMES, document

CANARY = "canary-of-another-client"


class Program:
    """Asks with a token, as another program would."""

    def __init__(self, token: str) -> None:
        self.token, self.browser = token, Browser(raise_request_exception=False)

    def ask(self, method: str, path: str, body: Any = None, key: str = "", **headers: str) -> Any:
        given = {"Authorization": f"Bearer {self.token}", **headers}
        if key:
            given["Idempotency-Key"] = key
        sent = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(self.browser, method)(f"/api/v1{path}", headers=given, **sent)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("get", path, **headers)


class World:
    def __init__(self, name: str, owner: User, mark: str = "") -> None:
        content = document(name)
        content["title"] += mark
        found = import_client(document=content, user=owner, as_of=AS_OF)
        self.owner, self.client, self.assessment = owner, found.client, found.assessment
        with scope(client=self.client):
            self.decision: Decision = decide_assessment(self.assessment, owner, futures=64)

    @property
    def place(self) -> str:
        return f"/clients/{self.client.slug}/assessments/{self.assessment.slug}"

    def program(self, role: Role = Role.VIEWER) -> Program:
        token = make_token(
            client=self.client, name=f"A {role.value}", role=role, days=30, key=role.value, actor=self.owner
        )[1]
        return Program(token)


@pytest.fixture(autouse=True)
def _no_requests_counted() -> None:
    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    return World(NAMES[0], User.objects.create_user("ana@example.com", "pw", name="Ana"))


@pytest.fixture
def other(db: None) -> World:
    return World(NAMES[1], User.objects.create_user("eve@example.com", "pw", name="Eve"), f" {CANARY}")


@pytest.fixture
def reader(world: World) -> Program:
    return world.program(Role.VIEWER)


@pytest.fixture
def writer(world: World) -> Program:
    return world.program(Role.EDITOR)
