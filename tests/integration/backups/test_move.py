"""An installation on SQLite becomes one on PostgreSQL with one command, and every report still holds."""

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from outsourcing.backups.sealed import writing

from ..assessments.conftest import FOLDER, NAMES

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS_POSTGRES = pytest.mark.skipif(settings.ON_SQLITE, reason="runs where PostgreSQL does")
NEEDS_SQLITE = pytest.mark.skipif(not settings.ON_SQLITE, reason="moves from SQLite")
FILL = """
import json, sys
from django_scopes import scope
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.models import User
from jobs.runner import run_waiting
from reports.services import issue_report
ana = User.objects.create_user("ana@example.com", "pw", name="Ana")
found = import_client(document=json.load(open({document!r})), user=ana)
with scope(client=found.client):
    for parts in ("memo", "annex"):
        issue_report(decision=decide_assessment(found.assessment, ana, futures=64), user=ana, parts=parts)
print(run_waiting())
"""
PRINT = "from outsourcing.backups.rows import fingerprint; print(fingerprint())"


def manage(place: Path, *command: str, url: str = "") -> str:
    """As an operator does it: settings come from the environment alone."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**own, "OUTSOURCING_DATA_DIR": str(place), **({"DATABASE_URL": url} if url else {})}
    program = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    done = subprocess.run(program, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture
def empty_database() -> Iterator[str]:
    name, server = f"moved_{uuid.uuid4().hex[:12]}", connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    place = f"{quote(server['HOST'], safe='')}{':' + str(server['PORT']) if server['PORT'] else ''}"
    yield f"postgres://{server['USER']}:{quote(server['PASSWORD'] or '')}@{place}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    place = tmp_path / "installation"
    manage(place, "migrate", "--verbosity=0")
    manage(place, "load_reference")
    made = manage(place, "shell", "-c", FILL.format(document=str(FOLDER / f"{NAMES[0]}.json")))
    assert made.endswith("2")
    return place


@pytest.mark.long
@NEEDS_POSTGRES
def test_everything_moves_and_can_come_back(embedded: Path, empty_database: str, tmp_path: Path) -> None:
    """One installation for all of it: each step is a process, and computes reports again."""
    before = manage(embedded, "shell", "-c", PRINT).splitlines()[-1]
    assert "every report" in manage(embedded, "move_to_postgres", empty_database)
    assert manage(embedded, "shell", "-c", PRINT, url=empty_database).splitlines()[-1] == before
    assert "2 reports hold" in manage(embedded, "check_reports", url=empty_database)
    assert "whole" in manage(embedded, "check_audit", url=empty_database)
    with pytest.raises(AssertionError, match="in use"):
        manage(embedded, "move_to_postgres", empty_database)

    target, back = tmp_path / "there.backup", tmp_path / "back"
    manage(embedded, "backup", "--output", str(target), url=empty_database)
    manage(back, "restore", str(target))
    assert "2 reports hold" in manage(back, "check_reports", "--quick")
    assert manage(back, "shell", "-c", PRINT).splitlines()[-1] == before


@NEEDS_SQLITE
@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "postgres://ana:very%2Fsecret@127.0.0.1:1/advisor",
            "advisor at 127.0.0.1, port 1, cannot be reached",
        ),
        ("postgres://ana:very/secret@127.0.0.1:1/advisor", "The address cannot be read"),
        ("mysql://ana:secret@127.0.0.1/advisor", "The address must begin with one of postgres://"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(url: str, words: str) -> None:
    with pytest.raises(CommandError, match=re.escape(words)) as refusal:
        call_command("move_to_postgres", url)
    assert "secret" not in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "kind"), [("restore", "installation"), ("import_client_archive", "client")]
)
def test_reading_an_archive_says_that_the_database_does_not_answer(
    tmp_path: Path, command: str, kind: str
) -> None:
    with writing(tmp_path / "one", {"kind": kind, "migrations": [], "database": "rows"}):
        pass
    with pytest.raises(AssertionError, match=r"advisor at 127\.0\.0\.1, port 1, cannot be reached"):
        manage(tmp_path, command, str(tmp_path / "one"), url="postgres://a:b@127.0.0.1:1/advisor")


def test_only_from_sqlite_to_postgres() -> None:
    """What is refused before anything is touched."""
    words = "address of a PostgreSQL" if settings.ON_SQLITE else "already"
    with pytest.raises(CommandError, match=words):
        call_command("move_to_postgres", "sqlite:///elsewhere.sqlite3")
