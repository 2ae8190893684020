"""While everything is written out, however long it takes, people save as ever."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import connection, transaction
from django_scopes import scope

from clients.models import AuditEvent, Client
from clients.services import record
from outsourcing.backups import back_up, export_client, making, one_client, rows
from tests.conftest import Figure

pytestmark = pytest.mark.django_db(transaction=True)
WRITES, PATIENCE_SECONDS, HELD_UP_SECONDS = 20, 30.0, 2.0
WAYS: dict[str, Callable[[Client, Path], None]] = {
    "everything": lambda client, target: back_up(target, portable=True),
    "one client": export_client,
}


@pytest.fixture
def alba(db: None, tmp_path: Path, settings: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path / "files"
    client = Client.objects.create(name="Alba", slug="alba", country_iso3="USA", currency="USD")
    with scope(client=client):
        record(client=client, actor=None, action="before", target="row")
    return client


class Writer(threading.Thread):
    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client, self.done = client, threading.Event()

    def run(self) -> None:
        try:
            with scope(client=self.client):
                for _ in range(WRITES):
                    record(client=self.client, actor=None, action="during", target="row")
            self.done.set()
        finally:
            connection.close()


@pytest.fixture
def writing_meanwhile(alba: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Writer]:
    """Somebody begins to write when the first row was written out, which then waits for her so long."""

    def begin(seconds: float) -> Writer:
        writer, dump = Writer(alba), rows.dump_rows

        def slowly(given: Any) -> Iterator[str]:
            lines = dump(given)
            yield next(lines)
            if not writer.ident:
                writer.start()
                writer.done.wait(seconds)
                meanwhile.append(writer.done.is_set())
            yield from lines

        monkeypatch.setattr(rows, "dump_rows", slowly)
        return writer

    meanwhile: list[bool] = []
    begin.meanwhile = meanwhile  # type: ignore[attr-defined]
    return begin


@pytest.mark.parametrize("way", WAYS)
def test_people_save_while_rows_are_written_out(
    way: str, alba: Client, writing_meanwhile: Any, tmp_path: Path, figure: Figure
) -> None:
    writer = writing_meanwhile(PATIENCE_SECONDS)
    WAYS[way](alba, tmp_path / "out")
    writer.join()
    figure("Changes saved while rows were being written out", WRITES)
    assert writing_meanwhile.meanwhile == [True]
    with ZipFile(tmp_path / "out") as archive:
        assert archive.read(making.ROWS).count(b'"clients.auditevent"') == 1, "more than one moment"
    assert AuditEvent.objects.with_scopes_disabled().count() >= 1 + WRITES


@pytest.mark.skipif(not settings.ON_SQLITE, reason="only SQLite has one right to write")
@pytest.mark.parametrize("way", WAYS)
def test_in_a_transaction_they_would_wait(
    way: str, alba: Client, writing_meanwhile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def holding(folder: Path) -> Iterator[None]:
        with transaction.atomic():
            yield

    monkeypatch.setattr(making, "one_moment", holding)
    monkeypatch.setattr(one_client, "one_moment", holding)
    writer = writing_meanwhile(HELD_UP_SECONDS)
    WAYS[way](alba, tmp_path / "out")
    writer.join()
    assert writing_meanwhile.meanwhile == [False]
