"""Twenty backups while somebody saves all the time: each is whole, and of one moment."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django_scopes import scope

from clients.models import AuditEvent, Client
from clients.services import record
from outsourcing.backups import back_up, making
from outsourcing.backups.sealed import reading
from tests.conftest import Figure
from tests.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
BACKUPS = 20
EVENTS = "SELECT count(*), max(sequence) FROM clients_auditevent"


@pytest.fixture
def writing(db: None, tmp_path: Path, settings: Any) -> Iterator[list[int]]:
    """What somebody saves, from now until the test is over."""
    settings.MEDIA_ROOT = tmp_path / "files"
    client = Client.objects.create(name="Alba", slug="alba", country_iso3="USA", currency="USD")
    stop, written = threading.Event(), list[int]()

    def write() -> None:
        try:
            with scope(client=client):
                while not stop.wait(0.001):
                    written.append(record(client=client, actor=None, action="test", target="x").sequence)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    wait_until(lambda: len(written) > 5, "somebody writes")
    yield written
    stop.set()
    writer.join()


def counted(archive: ZipFile, folder: Path) -> tuple[int, int]:
    """How many entries of the record there are, and the number of the last one."""
    if making.DATABASE not in archive.namelist():
        count = archive.read(making.ROWS).count(b'"clients.auditevent"')
        return count, count if f'"sequence": {count}'.encode() in archive.read(making.ROWS) else 0
    archive.extract(making.DATABASE, folder)
    with sqlite3.connect(folder / making.DATABASE) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count, last = database.execute(EVENTS).fetchone()
    return count, last


@pytest.mark.parametrize("portable", [False, True])
def test_twenty_of_twenty_are_whole(
    writing: list[int], portable: bool, tmp_path: Path, figure: Figure
) -> None:
    whole = 0
    for number in range(BACKUPS):
        before = len(writing)
        back_up(tmp_path / f"{number}.backup", portable=portable)
        with reading(tmp_path / f"{number}.backup", making.KIND) as (archive, _):
            count, last = counted(archive, tmp_path)
        whole += count == last and before <= count <= len(writing) + 1
    figure("Backups made while somebody saves all the time", BACKUPS)
    figure("Of them whole, and of one moment", whole)
    assert whole == BACKUPS
    assert AuditEvent.objects.with_scopes_disabled().count() > BACKUPS
