"""Processes of the web server are killed while people save: what was confirmed to a person is there."""

import os
import random
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django_scopes import scope, scopes_disabled

from assessments.models import AnswerComment
from clients.models import Client
from clients.services import first_broken_event
from outsourcing.embedded import free_port
from tests.conftest import Figure
from tests.faults.crowd import Seen, crowd
from tests.faults.offices import decided, people_of
from tests.faults.test_load import answers
from tests.processes import Programs, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
    pytest.mark.skipif(
        not Path("/proc/self/task").exists(), reason="only Linux says which children there are"
    ),
]
KILLS, PROCESSES, PEOPLE, WRITING = 18, 3, 12, 0.8
BETWEEN_KILLS = (0.1, 0.6)


def children(server: subprocess.Popen[bytes]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


@dataclass
class Killer:
    """Kills one child of the server after the other, each under load: when another change was confirmed."""

    server: subprocess.Popen[bytes]
    kills: int
    killed: set[int] = field(default_factory=set)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def run(self) -> None:
        for _ in range(self.kills):
            before = comments()
            wait_until(lambda before=before: comments() > before, "people save")  # type: ignore[misc]
            time.sleep(self.chance.uniform(*BETWEEN_KILLS))
            wait_until(lambda: len(children(self.server)) == PROCESSES, "the server has all its processes")
            victim = self.chance.choice(children(self.server))
            os.kill(victim, signal.SIGKILL)
            self.killed.add(victim)


def comments() -> int:
    with scopes_disabled():
        return AnswerComment.objects.count()


def confirmed_by_a_killed_server(programs: Programs, kills: int) -> tuple[list[Seen], Killer]:
    """People save all the time until the last process was killed, and a moment longer."""
    call_command("createcachetable", verbosity=0)
    programs.manage("collectstatic", "--no-input", "--verbosity=0")
    people = people_of(decided("Company"), PEOPLE)
    port = free_port(18250)
    server = programs.web(port, PROCESSES)
    wait_until(lambda: answers(port), "the web server answers")
    killer, over = Killer(server, kills), threading.Event()
    seen: list[Seen] = []

    def work() -> None:
        while not over.is_set():
            seen.extend(crowd(people, port, 5, WRITING, first=len(seen)))

    working = threading.Thread(target=work)
    working.start()
    try:
        killer.run()
    finally:
        over.set()
        working.join()
    wait_until(lambda: answers(port), "the web server answers after the last kill")
    return seen, killer


def texts(seen: list[Seen]) -> set[str]:
    return {text for person in seen for text in person.confirmed}


def kept() -> set[str]:
    with scopes_disabled():
        return set(AnswerComment.objects.values_list("text", flat=True))


def test_nothing_that_was_confirmed_is_missing(programs: Programs, figure: Figure) -> None:
    seen, killer = confirmed_by_a_killed_server(programs, KILLS)
    confirmed, broken_off = texts(seen), sum(len(person.errors) for person in seen)
    missing = confirmed - kept()
    figure("Processes of the web server killed under load", len(killer.killed))
    figure("Changes confirmed in the browser around these kills", len(confirmed))
    figure("Requests that the kills broke off", broken_off)
    figure("Changes confirmed in the browser and missing afterwards", len(missing))
    assert len(killer.killed) == KILLS
    assert len(confirmed) > KILLS
    assert missing == set()
    assert not [error for person in seen for error in person.errors if error.startswith("5")]
    client = Client.objects.get()
    with scope(client=client):
        assert first_broken_event(client) is None
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


def test_a_server_that_confirms_too_early_is_caught(programs: Programs) -> None:
    programs.environment["DJANGO_SETTINGS_MODULE"] = "tests.faults.early"
    seen, _ = confirmed_by_a_killed_server(programs, 8)
    assert texts(seen) - kept()
