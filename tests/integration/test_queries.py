"""No page asks the database once for each row that it shows."""

import re
from collections import Counter
from collections.abc import Callable

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clients.choices import Role
from clients.models import Client

from .access_table import ACCESS, SIGNED_IN
from .test_access import ROUTES, Stage

OFTEN = 3  # a page may look the same thing up in three places; the examples have four streams and more
VALUE = re.compile(r"'[^']*'|\b\d+\b")


def repeated(work: Callable[[], object]) -> tuple[int, str]:
    """How often the most frequent question was put, values aside, and the question."""
    with CaptureQueriesContext(connection) as queries:
        work()
    shapes = Counter(VALUE.sub("?", query["sql"]) for query in queries if query["sql"].startswith("SELECT"))
    return max(((count, shape) for shape, count in shapes.items()), default=(0, ""))


def test_no_page_asks_once_for_each_row(db: None) -> None:
    stage, browser, wrong = Stage(), Browser(), {}
    browser.force_login(stage.people[Role.OWNER])
    for route in (route for route, kind in ACCESS.items() if isinstance(kind, Role) or kind == SIGNED_IN):
        address = reverse(route, kwargs=stage.own.kwargs(route, ROUTES[route]))
        count, shape = repeated(lambda address=address: browser.get(address))
        if count > OFTEN:
            wrong[route] = (count, shape)
    assert wrong == {}


def test_a_question_for_each_row_would_be_seen(db: None) -> None:
    rows = [
        Client.objects.create(name=f"C{n}", slug=f"c{n}", country_iso3="USA", currency="USD")
        for n in range(4)
    ]
    assert repeated(lambda: [Client.objects.get(pk=row.pk) for row in rows])[0] == len(rows)
