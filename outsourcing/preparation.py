"""Bring database and static files up to date before the server starts, and only when something changed."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands

STAMPS = settings.DATA_DIR / "prepared.json"


def prepare(say: Callable[[str], None]) -> None:
    _when_changed("database", _migrations, lambda: _migrate(say))
    _when_changed("static", _static_files, lambda: _collect_static(say))
    _load_demo(say)


def _migrate(say: Callable[[str], None]) -> None:
    say("Bringing the database up to date")
    call_command("migrate", verbosity=0, interactive=False)


def _collect_static(say: Callable[[str], None]) -> None:
    say("Collecting style sheets, scripts and fonts")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _load_demo(say: Callable[[str], None]) -> None:
    """Only into an empty installation: nobody's own clients are mixed with invented ones."""
    if "load_demo" not in get_commands() or apps.get_model("clients", "Client").objects.exists():
        return
    say("Loading the demo clients")
    call_command("load_demo")


def _when_changed(name: str, fingerprint: Callable[[], str], action: Callable[[], None]) -> None:
    stamps = json.loads(STAMPS.read_text()) if STAMPS.exists() else {}
    if stamps.get(name) == fingerprint():
        return
    action()
    STAMPS.write_text(json.dumps({**stamps, name: fingerprint()}))


def _migrations() -> str:
    """The database that is used, whether it is there, and every migration of every app."""
    database = settings.DATABASES["default"]
    there = not settings.ON_SQLITE or Path(database["NAME"]).exists()
    folders = (Path(config.path) / "migrations" for config in apps.get_app_configs())
    names = (str(path) for folder in folders for path in folder.glob("*.py"))
    return _digest([str(there), str(database["NAME"]), str(database.get("HOST")), *names])


def _static_files() -> str:
    folders = [
        *settings.STATICFILES_DIRS,
        *(Path(config.path) / "static" for config in apps.get_app_configs()),
    ]
    files = (path for folder in folders for path in Path(folder).rglob("*") if path.is_file())
    described = (f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return _digest([str(settings.STATIC_ROOT.exists()), *described])


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
