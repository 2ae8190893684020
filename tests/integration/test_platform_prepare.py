"""What `prepare` does to a server's database before anything else."""

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection

from outsourcing import preparation, reaching

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS_SQLITE = pytest.mark.skipif(not settings.ON_SQLITE, reason="a database of one file")
NEEDS_POSTGRES = pytest.mark.skipif(settings.ON_SQLITE, reason="runs where PostgreSQL does")


@pytest.fixture
def other_letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A connection to a database that keeps text as bytes of any kind."""
    if settings.ON_SQLITE:
        pytest.skip("runs where PostgreSQL does")
    name = f"letters_{uuid.uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    other = connection.copy()
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    monkeypatch.setattr(preparation, "connection", other)
    yield
    other.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_database_for_other_letters_is_refused_before_anything_is_made(
    other_letters: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(preparation, "call_command", lambda *args, **options: made.append(args[0]))
    with pytest.raises(CommandError, match=r"keeps text as SQL_ASCII.*ENCODING 'UTF8'"):
        preparation._migrate()
    assert made == []


def test_this_database_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(preparation, "call_command", lambda *args, **options: made.append(args[0]))
    preparation._migrate()
    assert made == ["migrate"]


def manage(place: Path, *command: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """As an operator does it: settings come from the environment alone."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**own, "OUTSOURCING_DATA_DIR": str(place), **({"DATABASE_URL": url} if url else {})}
    program = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    return subprocess.run(program, env=environment, capture_output=True, text=True)


def prepared(place: Path, url: str = "") -> str:
    done = manage(place, "prepare", url=url)
    assert done.returncode == 0, done.stderr
    return done.stdout


def address(database: str, password: str = "", port: str = "") -> str:
    server = connection.settings_dict
    password, port = password or str(server["PASSWORD"]), port or str(server["PORT"])
    place = quote(str(server["HOST"]), safe="") + (f":{port}" if port else "")
    return f"postgres://{server['USER']}:{quote(password, safe='')}@{place}/{database}"


@NEEDS_SQLITE
def test_another_file_of_the_same_name_is_prepared(tmp_path: Path) -> None:
    """Deleted, put there by somebody, restored: what stands beside it about an earlier one does not count."""
    database = tmp_path / "outsourcing.sqlite3"
    prepared(tmp_path)
    assert prepared(tmp_path) == "Ready.\n"
    earlier = database.rename(tmp_path / "earlier")
    said = prepared(tmp_path)
    assert "Bringing the database up to date" in said
    assert "Loading countries" in said
    earlier.replace(database)
    assert "Bringing the database up to date" in prepared(tmp_path)
    with closing(sqlite3.connect(database)) as other, other:
        other.execute("UPDATE vendors_referenceedition SET sha256 = 'older'")
    assert prepared(tmp_path).startswith("Loading countries")
    assert prepared(tmp_path) == "Ready.\n"


@NEEDS_POSTGRES
def test_a_database_made_anew_under_its_name_is_prepared(tmp_path: Path) -> None:
    name = f"anew_{uuid.uuid4().hex[:12]}"
    try:
        for _ in range(2):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
            assert "Bringing the database up to date" in prepared(tmp_path, address(name))
        assert prepared(tmp_path, address(name)) == "Ready.\n"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_a_database_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    (tmp_path / "prepared.json").write_text("{}")
    done = manage(tmp_path, "prepare", url="postgres://ana:very%2Fsecret@127.0.0.1:1/advisor")
    assert done.returncode == 1
    (told,) = done.stderr.strip().splitlines()
    assert "The database advisor at 127.0.0.1, port 1, cannot be reached: Connection refused" in told
    assert "Ready" not in done.stdout


@NEEDS_POSTGRES
def test_a_missing_database_is_named_although_it_was_prepared_before(tmp_path: Path) -> None:
    done = manage(tmp_path, "prepare", url=address("no_such_database", password="very/secret"))
    (told,) = done.stderr.strip().splitlines()
    assert "The database no_such_database at " in told
    assert "secret" not in told


def test_a_reason_is_one_line_without_the_password() -> None:
    told = 'connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  no pw s3cret\nMore lines.'
    assert reaching._reason(told, "s3cret") == "FATAL: no pw …."
    assert reaching._reason("unable to open database file", "") == "unable to open database file."
