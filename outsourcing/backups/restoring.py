"""Restore a backup into an empty place. Nothing is overwritten."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader

from clients.models import Client, User
from outsourcing.backups import rows
from outsourcing.backups.making import DATABASE, FILES, FINGERPRINT, KIND, ROWS
from outsourcing.backups.sealed import Unusable, reading
from outsourcing.reaching import Unreachable, reach

NONSENSE = (
    *(DeserializationError, FieldDoesNotExist, ValidationError, Error),
    *(ValueError, TypeError, LookupError, AttributeError, RecursionError),
)


def restore(source: Path, *, with_files: bool = True) -> None:
    """The backup is checked before anything is written. with_files: False where they are there already."""
    with reading(source, KIND) as (archive, manifest), refusing_nonsense():
        refuse_unreachable()
        refuse_unknown_migrations(manifest["migrations"])
        refuse_paths_outside(archive)
        refuse_unless_empty(with_files=with_files)
        if manifest["database"] == "sqlite":
            _put_database(archive)
            call_command("migrate", verbosity=0, interactive=False)
        else:
            call_command("migrate", verbosity=0, interactive=False)
            put_rows(archive)
        if with_files:
            put_files(archive)


@contextmanager
def refusing_nonsense() -> Iterator[None]:
    """The seal has no key: what is sealed may be anything. Rows are kept all or none."""
    try:
        yield
    except NONSENSE as fault:
        raise Unusable(f"This is no whole archive of this program: {type(fault).__name__}.") from fault


def refuse_unreachable() -> None:
    """Else it would count as nonsense in the archive."""
    try:
        reach(connection)
    except Unreachable as problem:
        raise Unusable(str(problem)) from problem


def refuse_paths_outside(archive: ZipFile) -> None:
    """Before anything is written."""
    place = Path(settings.MEDIA_ROOT).resolve()
    for name in archive.namelist():
        if name.startswith(FILES) and not (place / name.removeprefix(FILES)).resolve().is_relative_to(place):
            raise Unusable(f"The backup names a file outside: {name}")


def refuse_unknown_migrations(names: list[str]) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if unknown := sorted(set(names) - known):
        raise Unusable(f"The backup comes from a newer version: this one does not know {unknown[0]}.")


def refuse_unless_empty(*, with_files: bool = True) -> None:
    tables = connection.introspection.table_names()
    if any(model._meta.db_table in tables and model._base_manager.exists() for model in (Client, User)):
        raise Unusable("This installation is in use. Restore into an empty one.")
    if with_files and any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*")):
        raise Unusable(f"There are files in {settings.MEDIA_ROOT}. Restore into an empty installation.")


def put_rows(archive: ZipFile) -> None:
    """Reference data that came with the preparation of this place gives way to that of the backup.

    What the database then gives back is compared with what was backed up: all or nothing.
    """
    with transaction.atomic(), archive.open(ROWS) as file:
        for model in rows.kept_models(with_links=True):
            model._base_manager.all()._raw_delete(connection.alias)
        rows.load(file)
        if FINGERPRINT in archive.namelist() and archive.read(FINGERPRINT).decode() != rows.fingerprint():
            raise Unusable("This database does not give back what was backed up. Nothing was written.")


def put_files(archive: ZipFile) -> None:
    """Only after refuse_paths_outside."""
    place = Path(settings.MEDIA_ROOT).resolve()
    for entry in archive.infolist():
        if not entry.filename.startswith(FILES) or entry.is_dir():
            continue
        path = (place / entry.filename.removeprefix(FILES)).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as content, path.open("wb") as file:
            shutil.copyfileobj(content, file, io.DEFAULT_BUFFER_SIZE)
        path.chmod(0o600)


def _put_database(archive: ZipFile) -> None:
    if not settings.ON_SQLITE:
        raise Unusable("This backup is of SQLite. Make one with `backup --portable` to move to PostgreSQL.")
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    for ending in ("-wal", "-shm", "-journal"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    fresh = place.with_name(place.name + ".restored")
    with archive.open(DATABASE) as content, fresh.open("wb") as file:
        shutil.copyfileobj(content, file)
    fresh.chmod(0o600)
    fresh.replace(place)
