"""The list of clients: whose lines are there, in which order, in how many queries."""

import datetime as dt
import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Assessment, Decision
from clients.choices import Role
from clients.models import Client, Membership, User
from reports.models import Report
from vendors.models import Country

HASH = "0" * 64


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("priya@example.com", "pw", name="Priya Nair")


def make_client(person: User | None, name: str, role: Role = Role.EDITOR, **fields: Any) -> Client:
    slug = name.lower().replace(" ", "-")
    made = Client.objects.create(name=name, slug=slug, country_iso3="USA", currency="USD", **fields)
    if person:
        Membership.objects.with_scopes_disabled().create(user=person, client=made, role=role)
    return made


def make_assessment(client: Client, title: str = "Review", **fields: Any) -> Assessment:
    rows = Assessment.objects.with_scopes_disabled()
    return rows.create(client=client, title=title, slug=title.lower().replace(" ", "-"), **fields)


def make_decision(assessment: Assessment, verdict: str = "go", **fields: Any) -> Decision:
    values = {"saving": 1_900_000.0, "p_saves": 0.83, "leading_option": "Manila", **fields}
    rows = Decision.objects.with_scopes_disabled()
    return rows.create(
        assessment=assessment, verdict=verdict, case={}, decision={}, case_sha256=HASH, seed=1,
        futures=rows.filter(assessment=assessment).count() + 64, engine_version="1", **values,
    )  # fmt: skip


def order(response: Any) -> list[str]:
    return [row["client"] for row in response.context["rows"]]


def test_nobody_signed_in_is_asked_to_sign_in(client, db):
    response = client.get("/")
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_a_person_without_clients_is_shown_how_to_begin(client, person):
    client.force_login(person)
    page = client.get("/").content.decode()
    assert "No client yet" in page
    assert "/clients/new/" in page


def test_only_own_clients_are_listed_and_no_archived_ones(client, person):
    for name in ("Acme", "Bolt"):
        make_client(person, name)
    make_client(None, "Canary Ltd")
    make_client(person, "Gone", archived=timezone.now())
    client.force_login(person)
    response = client.get("/")
    assert order(response) == ["Acme", "Bolt"]
    for word in ("Canary", "Gone"):
        assert word not in response.content.decode()
        assert order(client.get("/", {"q": word})) == []


def test_another_members_role_does_not_show(client, person):
    """A client with two members is one line, with the role of the person who looks."""
    acme = make_client(person, "Acme", Role.VIEWER)
    other = User.objects.create_user("bo@example.com", "pw", name="Bo")
    Membership.objects.with_scopes_disabled().create(user=other, client=acme, role=Role.OWNER)
    client.force_login(person)
    response = client.get("/")
    assert order(response) == ["Acme"]
    assert response.context["rows"][0]["may_begin"] is False


def test_a_line_tells_the_latest_decision_of_the_assessment_itself(client, person):
    review = make_assessment(make_client(person, "Acme"))
    scenario = review.scenarios.model.objects.with_scopes_disabled().create(
        assessment=review, slug="s", name="S"
    )
    make_decision(review, "no_go", created=timezone.now() - dt.timedelta(days=3))
    make_decision(review, "conditional_go", open_gates=2, created=timezone.now() + dt.timedelta(hours=1))
    make_decision(review, "go", scenario=scenario, created=timezone.now() + dt.timedelta(hours=2))
    client.force_login(person)
    row = client.get("/").context["rows"][0]
    assert (row["verdict"], row["gates"], row["saving"]) == ("conditional_go", "2 open", "$1.9\u00a0M")
    assert row["due"] is True
    assert row["stale"] is False
    assert row["decision_url"] == "/clients/acme/assessments/review/decision/"


def test_a_single_client_is_shown_large_and_a_second_one_makes_a_list(client, person):
    make_decision(make_assessment(make_client(person, "Acme")))
    client.force_login(person)
    assert "client-alone" in client.get("/").content.decode()
    make_client(person, "Bolt")
    assert "client-alone" not in client.get("/").content.decode()


def test_archived_assessments_are_left_out_and_their_client_stays(client, person):
    acme = make_client(person, "Acme")
    make_decision(make_assessment(acme, archived=timezone.now()))
    make_client(person, "Bolt")
    client.force_login(person)
    rows = client.get("/").context["rows"]
    assert [(row["client"], row["verdict"]) for row in rows] == [("Acme", ""), ("Bolt", "")]


def test_an_issued_report_is_no_longer_due(client, person):
    acme, bolt = make_client(person, "Acme"), make_client(person, "Bolt")
    decision = make_decision(make_assessment(acme))
    make_decision(make_assessment(bolt))
    Report.objects.with_scopes_disabled().create(
        client=acme, assessment=decision.assessment, decision=decision, number=1, version=1,
        issued=timezone.localdate(),
    )  # fmt: skip
    client.force_login(person)
    assert [row["due"] for row in client.get("/").context["rows"]] == [False, True]
    assert order(client.get("/", {"due": "1"})) == ["Bolt"]


@pytest.fixture
def three(person: User) -> None:
    now = timezone.now()
    specs = [("Acme", "no_go", 1.0, 0, 1), ("Bolt", "go", 3.0, 2, 9), ("Cargo", "conditional_go", 2.0, 5, 4)]
    for name, verdict, saving, gates, days in specs:
        work = make_assessment(make_client(person, name), changed=now - dt.timedelta(days=days))
        make_decision(work, verdict, saving=saving, open_gates=gates)
    make_client(person, "Dune", sector="Desert tours")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Acme", "Bolt", "Cargo", "Dune"]),
        ({"sort": "verdict"}, ["Bolt", "Cargo", "Acme", "Dune"]),
        ({"sort": "saving"}, ["Bolt", "Cargo", "Acme", "Dune"]),
        ({"sort": "gates"}, ["Cargo", "Bolt", "Acme", "Dune"]),
        ({"sort": "age"}, ["Bolt", "Cargo", "Acme", "Dune"]),
        ({"verdict": "go"}, ["Bolt"]),
        ({"verdict": "none"}, ["Dune"]),
        ({"q": "desert"}, ["Dune"]),
        ({"q": "review bolt"}, ["Bolt"]),
        ({"q": "nothing like it"}, []),
        ({"sort": "'; drop table", "verdict": "maybe", "page": "x"}, ["Acme", "Bolt", "Cargo", "Dune"]),
        ({"q": "\x00acme"}, ["Acme"]),
    ],
)
def test_search_filter_and_sort(client, person, three, query, names):
    client.force_login(person)
    assert order(client.get("/", query)) == names


@pytest.fixture
def three_currencies(person: User) -> None:
    """Published rates: 1 USD is 0.8 EUR and 150 JPY; XTS has none."""
    for code, rate in (("EUR", 0.8), ("JPY", 150.0)):
        Country.objects.filter(currency_code=code).update(figures={"lcu_per_usd": rate})
    savings = {"Yen": ("JPY", 150e6), "Euro": ("EUR", 1.2e6), "Dollar": ("USD", 1.4e6), "Test": ("XTS", 9e9)}
    for name, (currency, saving) in savings.items():
        acme = make_client(person, name)
        Client.objects.filter(pk=acme.pk).update(currency=currency)
        make_decision(make_assessment(acme), saving=saving)


def test_savings_in_several_currencies_are_sorted_by_what_they_are_worth(client, person, three_currencies):
    client.force_login(person)
    response = client.get("/", {"sort": "saving"})
    assert order(response) == ["Euro", "Dollar", "Yen", "Test"]
    rows = {row["client"]: row for row in response.context["rows"]}
    assert rows["Euro"]["saving"] == "€1.2\u00a0M"
    assert rows["Euro"]["in_dollars"] == "about $1.5\u00a0M"
    assert rows["Dollar"]["in_dollars"] == rows["Test"]["in_dollars"] == ""
    page = response.content.decode()
    assert "sorted by what they are worth in US dollars (The Economist, Big Mac index" in page
    assert "No rate is known for XTS: listed last." in page


def test_one_currency_needs_no_words_about_rates(client, person, three):
    client.force_login(person)
    assert "US dollars" not in client.get("/").content.decode()


def test_a_thousand_clients_need_no_more_queries_than_two(client, person):
    def visit(query: dict[str, str]) -> tuple[int, float]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            began = time.perf_counter()
            assert client.get("/", query).status_code == 200
        return len(queries), time.perf_counter() - began

    for number in range(2):
        make_decision(make_assessment(make_client(person, f"Few {number}")))
    client.force_login(person)
    client.get("/")  # the session's own rows are written once
    few, _ = visit({"sort": "saving"})
    clients = Client.objects.bulk_create(
        Client(name=f"Many {n}", slug=f"many-{n}", country_iso3="USA", currency="USD") for n in range(1000)
    )
    Membership.objects.with_scopes_disabled().bulk_create(
        Membership(user=person, client=made, role=Role.EDITOR) for made in clients
    )
    works = Assessment.objects.with_scopes_disabled().bulk_create(
        Assessment(client=made, title="Review", slug="review") for made in clients
    )
    Decision.objects.with_scopes_disabled().bulk_create(
        Decision(assessment=work, verdict="go", case={}, decision={}, case_sha256=HASH, seed=1, futures=64,
                 engine_version="1", saving=float(n), p_saves=0.5)
        for n, work in enumerate(works)
    )  # fmt: skip
    many, seconds = visit({"sort": "saving"})
    assert many == few <= 12
    assert seconds < 1.0
