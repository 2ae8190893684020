"""Clients with a decided assessment each, and people who work there."""

import copy
import datetime as dt
import json
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django_scopes import scope

from assessments.models import Assessment
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import Membership, User
from tests.faults.crowd import Person
from vendors.models import Country
from vendors.services.reference import load_reference

DOCUMENT = Path(__file__).parents[1] / "data" / "clients" / "case1_online_retailer.json"
READ = ("list_clients", "show_assessment", "show_decision", "check_answers", "list_vendors", "list_options")
WAGE = "service.agent_wage_per_hour"
FUTURES = 256


def decided(name: str) -> Assessment:
    if not Country.objects.exists():  # a test before this one may have emptied the tables
        load_reference()
    document = copy.deepcopy(json.loads(DOCUMENT.read_text(encoding="utf-8")))
    document["company"]["name"] = name
    found = import_client(document=document, as_of=dt.date(2026, 11, 1)).assessment
    with scope(client=found.client):
        decide_assessment(found, futures=FUTURES)
    return found


def people_of(assessment: Assessment, count: int) -> list[Person]:
    place = {"client": assessment.client.slug, "assessment": assessment.slug}
    pages = [reverse(name, kwargs={key: place[key] for key in _parts(name)}) for name in READ]
    writes = reverse("comment_answer", kwargs={**place, "key": WAGE})
    return [Person.of(_editor(assessment, number), pages, writes) for number in range(count)]


def _parts(route: str) -> tuple[str, ...]:
    return {"list_clients": (), "list_vendors": ("client",)}.get(route, ("client", "assessment"))


def _editor(assessment: Assessment, number: int) -> User:
    user = User.objects.create(
        email=f"person{number}@{assessment.client.slug}.example",
        name=f"Person {number}",
        password=make_password(None),
    )
    with scope(client=assessment.client):
        Membership.objects.create(client=assessment.client, user=user, role=Role.EDITOR)
    return user
