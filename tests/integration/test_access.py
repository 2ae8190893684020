"""Every route × every role × own and other client × reading and writing, after access_table.py."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_scopes import scope

from assessments.models import WeightSet
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import User
from clients.services import add_member
from tests.conftest import Figure

from .access_table import (
    ACCESS,
    ACCOUNT_ROUTES,
    BEARER,
    KWARGS,
    OWNED,
    PARTS,
    PUBLIC,
    SIGNED_IN,
    TOKEN,
    World,
)
from .assessments.conftest import AS_OF, NAMES, document

CANARY = "canary-of-another-client"
METHODS = ("get", "post")
NOT_THIS_METHOD = 405
WRONG = "Answers that a person should not have got"


def routes() -> dict[str, tuple[str, ...]]:
    """Parts of the address by name of the route; django-allauth's pages are left out."""
    found = dict(_walk(get_resolver().url_patterns, ()))
    return {name: parts for name, parts in found.items() if not name.startswith(ACCOUNT_ROUTES)}


def _walk(
    patterns: list[Any], before: tuple[str, ...], room: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in patterns:
        parts = (*before, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, parts, f"{entry.namespace}:" if entry.namespace else room)
        elif isinstance(entry, URLPattern):
            yield f"{room}{entry.name or entry.pattern}", parts


ALL_ROUTES = routes()
ROUTES = {name: parts for name, parts in ALL_ROUTES.items() if ACCESS.get(name, BEARER) != BEARER}
OF_A_CLIENT = {name: parts for name, parts in ROUTES.items() if "client" in parts}


class Stage:
    """Two clients, one person per role at the first, and an owner at the second."""

    def __init__(self) -> None:
        self.asked = 0
        self.people = {
            role: User.objects.create_user(f"{role}@example.com", None, name=role) for role in Role
        }
        self.stranger = User.objects.create_user("stranger@example.com", None, name="Stranger")
        self.own = self._world(NAMES[0], self.people[Role.OWNER], "", 3)
        self.other = self._world(NAMES[1], self.stranger, CANARY, 7)
        for role in (Role.VIEWER, Role.EDITOR):
            add_member(client=self.own.client, user=self.people[role], role=role, actor=None)
        with scope(client=self.own.client):  # a viewer weighs once she was asked to
            WeightSet(assessment=self.own.assessment, person=self.people[Role.VIEWER]).save()

    def _world(self, name: str, owner: User, mark: str, number: int) -> World:
        content = document(name)
        if mark:
            _plant(content, mark)
        found = import_client(document=content, user=owner, as_of=AS_OF)
        with scope(client=found.client):
            decide_assessment(found.assessment, owner, futures=64)
        return World(found.client, found.assessment, owner, number)

    def ask(self, person: User | None, route: str, method: str, world: World, **other: Any) -> HttpResponse:
        """The answer to a request, whose writing is undone afterwards."""
        self.asked += 1
        browser = Browser(raise_request_exception=False)
        if person:
            browser.force_login(person)
        url = reverse(route, kwargs={**world.kwargs(route, ROUTES[route]), **other})
        with transaction.atomic():
            response = getattr(browser, method)(url)
            transaction.set_rollback(True)
        return response


def _plant(content: dict[str, Any], mark: str) -> None:
    content["company"]["name"] += f" {mark}"
    content["title"] += f" {mark}"
    for process in content["processes"]:
        process["process"] += f" {mark}"
        process["note"] += mark
    for option in content["options"]:
        option["name"] += f" {mark}"


@pytest.fixture
def stage(db: None, figure: Figure) -> Iterator[Stage]:
    found = Stage()
    yield found
    figure("Requests to addresses, as everybody, for their own client and for another one", found.asked)


def body(response: HttpResponse) -> bytes:
    """What was sent, streamed or not, without the token that differs with every page."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(rb'(csrfmiddlewaretoken" value|csrf-token" content)="\w+"', b"", content)


def test_every_route_is_in_the_table(figure: Figure) -> None:
    assert set(ALL_ROUTES) - set(ACCESS) == set(), "add a line to access_table.py"
    assert set(ACCESS) - set(ALL_ROUTES) == set(), "the table names a route that does not exist"
    figure("Addresses of the product", len(ALL_ROUTES))


def test_every_part_of_an_address_can_be_filled() -> None:
    missing = {
        (route, part)
        for route, parts in ROUTES.items()
        for part in parts
        if part not in PARTS and part not in KWARGS.get(route, {})
    }
    assert missing == set()


def test_an_address_of_a_client_needs_a_role() -> None:
    assert {name for name in OF_A_CLIENT if not isinstance(ACCESS[name], Role)} == set()


def test_nobody_signed_in_is_sent_to_the_sign_in_page(stage: Stage, figure: Figure) -> None:
    wrong = {}
    for route in ROUTES:
        for method in METHODS if ACCESS[route] not in (PUBLIC, TOKEN) else ():
            answer = stage.ask(None, route, method, stage.own)
            sent = answer.status_code == 302 and answer["Location"].startswith(reverse(settings.LOGIN_URL))
            if not sent and answer.status_code != NOT_THIS_METHOD:
                wrong[route, method] = answer.status_code
    figure(WRONG, len(wrong))
    assert wrong == {}


def test_another_client_is_as_one_that_does_not_exist(stage: Stage, figure: Figure) -> None:
    """Byte for byte, for a person who owns a client of her own."""
    wrong = {}
    for route in OF_A_CLIENT:
        for method in METHODS:
            there = stage.ask(stage.stranger, route, method, stage.own)
            nowhere = stage.ask(stage.stranger, route, method, stage.own, client="no-such-client")
            same = body(there) == body(nowhere)
            if {there.status_code, nowhere.status_code} - {404, NOT_THIS_METHOD} or not same:
                wrong[route, method] = (there.status_code, nowhere.status_code, same)
    figure(WRONG, len(wrong))
    assert wrong == {}


def test_a_thing_of_another_client_is_not_found_under_ones_own(stage: Stage, figure: Figure) -> None:
    """Own client in the address, another client's row: each part in turn."""
    wrong = {}
    owner = stage.people[Role.OWNER]
    for route, parts in OF_A_CLIENT.items():
        foreign = stage.other.kwargs(route, parts)
        for part in OWNED & set(parts):
            for method in METHODS:
                answer = stage.ask(owner, route, method, stage.own, **{part: foreign[part]})
                if answer.status_code not in (404, NOT_THIS_METHOD):
                    wrong[route, part, method] = answer.status_code
    figure(WRONG, len(wrong))
    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_what_the_table_says_and_no_more(stage: Stage, role: Role, figure: Figure) -> None:
    wrong = {}
    for route in OF_A_CLIENT:
        allowed = role.includes(Role(ACCESS[route]))
        answers = {method: stage.ask(stage.people[role], route, method, stage.own) for method in METHODS}
        codes = {method: answer.status_code for method, answer in answers.items()}
        if all(code == NOT_THIS_METHOD for code in codes.values()):
            wrong[route] = codes
        for code in codes.values():
            refused = code == 403
            if code != NOT_THIS_METHOD and (refused == allowed or code >= 500):
                wrong[route] = codes
    figure(WRONG, len(wrong))
    assert wrong == {}


def test_no_page_shows_a_byte_of_another_client(stage: Stage) -> None:
    leaks, read = [], 0
    for route in ROUTES:
        person = None if ACCESS[route] in (PUBLIC, TOKEN) else stage.people[Role.OWNER]
        answer = stage.ask(person, route, "get", stage.own)
        content = body(answer)
        read += answer.status_code == 200
        if CANARY.encode() in content:
            leaks.append(route)
    assert leaks == []
    assert read > len(ROUTES) / 3


def test_the_canary_would_be_seen(stage: Stage) -> None:
    answer = stage.ask(stage.stranger, "show_assessment", "get", stage.other)
    assert CANARY.encode() in body(answer)


def test_a_wrong_token_opens_nothing(stage: Stage) -> None:
    codes = {
        route: stage.ask(None, route, "get", stage.own, token="x" * 43).status_code
        for route, kind in ACCESS.items()
        if kind == TOKEN
    }
    assert set(codes.values()) <= {404, 410, NOT_THIS_METHOD}, codes


def test_a_role_taken_away_is_gone_with_the_next_request(stage: Stage) -> None:
    viewer = stage.people[Role.VIEWER]
    assert stage.ask(viewer, "show_assessment", "get", stage.own).status_code == 200
    with scope(client=stage.own.client):
        stage.own.client.memberships.filter(user=viewer).delete()
    assert stage.ask(viewer, "show_assessment", "get", stage.own).status_code == 404


def test_pages_of_a_person_open_for_anybody_signed_in(stage: Stage) -> None:
    mine = [route for route, kind in ACCESS.items() if kind == SIGNED_IN]
    assert {stage.ask(stage.stranger, route, "get", stage.own).status_code for route in mine} == {200}
