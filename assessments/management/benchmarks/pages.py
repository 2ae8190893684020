"""Pages that must stay quick with many clients and many scenarios, in a database of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse
from django_scopes import scopes_disabled

from assessments.models import Assessment, Decision, Scenario
from assessments.services import demo
from assessments.services.client_import import import_client, read_document
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import Client, Membership, User
from vendors.services.reference import load_reference

from .measuring import Row, Timing, Work, in_turns

FEW, MANY = 50, 1_000
SCENARIOS = 200
ABREAST = 8
PREVIEW_SECONDS = 0.3
OF_HELLO = 0.18
FLAT = 0.5  # of the speed with few: a page that grows with its rows would be far below
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("", hello)]


def rows(rounds: int, quick: bool) -> Iterator[Row]:
    with _database(), scopes_disabled():
        load_reference()
        person = User.objects.create(email="benchmark@example.com", name="Benchmark")
        assessment = _retailer(person)
        browser = Browser(SERVER_NAME="localhost", headers={"Accept-Encoding": "identity"})
        browser.force_login(person)
        yield from _preview(browser, assessment, rounds)
        yield from _comparison(browser, assessment, rounds, SCENARIOS)
        yield from _list(browser, person, assessment, rounds)


@contextmanager
def _database() -> Iterator[None]:
    """Nothing is written to the installation's own."""
    name = connection.settings_dict["NAME"]
    static = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with override_settings(ALLOWED_HOSTS=["localhost"], SECURE_SSL_REDIRECT=False, STORAGES=static):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _retailer(person: User) -> Assessment:
    document = read_document(demo.FOLDER / f"{demo.RETAILER}.json")
    assessment = import_client(document=document, user=person, as_of=demo.AS_OF).assessment
    decide_assessment(assessment, person, futures=1024)
    return assessment


def _preview(browser: Browser, assessment: Assessment, rounds: int) -> Iterator[Row]:
    """Another value each time, so that nothing of what was computed before is used again."""
    counter = itertools.count()
    address = _address("try_decision", assessment)

    def weight() -> object:
        return _got(browser, address, {"weight_cost": f"{20 + next(counter) % 600 / 10}"}, part=True)

    def answer() -> object:
        wage = {"input_service__agent_wage_per_hour": f"{20 + next(counter) % 900 / 100}"}
        return _got(browser, address, wage, part=True)

    taken = in_turns({"weight": weight, "answer": answer}, rounds)
    for name in ("weight", "answer"):
        timing = Timing(taken[name])
        yield Row(f"live preview, one {name} moved", timing, reach="≤ 300 ms", most_seconds=PREVIEW_SECONDS)


def _comparison(browser: Browser, assessment: Assessment, rounds: int, many: int) -> Iterator[Row]:
    """With as many scenarios as stand side by side, then with far more in the same assessment."""
    _scenarios(assessment, 0, ABREAST - 1)
    pages = {"compare_scenarios": f"{ABREAST} scenarios side by side", "list_scenarios": "list of scenarios"}
    works = {name: _visit(browser, _address(name, assessment)) for name in pages}
    few = in_turns(works, rounds)
    _scenarios(assessment, ABREAST - 1, many)
    taken = in_turns(works, rounds)
    for name, words in pages.items():
        yield _flat(f"{words}, {many} in the assessment", taken[name], f"{ABREAST} there", few[name],
                    _queries(works[name]))  # fmt: skip


def _list(browser: Browser, person: User, assessment: Assessment, rounds: int) -> Iterator[Row]:
    page = {"page": _visit(browser, reverse("list_clients"), {"sort": "saving"})}
    _clients(person, assessment, 0, FEW)
    few = in_turns(page, rounds)["page"]
    _clients(person, assessment, FEW, MANY)
    many = in_turns(page, rounds)["page"]
    with override_settings(ROOT_URLCONF=__name__):
        bare = in_turns({"hello": _visit(browser, "/")}, rounds)["hello"]
    note = _queries(page["page"])
    yield Row(f"list of {MANY:,} clients, 50 on a page", Timing(many), "bare view", Timing(bare),
              f"≥ {OF_HELLO} of its rate", least_ratio=OF_HELLO, note=note)  # fmt: skip
    yield _flat(f"list of {MANY:,} clients", many, f"{FEW} clients", few, note)


def _flat(work: str, seconds: float, peer: str, theirs: float, note: str) -> Row:
    return Row(work, Timing(seconds), peer, Timing(theirs), "flat", least_ratio=FLAT, note=note)


def _scenarios(assessment: Assessment, first: int, last: int) -> None:
    """Each with the assessment's own decision as its result."""
    made = Scenario.objects.bulk_create(
        Scenario(assessment=assessment, slug=f"scenario-{n}", name=f"Scenario {n:03}")
        for n in range(first, last)
    )
    _decided(assessment, [{"assessment": assessment, "scenario": scenario} for scenario in made])


def _clients(person: User, assessment: Assessment, first: int, last: int) -> None:
    clients = Client.objects.bulk_create(
        Client(name=f"Client {n:04}", slug=f"client-{n}", country_iso3="USA", currency="USD")
        for n in range(first, last)
    )
    Membership.objects.bulk_create(Membership(user=person, client=c, role=Role.EDITOR) for c in clients)
    works = Assessment.objects.bulk_create(
        Assessment(client=c, title="Review", slug="review") for c in clients
    )
    _decided(assessment, [{"assessment": work, "saving": float(n)} for n, work in enumerate(works)])


def _decided(assessment: Assessment, wanted: list[dict[str, Any]]) -> None:
    """Copies of the assessment's own decision."""
    own = Decision.objects.filter(assessment=assessment, scenario=None).values().latest("created")
    common = {
        name: value for name, value in own.items() if name not in ("id", "assessment_id", "scenario_id")
    }
    Decision.objects.bulk_create(
        [Decision(**{**common, **different}) for different in wanted], batch_size=100
    )


def _visit(browser: Browser, address: str, query: dict[str, str] | None = None) -> Work:
    return lambda: _got(browser, address, query or {})


def _got(browser: Browser, address: str, query: dict[str, str], part: bool = False) -> object:
    headers = {"HX-Request": "true"} if part else {}
    response = browser.get(address, query, headers=headers)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return response


def _queries(work: Work) -> str:
    with CaptureQueriesContext(connection) as found:
        work()
    return f"{len(found)} queries"


def _address(name: str, assessment: Assessment) -> str:
    return reverse(name, args=[assessment.client.slug, assessment.slug])
