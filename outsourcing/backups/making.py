"""Make a backup while the service goes on."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from outsourcing.backups import rows
from outsourcing.backups.sealed import unwritable, writing

KIND = "installation"
DATABASE, ROWS, FINGERPRINT, FILES = "database.sqlite3", "rows.jsonl", "rows.sha256", "files/"


def back_up(target: Path, *, portable: bool = False, with_files: bool = True) -> None:
    """The database as of one moment, then the files: those that it names were written before it."""
    as_rows = portable or not settings.ON_SQLITE
    manifest = manifest_of(KIND, "rows" if as_rows else "sqlite")
    with writing(target, manifest) as archive:
        if as_rows:
            _add_rows(archive, target.parent)
        else:
            with _snapshot(target.parent) as copy:
                archive.write(copy, DATABASE)
        for path in _files() if with_files else ():
            archive.write(path, FILES + path.relative_to(settings.MEDIA_ROOT).as_posix())


def manifest_of(kind: str, database: str) -> dict[str, Any]:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {
        "kind": kind,
        "format": 1,
        "made": timezone.now().isoformat(),
        "database": database,
        "migrations": [f"{app}.{name}" for app, name in applied if app in rows.APPS],
    }


@contextmanager
def _snapshot(folder: Path) -> Iterator[Path]:
    """A copy of the database of SQLite as of one moment."""
    try:
        copies = tempfile.TemporaryDirectory(dir=folder)
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    with copies as place:
        copy = Path(place) / DATABASE
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        yield copy


@contextmanager
def one_moment(folder: Path) -> Iterator[None]:
    """What is read inside is as of one moment, however long it takes, and nobody who writes has to wait."""
    outermost = not connection.in_atomic_block
    if outermost and connection.vendor == "sqlite":
        with _snapshot(folder) as copy, _reading_from(copy):
            yield
        return
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading_from(copy: Path) -> Iterator[None]:
    """This thread's queries go to the copy. A transaction would hold SQLite's one right to write."""
    own = connections[DEFAULT_DB_ALIAS]
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = {**own.settings_dict, "NAME": str(copy)}
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        other.close()


def _add_rows(archive: ZipFile, folder: Path) -> None:
    with one_moment(folder):
        with archive.open(ROWS, "w", force_zip64=True) as file:
            for line in rows.dump(rows.all_rows()):
                file.write(line.encode())
        archive.writestr(FINGERPRINT, rows.fingerprint())


def _files() -> Iterator[Path]:
    """Those being written carry a name that begins with a point, and belong to no row yet."""
    found = sorted(Path(settings.MEDIA_ROOT).rglob("*"))
    return (path for path in found if path.is_file() and not path.name.startswith("."))
