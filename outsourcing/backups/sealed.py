"""A zip file that ends with the hash of all its bytes: one that was cut or changed is refused as a whole."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
MARK = b"\nsha256 "
SEAL_LENGTH = len(MARK) + 64 + 1
CHUNK = 1 << 20


class Unusable(Exception):
    """This file, or this place, cannot be used; the words say why."""


def unwritable(place: Path, problem: OSError) -> Unusable:
    return Unusable(f"{place} cannot be written: {problem.strerror}. Name another place.")


@contextmanager
def writing(target: Path, manifest: dict[str, Any]) -> Iterator[zipfile.ZipFile]:
    """The file appears under its name only when it is whole and on the disk."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as problem:
        raise unwritable(target, problem) from problem
    try:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            yield archive
        seal = MARK + _digest(unfinished, unfinished.stat().st_size).encode() + b"\n"
        with unfinished.open("ab") as file:
            file.write(seal)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def reading(source: Path, kind: str) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """The archive and its manifest, after the hash was checked."""
    _check_seal(source)
    with _opened(source) as archive:
        manifest = _manifest(archive)
        if manifest.get("kind") != kind:
            raise Unusable(f"{source.name} is of another kind: {manifest.get('kind')} instead of {kind}.")
        yield archive, manifest


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except zipfile.BadZipFile as fault:
        raise Unusable(f"{source.name} is sealed, and is no archive.") from fault


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The seal has no key: what is sealed may be anything."""
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict):
        raise Unusable("The archive does not say what it holds.")
    return manifest


def _check_seal(source: Path) -> None:
    if not source.is_file():
        raise Unusable(f"There is no file {source}.")
    length = source.stat().st_size - SEAL_LENGTH
    with source.open("rb") as file:
        file.seek(max(0, length))
        seal = file.read()
    if length <= 0 or not seal.startswith(MARK):
        raise Unusable(f"{source.name} is cut off, or is no backup.")
    if seal != MARK + _digest(source, length).encode() + b"\n":
        raise Unusable(f"{source.name} was changed or damaged: its hash differs.")


def _digest(path: Path, length: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while length and (piece := file.read(min(CHUNK, length))):
            digest.update(piece)
            length -= len(piece)
    return digest.hexdigest()
