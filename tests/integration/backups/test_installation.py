"""A whole installation: backed up while people write, restored into an empty place."""

import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django_scopes import scope

from assessments.models import Decision
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.models import AuditEvent, Client, User
from clients.services import first_broken_event, record
from outsourcing.backups import rows

from ..assessments.conftest import AS_OF, document

pytestmark = pytest.mark.django_db(transaction=True)
ON_SQLITE_ONLY = pytest.mark.skipif(not settings.ON_SQLITE, reason="a snapshot is SQLite's own")


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files" / "reports").mkdir(parents=True)
    (tmp_path / "files" / "reports" / "one.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    (tmp_path / "files" / "reports" / ".half.pdf").write_bytes(b"unfinished")
    return tmp_path / "files"


@pytest.fixture
def company(files: Path) -> Client:
    ana = User.objects.create_user("ana@example.com", "pw", name="Ana")
    found = import_client(document=document(), user=ana, as_of=AS_OF)
    with scope(client=found.client):
        decide_assessment(found.assessment, ana, futures=64)
    return found.client


def decision() -> dict[str, Any]:
    return Decision.objects.with_scopes_disabled().values().get()


def empty(files: Path) -> None:
    call_command("flush", interactive=False, verbosity=0)
    for path in list(files.rglob("*.pdf")):
        path.unlink()


def test_rows_come_back_bit_by_bit(company: Client, files: Path, tmp_path: Path) -> None:
    """The portable form, which moves an installation from SQLite to PostgreSQL."""
    before, events = decision(), AuditEvent.objects.with_scopes_disabled().count()
    call_command("backup", "--portable", output=tmp_path / "all.backup")
    empty(files)
    call_command("restore", str(tmp_path / "all.backup"))
    assert decision() == before
    assert AuditEvent.objects.with_scopes_disabled().count() == events
    assert first_broken_event(Client.objects.get()) is None
    assert User.objects.get().check_password("pw")
    assert (files / "reports" / "one.pdf").read_bytes() == b"%PDF-1.7 \x00\xff"
    assert not (files / "reports" / ".half.pdf").exists()
    assert record(client=Client.objects.get(), actor=None, action="after", target="x").sequence == events + 1


def test_a_place_in_use_is_refused(company: Client, tmp_path: Path) -> None:
    call_command("backup", "--portable", output=tmp_path / "all.backup")
    with pytest.raises(CommandError, match="in use"):
        call_command("restore", str(tmp_path / "all.backup"))
    assert Client.objects.count() == 1


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda whole: whole[:-100], "cut off"),
        (lambda whole: whole[: len(whole) // 2], "cut off"),
        (lambda whole: whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:], "changed or damaged"),
    ],
)
def test_a_damaged_backup_restores_nothing(
    company: Client, files: Path, tmp_path: Path, damage: Callable[[bytes], bytes], words: str
) -> None:
    target = tmp_path / "all.backup"
    call_command("backup", "--portable", output=target)
    empty(files)
    target.write_bytes(damage(target.read_bytes()))
    with pytest.raises(CommandError, match=words):
        call_command("restore", str(target))
    assert not User.objects.exists()
    assert not list(files.rglob("one.pdf"))


def test_rows_that_come_back_otherwise_are_not_kept(
    company: Client, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a database would do that rounds, or forgets what it was given."""
    call_command("backup", "--portable", output=tmp_path / "all.backup")
    empty(files)
    honest = rows.load

    def forgetful(lines: IO[bytes]) -> int:
        count = honest(lines)
        Decision.objects.with_scopes_disabled().update(saving=1.0)
        return count

    monkeypatch.setattr(rows, "load", forgetful)
    with pytest.raises(CommandError, match="does not give back"):
        call_command("restore", str(tmp_path / "all.backup"))
    assert not User.objects.exists()


def test_rows_written_out_while_people_write_are_of_one_moment(
    company: Client, files: Path, tmp_path: Path
) -> None:
    """The number of entries restored lies between those before and after, and the chain is whole."""
    stop, written = threading.Event(), []
    writer = threading.Thread(target=_write, args=(company, stop, written))
    writer.start()
    while len(written) < 5:
        pass
    before = AuditEvent.objects.with_scopes_disabled().count()
    call_command("backup", "--portable", output=tmp_path / "all.backup")
    stop.set()
    writer.join()
    after = AuditEvent.objects.with_scopes_disabled().count()
    empty(files)
    call_command("restore", str(tmp_path / "all.backup"))
    assert before <= AuditEvent.objects.with_scopes_disabled().count() <= after
    assert first_broken_event(Client.objects.get()) is None


@ON_SQLITE_ONLY
def test_a_backup_while_people_write_is_of_one_moment(company: Client, files: Path, tmp_path: Path) -> None:
    """The number of entries restored lies between those before and after, and the chain is whole."""
    stop, written = threading.Event(), []
    writer = threading.Thread(target=_write, args=(company, stop, written))
    writer.start()
    while len(written) < 5:
        pass
    before = AuditEvent.objects.with_scopes_disabled().count()
    call_command("backup", output=tmp_path / "all.backup")
    stop.set()
    writer.join()
    after = AuditEvent.objects.with_scopes_disabled().count()
    place = tmp_path / "restored"
    _restore_elsewhere(tmp_path / "all.backup", place)
    with sqlite3.connect(place / "outsourcing.sqlite3") as database:
        database.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text)))
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (count,) = database.execute("SELECT count(*) FROM clients_auditevent").fetchone()
        (last,) = database.execute("SELECT max(sequence) FROM clients_auditevent").fetchone()
    assert before <= count <= after
    assert last == count
    assert (place / "files" / "reports" / "one.pdf").read_bytes() == b"%PDF-1.7 \x00\xff"


def _write(company: Client, stop: threading.Event, written: list[int]) -> None:
    while not stop.is_set():
        written.append(record(client=company, actor=None, action="test.write", target="row").sequence)
    connection.close()


def _restore_elsewhere(backup: Path, place: Path) -> None:
    """As an operator does it, on another machine."""
    environment = {**os.environ, "OUTSOURCING_DATA_DIR": str(place), "OUTSOURCING_NO_BOOTSTRAP": "1"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(backup)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    subprocess.run([*command[:2], "check_audit"], env=environment, check=True, capture_output=True)


def test_an_earlier_backup_is_replaced_only_when_asked(db: None, files: Path, tmp_path: Path) -> None:
    target = tmp_path / "monday.backup"
    target.write_text("earlier")
    with pytest.raises(CommandError, match=r"monday\.backup is there already.*--overwrite"):
        call_command("backup", output=target)
    assert target.read_text() == "earlier"
    call_command("backup", "--overwrite", output=target)
    assert target.read_bytes() != b"earlier"


@pytest.mark.parametrize("command", ["backup", "export_client"])
def test_a_place_that_cannot_be_written_is_named(company: Client, tmp_path: Path, command: str) -> None:
    nowhere = tmp_path / "no such folder" / "one.backup"
    names = [company.slug] if command == "export_client" else []
    with pytest.raises(CommandError, match=r"no such folder.*Use --output"):
        call_command(command, *names, output=nowhere)
