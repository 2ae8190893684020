"""Move an installation from SQLite to PostgreSQL: the rows go over, the files stay where they are."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from jobs.selectors import last_sign_of_life
from outsourcing.backups.making import back_up
from outsourcing.backups.sealed import Unusable
from outsourcing.environment import read_database_url
from outsourcing.health import SILENT_AFTER_SECONDS
from outsourcing.reaching import Unreachable, reach


def move_to(url: str) -> None:
    """The database there is compared with this one, row by row, before anything is kept of it."""
    _refuse(url)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        source = Path(folder) / "move.backup"
        back_up(source, portable=True, with_files=False)
        _run(url, "restore", str(source), "--rows-only")
    _run(url, "check_audit")
    _run(url, "check_reports", "--quick")


def _refuse(url: str) -> None:
    if not settings.ON_SQLITE:
        raise Unusable("This installation is on PostgreSQL already.")
    _refuse_address(url)
    age = last_sign_of_life()
    if age is not None and age.total_seconds() < SILENT_AFTER_SECONDS:
        raise Unusable("A worker runs, and what it writes would be lost. Stop web and worker, wait a minute.")


def _refuse_address(url: str) -> None:
    try:
        database = read_database_url(url, "The address")
        if not database["ENGINE"].endswith("postgresql"):
            raise Unusable("Give the address of a PostgreSQL database: postgres://user:password@host/name")
        there = ConnectionHandler({"default": database})["default"]
        reach(there)
        there.close()
    except (ImproperlyConfigured, Unreachable) as problem:
        raise Unusable(str(problem)) from problem


def _run(url: str, *command: str) -> None:
    """In a process of its own: settings and queue follow from the database at its start."""
    program = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    environment = {**os.environ, "DATABASE_URL": url, "OUTSOURCING_DATA_DIR": str(settings.DATA_DIR)}
    done = subprocess.run(program, env=environment, capture_output=True, text=True)  # noqa: S603 (our own)
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines()
        told = reason[-1].removeprefix("CommandError: ") if reason else done.returncode
        raise Unusable(f"{command[0]} failed there: {told}")
