"""An installation of the first version with 100,000 rows becomes one of today's, and keeps every row."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from tests.conftest import Figure
from tests.processes import Programs, database_url, slowness

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
ROWS, OTHER = 100_000, "populated"
FIRST = (
    ("clients", "0002"),
    ("jobs", "0001"),
    ("vendors", "0001"),
    ("assessments", "0002"),
    ("reports", "0001"),
)
APPS = [app for app, _ in FIRST]
CLIENTS = 20
BOOLEAN, JSONB, NUMBERS = 16, 3802, (20, 21, 23, 700, 701)
MOST_SECONDS = 300


@pytest.fixture
def old(programs: Programs, tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database as the first version had it."""
    if settings.ON_SQLITE:
        url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {OTHER} TEMPLATE template0")
        url = database_url().rpartition("/")[0] + f"/{OTHER}"
    programs.environment["DATABASE_URL"] = url
    for app, number in FIRST:
        programs.manage("migrate", app, number, "--verbosity=0")
    connections.databases[OTHER] = {**connection.settings_dict, **dj_database_url.parse(url)}
    database = connections.create_connection(OTHER)
    connections[OTHER] = database
    del connections.databases[OTHER]  # tests may only open what they made themselves
    yield database
    database.close()
    del connections[OTHER]
    if not settings.ON_SQLITE:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {OTHER} WITH (FORCE)")


def columns(database: BaseDatabaseWrapper, table: str) -> list[Any]:
    with database.cursor() as cursor:
        return database.introspection.get_table_description(cursor, table)


def nothing(column: Any) -> Any:
    """SQLite names the type of a column, PostgreSQL numbers it."""
    kind = column.type_code
    if getattr(column, "has_json_constraint", False) or kind == JSONB:
        return "{}"
    if kind in (BOOLEAN, "bool"):
        return False
    return 0 if kind in NUMBERS or (isinstance(kind, str) and ("int" in kind or kind == "real")) else ""


def fill(database: BaseDatabaseWrapper, table: str, rows: int, **values: Any) -> None:
    """Rows of the table as it was: what is not said is empty, nought or false, as the column demands."""
    described = {column.name: column for column in columns(database, table) if column.name != "id"}
    names = list(described)
    marks = ", ".join(["%s"] * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)

    def value(name: str, number: int) -> Any:
        given = values.get(name)
        if callable(given):
            return given(number)
        return given if given is not None or described[name].null_ok else nothing(described[name])

    with database.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})',
            [[value(name, number) for name in names] for number in range(rows)],
        )


def populate(database: BaseDatabaseWrapper) -> None:
    now = timezone.now() if database.vendor != "sqlite" else timezone.now().isoformat(" ")
    moments = dict.fromkeys(("created", "at", "changed", "answered_at"), now)
    fill(database, "clients_client", CLIENTS, name=lambda n: f"Client {n}", slug=lambda n: f"client-{n}",
         country_iso3="USA", currency="USD", version=1, **moments)  # fmt: skip
    with database.cursor() as cursor:
        cursor.execute("SELECT id FROM clients_client ORDER BY id")
        clients = [row[0] for row in cursor.fetchall()]
    fill(database, "assessments_assessment", CLIENTS, client_id=lambda n: clients[n], slug="review",
         title="Review", status="draft", method="{}", law_ids="[]", version=1, **moments)  # fmt: skip
    with database.cursor() as cursor:
        cursor.execute("SELECT id FROM assessments_assessment ORDER BY id")
        assessments = [row[0] for row in cursor.fetchall()]
    half = ROWS // 2
    fill(database, "clients_auditevent", half, client_id=lambda n: clients[n % CLIENTS],
         sequence=lambda n: n // CLIENTS + 1, action="test", target="row", **moments)  # fmt: skip
    fill(database, "assessments_answerhistory", half, assessment_id=lambda n: assessments[n % CLIENTS],
         key="service.x", version=lambda n: n // CLIENTS + 1, content='{"value": 1}', **moments)  # fmt: skip


def count(database: BaseDatabaseWrapper, table: str) -> int:
    with database.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def test_every_row_is_kept(old: BaseDatabaseWrapper, programs: Programs, figure: Figure) -> None:
    old.connect()
    old.set_autocommit(False)  # else each row waits for the disk
    populate(old)
    old.commit()
    tables = ("clients_client", "clients_auditevent", "assessments_assessment", "assessments_answerhistory")
    before = {table: count(old, table) for table in tables}
    old.close()
    begun = time.monotonic()
    programs.manage("migrate", "--verbosity=0")
    seconds = time.monotonic() - begun
    assert {table: count(old, table) for table in tables} == before
    left = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **programs.environment},
        capture_output=True,
    )
    assert left.returncode == 0
    figure("Rows of the first version brought to this one", sum(before.values()))
    figure("Time for that", round(seconds), "s")
    assert seconds < MOST_SECONDS * slowness()
