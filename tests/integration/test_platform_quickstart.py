"""The one command that starts everything, as a person starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

PATIENCE_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(root: Path, data: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "quickstart", "--port", str(port), "--no-browser"]
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {**known, "OUTSOURCING_DATA_DIR": str(data), "OUTSOURCING_NO_BOOTSTRAP": "1"}
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def health(port: int) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                found = json.load(answer)
            if found["status"] == "ok":
                return dict(found)
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("web server and worker did not come up")


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=30)[0]


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="quickstart's own database is SQLite")
def test_quickstart_prepares_once_and_stops_when_told(project_root: Path, tmp_path: Path) -> None:
    port = free_port()
    first = start(project_root, tmp_path, port)
    try:
        assert health(port)["worker"]["alive"]
    finally:
        said = stop(first)
    assert "Bringing the database up to date" in said
    assert f"http://127.0.0.1:{port}/" in said
    assert first.returncode == 0

    assert "Traceback" not in said

    second = start(project_root, tmp_path, port)
    try:
        health(port)
    finally:
        second.send_signal(signal.SIGTERM)
        said = stop(second)  # told twice
    assert "Traceback" not in said
    assert second.returncode == 0
    assert "Bringing the database up to date" not in said
    assert "Collecting style sheets" not in said


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="quickstart's own database is SQLite")
def test_told_to_stop_while_it_prepares_it_ends_quietly(project_root: Path, tmp_path: Path) -> None:
    process = start(project_root, tmp_path, free_port())
    assert process.stdout is not None
    first = process.stdout.readline()
    said = first + stop(process)
    assert "Bringing the database up to date" in first
    assert said.endswith("Stopping\n")
    assert "Traceback" not in said
    assert process.returncode == 0


def test_the_next_port_is_taken_when_the_wanted_one_is_in_use() -> None:
    from outsourcing.embedded import free_port as choose

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        wanted = other.getsockname()[1]
        assert wanted < choose(wanted) < wanted + 20
