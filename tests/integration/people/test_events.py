"""The record: filtered, exported, checked."""

import csv
import datetime as dt
import io
import json
import re
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from clients.models import AuditEvent, Client, User
from clients.services import create_client, record
from ui.cells import plain_cell


@pytest.fixture
def company(people: dict[str, User]) -> Client:
    with time_machine.travel(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)):
        made = create_client(name="Northwind", country_iso3="USA", currency="USD", owner=people["owner"])
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)):
        before, after = {"wage": 20, "kept": 1}, {"wage": 22, "kept": 1}
        record(
            client=made,
            actor=people["editor"],
            action="answers.save",
            target="=HYPERLINK(1)",
            before=before,
            after=after,
        )
    return made


def shown(owner: Browser, company: Client, **wanted: str) -> list[int]:
    response = owner.get(reverse("list_events", args=[company.slug]), wanted)
    assert response.status_code == 200
    return [row["number"] for row in response.context["rows"]]


def test_the_newest_stands_first_with_what_differs(owner: Browser, company: Client) -> None:
    response = owner.get(reverse("list_events", args=[company.slug]))
    assert [row["number"] for row in response.context["rows"]] == [3, 2, 1]
    assert response.context["rows"][0]["changes"] == [{"name": "wage", "before": "20", "after": "22"}]
    assert b"All 3 entries are as they were written" in response.content


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"person": "priya@example.com"}, [3]),
        ({"action": "membership.set"}, [2]),
        ({"since": "2026-03-02"}, [3]),
        ({"until": "2026-03-01"}, [2, 1]),
        ({"since": "2026-03-01", "until": "2026-03-02"}, [3, 2, 1]),
        ({"since": "2026-03-03"}, []),
    ],
)
def test_it_is_narrowed(owner: Browser, company: Client, wanted: dict[str, str], numbers: list[int]) -> None:
    assert shown(owner, company, **wanted) == numbers


@pytest.mark.parametrize(
    "wanted",
    [{"person": "nobody@example.com"}, {"since": "soon"}, {"since": "2026-03-02", "until": "2026-03-01"}],
)
def test_a_filter_that_cannot_be_is_refused(owner: Browser, company: Client, wanted: dict[str, str]) -> None:
    assert owner.get(reverse("list_events", args=[company.slug]), wanted).status_code == 422
    assert owner.get(reverse("download_events", args=[company.slug]), wanted).status_code == 302


def test_the_file_holds_what_is_shown_and_no_formula(owner: Browser, company: Client) -> None:
    address = reverse("download_events", args=[company.slug])
    response = owner.get(address, {"person": "priya@example.com"})
    (line,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert (line["Entry"], line["Of what"]) == ("3", "'=HYPERLINK(1)")
    assert json.loads(line["Before"]) == {"wage": 20, "kept": 1}
    assert json.loads(line["After"]) == {"wage": 22, "kept": 1}
    assert response["Cache-Control"] == "no-store"
    assert len(owner.get(address).content.splitlines()) == 4


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\u00a0=1", "\ufeff=1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert plain_cell(text) == f"'{text}"
    assert plain_cell(f"a{text}") == f"a{text}"


def test_a_changed_entry_is_found(owner: Browser, company: Client) -> None:
    out = StringIO()
    call_command("check_audit", stdout=out)
    assert re.fullmatch(r"northwind: whole, [0-9]+ entries, last seal [0-9a-f]{12}…\n", out.getvalue())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clients_auditevent SET target = 'another' WHERE sequence = 2")
    with pytest.raises(CommandError, match="northwind"):
        call_command("check_audit", stdout=out)
    assert "northwind: broken at entry 2" in out.getvalue()
    page = owner.get(reverse("list_events", args=[company.slug]))
    assert b"The record was tampered with" in page.content


def test_a_lost_entry_is_found(company: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clients_auditevent WHERE sequence = 2")
    with pytest.raises(CommandError):
        call_command("check_audit", "northwind", stdout=StringIO())


def test_entries_cut_off_at_the_end_show_in_number_and_seal(company: Client) -> None:
    """What is left is whole in itself: the operator compares with the night before."""
    assert told_of(company) == f"northwind: whole, 3 entries, last seal {seal(company, 3)}…\n"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clients_auditevent WHERE sequence > 2")
    assert told_of(company) == f"northwind: whole, 2 entries, last seal {seal(company, 2)}…\n"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clients_auditevent WHERE sequence > 1")
    assert told_of(company).startswith("northwind: whole, 1 entry, ")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clients_auditevent")
    assert told_of(company) == "northwind: whole, no entries\n"


def told_of(company: Client) -> str:
    out = StringIO()
    call_command("check_audit", company.slug, stdout=out)
    return out.getvalue()


def seal(company: Client, number: int) -> str:
    return str(AuditEvent.objects.with_scopes_disabled().get(client=company, sequence=number).hash[:12])


def test_an_unknown_client_is_named(company: Client) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("check_audit", "nowhere", stdout=StringIO())


@pytest.mark.parametrize("role", ["editor", "viewer", "stranger"])
def test_nobody_else_reads_it(people: dict[str, User], company: Client, role: str) -> None:
    browser = Browser()
    browser.force_login(people[role])
    for name in ("list_events", "download_events"):
        assert browser.get(reverse(name, args=[company.slug])).status_code in (403, 404)
