"""Somebody reads for a long time, as a backup does: others save meanwhile, and the reader sees one moment."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django_scopes import scope

from clients.models import AuditEvent, Client
from clients.services import record
from tests.conftest import Figure
from tests.processes import slowness

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.ON_SQLITE and not settings.SQLITE_WAL_IS_SAFE, reason="this SQLite cannot write ahead safely"
    ),
]
WRITES = 200
SLOWEST_SECONDS = 2.0


class Reader(threading.Thread):
    """Counts at the beginning and at the end of one long transaction."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client, self.begun, self.stop = client, threading.Event(), threading.Event()
        self.counts: list[int] = []

    def run(self) -> None:
        try:
            with scope(client=self.client), _one_moment():
                self.counts.append(AuditEvent.objects.count())
                self.begun.set()
                self.stop.wait(60)
                self.counts.append(AuditEvent.objects.count())
        finally:
            self.begun.set()
            connection.close()


class _one_moment:
    """A transaction that only reads. On SQLite it must not ask for the right to write, as others do."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("BEGIN DEFERRED")
                return
            self.atomic.__enter__()
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    def __exit__(self, *error: object) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
        else:
            self.atomic.__exit__(None, None, None)


@pytest.fixture
def reader(client_named: Callable[[str], Client]) -> Iterator[Reader]:
    found = Reader(client_named("Alba"))
    found.start()
    assert found.begun.wait(20)
    yield found
    found.stop.set()
    found.join()


def test_writers_do_not_wait_for_a_reader(reader: Reader, figure: Figure) -> None:
    slowest = 0.0
    with scope(client=reader.client):
        for _ in range(WRITES):
            begun = time.monotonic()
            record(client=reader.client, actor=None, action="test", target="x")
            slowest = max(slowest, time.monotonic() - begun)
        assert AuditEvent.objects.count() == WRITES
    reader.stop.set()
    reader.join()
    figure("Slowest change while somebody reads all the time", round(slowest * 1000), "ms")
    assert reader.counts == [0, 0], "the reader saw more than one moment"
    assert slowest < SLOWEST_SECONDS * slowness()
