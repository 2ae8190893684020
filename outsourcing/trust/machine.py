"""On what and from what the tests ran, in words."""

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

GIB = 1024**3


def machine() -> str:
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    parts = (
        f"{cores} processor {'core' if cores == 1 else 'cores'}, {memory:.0f} GB of memory",
        f"{_system()} ({platform.machine()})",
        f"Python {platform.python_version()}, Django {version('django')}, SQLite {sqlite3.sqlite_version}",
    )
    return "; ".join(parts)


def commit() -> str:
    """The revision that was tested; empty where the product did not come from version control."""
    return _git("rev-parse", "HEAD")


def changed_since_commit() -> bool:
    return bool(_git("status", "--porcelain", "--untracked-files=no"))


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(settings.BASE_DIR), *arguments]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return Path(platform.platform()).name
