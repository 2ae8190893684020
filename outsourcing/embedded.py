"""The whole service on one machine: the web server in this process, and a worker child that is kept alive."""

import logging
import signal
import socket
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import NoReturn

from django.conf import settings
from waitress.server import create_server

logger = logging.getLogger(__name__)
HOST = "127.0.0.1"
THREADS = 6
QUICK_DEATH_SECONDS = 10
LONGEST_PAUSE_SECONDS = 30


class WorkerChild:
    """Starts `manage.py worker` again whenever it ends. The child ends when its standard input is closed."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._supervise, daemon=True, name="worker-supervisor")

    def __enter__(self) -> "WorkerChild":
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stopping.set()
        process = self.process
        if process and process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        self.thread.join(5)

    def _supervise(self) -> None:
        pause = 0.5
        while not self.stopping.is_set():
            begun = time.monotonic()
            code = self._run()
            if self.stopping.is_set():
                return
            quick = time.monotonic() - begun < QUICK_DEATH_SECONDS
            pause = min(LONGEST_PAUSE_SECONDS, pause * 2) if quick else 0.5
            logger.warning("the worker ended with code %s and is started again", code)
            self.stopping.wait(pause)

    def _run(self) -> int:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--until-input-ends"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        return self.process.wait()


def serve(port: int) -> None:
    """Answer requests until the process is told to stop."""
    from outsourcing.wsgi import application  # here, because it looks for the collected static files

    server = create_server(application, host=HOST, port=port, threads=THREADS, ident=None)
    try:
        server.run()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):  # told twice, it still stops its worker first
            signal.signal(number, signal.SIG_IGN)
        server.close()


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody else listens at."""
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                return port
    raise OSError(f"All ports from {wanted} to {wanted + 19} are taken.")


def stop_when_told() -> None:
    """From now on a request to end is a KeyboardInterrupt, whoever sends it."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
