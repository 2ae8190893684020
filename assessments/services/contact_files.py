"""Take in an uploaded file of contacts, and remember what its columns mean."""

import hashlib
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, ColumnMapping, ContactImport, ImportState
from assessments.services.contact_import.runner import take_sample
from assessments.services.contact_import.table import Refused, check_workbook, is_workbook
from clients.models import Client, User
from clients.services import Conflict, record, update_if_unchanged

LARGEST = 400 * 1024 * 1024
FOLDER = "contacts"


class Upload(Protocol):
    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]: ...


def take_file(*, assessment: Assessment, upload: Upload, key: str, actor: User) -> ContactImport:
    """Keep the file and look into it. Refused says why it cannot be used; nothing is kept then."""
    if existing := ContactImport.objects.filter(assessment=assessment, key=key).first():
        return existing
    if not upload.size:
        raise Refused("The file is empty. Export it again with its column names in the first row.")
    if upload.size > LARGEST:
        raise Refused("The file is larger than 400 MB. Split it by month and send one part.")
    path = _store(assessment.client, upload)
    try:
        if is_workbook(path):
            check_workbook(path)
        sample = take_sample(path)
        return _kept(assessment, upload, key, path, sample, actor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def look_again(*, contact_import: ContactImport, encoding: str, delimiter: str) -> dict[str, Any]:
    """The sample in another encoding or with another separator."""
    return take_sample(file_of(contact_import), encoding, delimiter)


def keep_mapping(
    *,
    contact_import: ContactImport,
    version: int,
    mapping: dict[str, Any],
    sample: dict[str, Any],
    actor: User,
) -> ContactImport:
    """What the columns mean, for this file and the next one with the same columns."""
    if contact_import.state == ImportState.APPLIED:
        raise Conflict(contact_import)
    with transaction.atomic():
        kept = update_if_unchanged(contact_import, version=version, mapping=mapping, sample=sample)
        client = contact_import.assessment.client
        ColumnMapping.objects.update_or_create(
            client=client,
            header_sha256=header_hash(sample["header"]),
            defaults={"mapping": mapping, "changed": timezone.now()},
        )
        target = f"assessment {contact_import.assessment.slug} contacts {contact_import.pk}"
        record(client=client, actor=actor, action="contacts.map", target=target, after=mapping)
        return kept


def file_of(contact_import: ContactImport) -> Path:
    return Path(settings.MEDIA_ROOT) / contact_import.path


def faults_of(contact_import: ContactImport) -> Path | None:
    """The list of rows that could not be read, as long as it is kept."""
    name = contact_import.faults_path
    return Path(settings.MEDIA_ROOT) / name if name else None


def remembered(client: Client, header: list[str]) -> ColumnMapping | None:
    return ColumnMapping.objects.filter(client=client, header_sha256=header_hash(header)).first()


def header_hash(header: list[str]) -> str:
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()


def _store(client: Client, upload: Upload) -> Path:
    """Under a name of our own: what the person calls the file never becomes a path."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER / str(client.pk)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / uuid.uuid4().hex
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return path


@transaction.atomic
def _kept(
    assessment: Assessment, upload: Upload, key: str, path: Path, sample: dict[str, Any], actor: User
) -> ContactImport:
    name = "".join(letter for letter in Path(upload.name or "contacts").name if letter.isprintable())[:200]
    known = remembered(assessment.client, sample["header"])
    mapping = known.mapping if known else sample.pop("mapping")
    sample.pop("mapping", None)
    made, created = ContactImport.objects.get_or_create(
        assessment=assessment,
        key=key,
        defaults={
            "file_name": name or "contacts",
            "path": str(path.relative_to(settings.MEDIA_ROOT)),
            "size": upload.size or 0,
            "sample": sample,
            "mapping": mapping,
            "names": known.names if known else {},
            "created_by": actor,
        },
    )
    if not created:
        path.unlink(missing_ok=True)
        return made
    record(
        client=assessment.client,
        actor=actor,
        action="contacts.upload",
        target=f"assessment {assessment.slug} contacts {made.pk}",
        after={"file": name, "bytes": upload.size, "columns": sample["header"]},
    )
    return made
