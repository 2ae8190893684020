"""The months of a deal, read by a program."""

import datetime as dt
from decimal import Decimal

import pytest
from django_scopes import scope

from clients.choices import Role
from reports.selectors.plan import plannable, reading_of
from reports.selectors.results import present_terms
from reports.services.plan import draft_plan, save_plan
from reports.services.results import begin_deal, save_month
from tests.reports_examples import SCHEME

from .conftest import Program, World


def enter_a_month(world: World) -> None:
    option = plannable(reading_of(world.decision))[0].option_id
    with scope(client=world.client):
        plan = draft_plan(decision=world.decision, option=option, user=world.owner)
        plan = save_plan(plan=plan, version=plan.version, user=world.owner, scheme=SCHEME)
        plan = begin_deal(plan=plan, version=plan.version, user=world.owner, began=dt.date(2026, 2, 14))
        told = {
            "measured": {"quality": [0.69], "satisfaction": [0.855]},
            "terms": present_terms(plan, reading_of(plan.decision)),
        }
        row = {"contacts": 26_000, "fee": Decimal(100_000), "price": None, **told}
        save_month(plan=plan, month=dt.date(2026, 2, 1), version=0, user=world.owner, **row)


def test_months_are_read_with_what_they_pay(world: World, reader: Program) -> None:
    assert reader.get(f"{world.place}/results").json() == {"total": 0, "items": []}
    enter_a_month(world)
    answer = reader.get(f"{world.place}/results?limit=1").json()
    (month,) = answer["items"]
    assert answer["total"] == 1 and month["month"] == "2026-02-01"
    assert (month["contacts"], month["fee"], month["rating"]) == (26_000, 100_000, None)
    assert month["measured"] == {"quality": [0.69], "satisfaction": [0.855]}
    assert (month["bonus"], month["malus"]) == pytest.approx((1_400, 720))
    assert reader.get(f"{world.place}/results?offset=1").json()["items"] == []


def test_another_client_reads_none_of_them(world: World, other: World) -> None:
    enter_a_month(world)
    assert other.program(Role.OWNER).get(f"{world.place}/results").status_code == 404
