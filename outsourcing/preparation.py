"""Bring database, reference data and static files up to date, and only what changed since the last time."""

import hashlib
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from assessments.services import demo
from clients.models import Client
from outsourcing.reaching import Unreachable, reach
from vendors.models import ReferenceEdition

STAMPS = settings.DATA_DIR / "prepared.json"


@dataclass(frozen=True)
class Step:
    name: str
    says: str
    fingerprint: Callable[[], str]
    action: Callable[[], None]


def prepare(say: Callable[[str], None]) -> None:
    _reach_database()
    for step in _steps():
        stamps = json.loads(STAMPS.read_text()) if STAMPS.exists() else {}
        if stamps.get(step.name) == step.fingerprint():
            continue
        say(step.says)
        step.action()
        STAMPS.write_text(json.dumps({**stamps, step.name: step.fingerprint()}))


def load_demo(say: Callable[[str], None]) -> None:
    """Only into an empty installation: nobody's own clients are mixed with invented ones."""
    if Client.objects.exists():
        return
    say("Loading the demo clients")
    demo.load_demo(say)


def _steps() -> list[Step]:
    return [
        Step("database", "Bringing the database up to date", _migrations, _migrate),
        Step("reference", "Loading countries, law and benchmarks", _reference_data, _load_reference),
        Step("static", "Collecting style sheets, scripts and fonts", _static_files, _collect_static),
    ]


def _reach_database() -> None:
    try:
        reach(connection)
    except Unreachable as problem:
        raise CommandError(str(problem)) from problem


def _migrate() -> None:
    _refuse_other_letters()
    call_command("migrate", verbosity=0, interactive=False)


def _refuse_other_letters() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
    if encoding != "UTF8":
        raise CommandError(
            f"The database keeps text as {encoding}, which cannot hold every name. Make an empty one with: "
            "CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0"
        )


def _load_reference() -> None:
    call_command("load_reference", stdout=io.StringIO())


def _collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _database() -> list[str]:
    """What was carried out in it and when, as it says itself: an empty or another one says otherwise."""
    applied = MigrationRecorder(connection).applied_migrations().values()
    return [f"{migration.app}.{migration.name} {migration.applied.isoformat()}" for migration in applied]


def _migrations() -> str:
    folders = (Path(config.path) / "migrations" for config in apps.get_app_configs())
    return _digest([*_database(), *(str(path) for folder in folders for path in folder.glob("*.py"))])


def _reference_data() -> str:
    loaded = (str(edition) for edition in ReferenceEdition.objects.values_list("file", "sha256", "loaded"))
    return _digest([*_database(), *loaded, *_described([settings.BASE_DIR / "vendors" / "data"])])


def _static_files() -> str:
    of_apps = (Path(config.path) / "static" for config in apps.get_app_configs())
    folders = [*(Path(folder) for folder in settings.STATICFILES_DIRS), *of_apps]
    collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
    return _digest([str(collected), *_described(folders)])


def _described(folders: Iterable[Path]) -> list[str]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
