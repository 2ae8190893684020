import datetime as dt
import os

import pytest
from django.db import OperationalError, connection
from django.test import Client as Browser
from django.utils import timezone

from jobs import services
from jobs.models import Worker

pytestmark = pytest.mark.django_db


def test_health_names_the_database_and_a_living_worker(client: Browser) -> None:
    services.say_alive("one:1")
    response = client.get("/healthz")
    health = response.json()
    assert (response.status_code, health["status"]) == (200, "ok")
    assert health["database"]["engine"] == connection.vendor
    assert health["database"]["version"][0].isdigit()
    assert health["worker"]["alive"]
    assert "no-store" in response["Cache-Control"]


def test_health_tells_when_no_worker_was_ever_seen(client: Browser) -> None:
    health = client.get("/healthz").json()
    assert (health["status"], health["worker"]["seconds_since_sign_of_life"]) == ("degraded", None)


def test_health_tells_when_the_worker_is_silent(client: Browser) -> None:
    services.say_alive("one:1")
    Worker.objects.update(seen=timezone.now() - dt.timedelta(minutes=10))
    worker = client.get("/healthz").json()["worker"]
    assert not worker["alive"]
    assert worker["seconds_since_sign_of_life"] >= 600


def test_health_counts_the_jobs_that_wait(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "handler_for", lambda kind: None)
    services.enqueue(kind="anything")
    assert client.get("/healthz").json()["worker"]["jobs_waiting"] == 1


def test_health_fails_without_a_database(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OperationalError("secret address of the server")

    monkeypatch.setattr("outsourcing.health.last_sign_of_life", broken)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "secret" not in response.content.decode()


def test_health_is_only_read(client: Browser) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_sqlite_writes_ahead_only_where_that_is_safe(client: Browser) -> None:
    database = client.get("/healthz").json()["database"]
    safe = tuple(int(part) for part in database["version"].split(".")) >= (3, 51, 3)
    assert database["wal_reset_bug_fixed"] is safe
    assert database["journal"] == ("wal" if safe else "delete")
    assert os.path.exists(str(connection.settings_dict["NAME"]))
