"""Programs of the product, started by tests as an operator starts them, on the database of the tests."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

PATIENCE_SECONDS = 120


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    place = quote(database["HOST"], safe="") or "localhost"
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{place}{port}/{database['NAME']}"


def wait_until(condition: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.05)


def slowness() -> float:
    """How many times longer things may take on a machine that is busy with other work, too."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Programs:
    """Starts them in one folder, and ends all of them in the end."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATABASE_URL": url or database_url(),
            "OUTSOURCING_DATA_DIR": str(folder),
            "OUTSOURCING_SECRET_KEY": settings.SECRET_KEY,
            "OUTSOURCING_NO_BOOTSTRAP": "1",
        }
        self.started: list[subprocess.Popen[bytes]] = []
        self.ended = 0  # workers that died and were started again
        self.stopping = threading.Event()
        self.keepers: list[threading.Thread] = []

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("manage.py", "worker", "--until-input-ends")

    def keep_workers(self, count: int) -> None:
        """Start another one at once whenever one dies."""
        self.keepers = [threading.Thread(target=self._keep_worker) for _ in range(count)]
        for keeper in self.keepers:
            keeper.start()

    def _keep_worker(self) -> None:
        process = self.worker()
        while not self.stopping.wait(0.05):
            if process.poll() is not None:
                self.ended += 1
                process = self.worker()

    def web(self, port: int, processes: int = 2) -> subprocess.Popen[bytes]:
        address = f"--bind=127.0.0.1:{port}"
        return self.start(
            "-m", "gunicorn", "outsourcing.wsgi", address, f"--workers={processes}", "--log-level=error"
        )

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, check=True, stdout=subprocess.DEVNULL
        )

    def start(self, *arguments: str, stdout: int | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, *arguments]
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self.environment, stdin=subprocess.PIPE, stdout=stdout
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        """A web server is told to stop, so that its own children stop, too."""
        self.stopping.set()
        for keeper in self.keepers:
            keeper.join()
        for process in self.started:
            process.terminate()
        for process in self.started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
