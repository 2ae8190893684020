"""Programs killed while they save: what they confirmed is there, and the record is whole."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django_scopes import scope

from clients.models import AuditEvent, Client
from clients.services import first_broken_event
from tests.conftest import Figure
from tests.processes import Programs

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 100


def confirmed_by_writers(programs: Programs, client: Client, kills: int, *how: str) -> list[int]:
    command = [sys.executable, "-m", "tests.faults.writers", client.slug, str(kills), *how]
    found = subprocess.run(
        command, cwd=settings.BASE_DIR, env=programs.environment, check=True, stdout=subprocess.PIPE
    )
    return [int(line) for line in found.stdout.split()]


def saved(client: Client) -> set[int]:
    with scope(client=client):
        return set(AuditEvent.objects.values_list("sequence", flat=True))


def test_nothing_that_was_confirmed_is_missing(
    programs: Programs, client_named: Callable[[str], Client], figure: Figure
) -> None:
    client = client_named("Alba")
    confirmed = confirmed_by_writers(programs, client, KILLS)
    missing = set(confirmed) - saved(client)
    figure("Programs killed while they saved", KILLS)
    figure("Changes confirmed before the kills", len(confirmed))
    figure("Confirmed changes missing afterwards", len(missing))
    assert len(confirmed) > KILLS
    assert len(set(confirmed)) == len(confirmed), "two writers got one number"
    assert missing == set()
    with scope(client=client):
        assert first_broken_event(client) is None
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


def test_a_writer_that_confirms_too_early_is_caught(
    programs: Programs, client_named: Callable[[str], Client]
) -> None:
    client = client_named("Borea")
    confirmed = confirmed_by_writers(programs, client, 40, "too-early")
    assert set(confirmed) - saved(client) or len(set(confirmed)) < len(confirmed)
