"""Every operation × no token, tokens of each role, and tokens of another client."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from api import guarding
from api.interface import interface
from clients.choices import Role
from clients.models import ApiToken, AuditEvent, Client, User
from clients.services import add_member, first_broken_event, make_token, remove_member
from clients.services.tokens import hash_of

from .conftest import CANARY, Program, World

WRITES = ("post", "patch", "put", "delete")
VALUES = {"decision": "{decision}", "number": "1", "version": "1"}


def operations() -> list[tuple[str, str]]:
    paths = interface.get_openapi_schema()["paths"]
    return [(verb, path.removeprefix("/api/v1")) for path, verbs in paths.items() for verb in verbs]


OPERATIONS = operations()


def filled(path: str, client: World, thing: World | None = None) -> str:
    thing = thing or client
    return path.format(
        client=client.client.slug,
        assessment=thing.assessment.slug,
        decision=thing.decision.pk,
        number=1,
        version=1,
    )


def test_there_is_something_to_try() -> None:
    assert len(OPERATIONS) >= 14
    assert sum(verb in WRITES for verb, _ in OPERATIONS) >= 3


def test_without_a_token_nothing_opens(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor with a wrong one, nor for a person who is signed in: her session is no token."""
    monkeypatch.setattr(guarding, "WRONG_IN_TEN_MINUTES", 1000)
    owner = Browser()
    owner.force_login(world.owner)
    for verb, path in OPERATIONS:
        address = f"/api/v1{filled(path, world)}"
        assert getattr(Browser(), verb)(address).status_code == 401
        assert getattr(owner, verb)(address).status_code == 401
        assert Program("oa_" + "x" * 43).ask(verb, filled(path, world)).status_code == 401


def test_a_token_of_another_client_finds_nothing(world: World, other: World) -> None:
    """Byte for byte what a client that does not exist answers."""
    stranger = other.program(Role.EDITOR)
    for verb, path in OPERATIONS:
        if "{client}" not in path:
            continue
        there = stranger.ask(verb, filled(path, world))
        nowhere = stranger.ask(verb, filled(path, world).replace(world.client.slug, "no-such-client"))
        assert (there.status_code, there.content) == (404, nowhere.content), path


def test_things_of_another_client_are_not_found_under_ones_own(world: World, other: World) -> None:
    writer = world.program(Role.EDITOR)
    for verb, path in OPERATIONS:
        if "{assessment}" in path:
            body = {"answers": [{"key": "service.agents_fte", "content": None, "version": 1}]}
            sent = body if verb == "patch" else None
            answer = writer.ask(verb, filled(path, world, other), sent, key="k" * 8)
            assert answer.status_code == 404, path


def test_no_byte_of_another_client_is_read(world: World, other: World) -> None:
    reader, read = world.program(), 0
    for verb, path in OPERATIONS:
        if verb == "get":
            answer = reader.get(filled(path, world))
            read += answer.status_code == 200
            assert CANARY not in answer.content.decode()
    assert read >= 10
    seen = other.program().get(f"/clients/{other.client.slug}/assessments")
    assert CANARY in seen.content.decode()  # it would be seen


def test_who_may_read_may_not_write(world: World, reader: Program) -> None:
    for verb, path in OPERATIONS:
        refused = reader.ask(verb, filled(path, world), {} if verb in WRITES else None).status_code == 403
        assert refused == (verb in WRITES), path


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OWNER])
def test_who_may_write_may_read(world: World, role: Role) -> None:
    program = world.program(role)
    for verb, path in OPERATIONS:
        assert program.ask(verb, filled(path, world)).status_code not in (401, 403), path


def test_a_token_ends(world: World, reader: Program) -> None:
    path = f"/clients/{world.client.slug}"
    assert reader.get(path).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=30, minutes=1)):
        assert reader.get(path).status_code == 401


def test_it_ends_with_the_role_of_its_maker(world: World, reader: Program) -> None:
    """Whether the service that takes the role away revokes it, or somebody else took it."""
    path, rows = f"/clients/{world.client.slug}", world.client.memberships
    second = User.objects.create_user("tom@example.com", "pw", name="Tom")
    add_member(client=world.client, user=second, role=Role.OWNER, actor=world.owner)
    membership = rows(manager="objects").with_scopes_disabled().get(user=world.owner)
    add_member(client=world.client, user=world.owner, role=Role.EDITOR, actor=second)
    assert reader.get(path).status_code == 401
    add_member(client=world.client, user=world.owner, role=Role.OWNER, actor=second)
    assert reader.get(path).status_code == 200
    remove_member(membership, actor=second)
    assert reader.get(path).status_code == 401
    assert ApiToken.objects.with_scopes_disabled().get().revoked


def test_only_its_hash_is_kept_and_its_use_is_noted(world: World, reader: Program) -> None:
    row = ApiToken.objects.with_scopes_disabled().get()
    assert row.last_used is None
    reader.get("/clients")
    row.refresh_from_db()
    assert row.last_used is not None
    stored = [str(value) for value in ApiToken.objects.with_scopes_disabled().values_list().get()]
    assert reader.token not in " ".join(stored)
    assert row.token_hash == hash_of(reader.token)


def test_too_many_requests_are_stopped(
    world: World, reader: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "REQUESTS_A_MINUTE", 3)
    with time_machine.travel(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC), tick=False):
        answers = [reader.get("/clients") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert world.program(Role.EDITOR).get("/clients").status_code == 200  # each token has its own count


def test_trying_tokens_is_stopped(world: World) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC), tick=False):
        codes = [Program(f"oa_{number}").get("/clients").status_code for number in range(25)]
    assert codes == [401] * 20 + [429] * 5


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_address_that_does_not_exist_is_a_problem_too(method: str) -> None:
    answer = getattr(Browser(enforce_csrf_checks=True), method)("/api/v1/nothing")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


class TestThePage:
    @pytest.fixture
    def owner(self, world: World) -> Browser:
        browser = Browser()
        browser.force_login(world.owner)
        return browser

    @staticmethod
    def make(browser: Browser, client: Client, **more: Any) -> Any:
        sent = {"name": "Warehouse", "role": "editor", "days": "30", "key": "one form", **more}
        return browser.post(reverse("list_tokens", args=[client.slug]), sent)

    def test_a_token_is_shown_once_and_works(self, owner: Browser, world: World) -> None:
        token = self.make(owner, world.client).context["token"]
        assert Program(token).get("/clients").status_code == 200
        page = owner.get(reverse("list_tokens", args=[world.client.slug])).content.decode()
        assert token not in page
        assert token[:9] in page
        assert "Warehouse" in page

    def test_the_same_form_sent_twice_makes_one(self, owner: Browser, world: World) -> None:
        tokens = {self.make(owner, world.client).context["token"] for _ in range(2)}
        assert len(tokens) == ApiToken.objects.with_scopes_disabled().count() == 1

    def test_a_revoked_one_opens_nothing(self, owner: Browser, world: World) -> None:
        token = self.make(owner, world.client).context["token"]
        row = ApiToken.objects.with_scopes_disabled().get()
        owner.post(reverse("revoke_api_token", args=[world.client.slug, row.pk]))
        assert Program(token).get("/clients").status_code == 401
        trail = AuditEvent.objects.with_scopes_disabled().filter(client=world.client)
        assert [event.action for event in trail][-2:] == ["token.make", "token.revoke"]
        assert first_broken_event(world.client) is None

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"role": "owner"}, {"role": "root"}, {"days": "9999"}])
    def test_what_cannot_be_is_refused(self, owner: Browser, world: World, wrong: dict[str, str]) -> None:
        assert self.make(owner, world.client, **wrong).status_code == 422
        assert not ApiToken.objects.with_scopes_disabled().exists()

    def test_a_token_names_its_role(self, world: World) -> None:
        made, _, new = make_token(
            client=world.client, name="x", role=Role.VIEWER, days=1, key="k", actor=world.owner
        )
        assert (new, made.ends_soon, str(made).endswith("…)")) == (True, True, True)
