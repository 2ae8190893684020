"""Everything of one client into one sealed file, and out of it into an empty installation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model

from clients.models import Client, User
from clients.services import note_in_log
from outsourcing.backups import rows
from outsourcing.backups.holding import Held, files_of, held_by, in_chunks, links_of, own_rows, path_to_client
from outsourcing.backups.making import FILES, ROWS, manifest_of, one_moment
from outsourcing.backups.restoring import (
    put_files,
    refuse_paths_outside,
    refuse_unknown_migrations,
    refuse_unless_empty,
    refuse_unreachable,
    refusing_nonsense,
)
from outsourcing.backups.sealed import Unusable, reading, writing

KIND = "client"


def export_client(client: Client, target: Path) -> None:
    with one_moment(target.parent), writing(target, manifest_of(KIND, "rows")) as archive:
        held = held_by(client)
        with archive.open(ROWS, "w", force_zip64=True) as file:
            for line in rows.dump_rows(_rows_to_give(held)):
                file.write(line.encode())
        for path in files_of(held):
            archive.write(path, FILES + path.relative_to(settings.MEDIA_ROOT).as_posix())


def import_client_archive(source: Path) -> Client:
    """People come without their passwords: they reset them by mail."""
    with reading(source, KIND) as (archive, manifest), refusing_nonsense():
        refuse_unreachable()
        refuse_unknown_migrations(manifest["migrations"])
        refuse_paths_outside(archive)
        call_command("migrate", verbosity=0, interactive=False)
        refuse_unless_empty()
        call_command("load_reference", verbosity=0)
        with transaction.atomic(), archive.open(ROWS) as file:
            rows.load(file)
            client = _only_client()
            for person in User.objects.all():  # whoever made the archive may have written rights into it
                _without_rights(person).save()
            note_in_log(action="client.import", target=client.slug, actor=None, made=manifest["made"])
        put_files(archive)
    return client


def _only_client() -> Client:
    found = list(Client.objects.all()[:2])
    if len(found) != 1:
        raise Unusable("The archive does not hold one client.")
    return found[0]


def _rows_to_give(held: Held) -> Iterator[Model]:
    for people in in_chunks(User, held.people):
        for person in people:
            yield _without_rights(person)
    for row in own_rows(held):
        yield _without_links_elsewhere(row, held)


def _without_rights(person: User) -> User:
    """What a person may do elsewhere, and how she signs in here, is no business of the client."""
    person.password = make_password(None)
    person.is_superuser = person.is_staff = False
    person.last_login = None
    return person


def _without_links_elsewhere(row: Any, held: Held) -> Model:
    """A vendor that was copied from another client does not lead there."""
    for link in links_of(row):
        target = link.related_model
        if path_to_client(target) and getattr(row, link.attname) not in held.own[target]:
            setattr(row, link.attname, None)
    return row  # type: ignore[no-any-return]
