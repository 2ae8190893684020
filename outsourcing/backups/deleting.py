"""Take a client away for good: rows, record, jobs and files."""

import shutil
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.urls import reverse

from assessments.models import SentForm
from clients.models import Client, User
from clients.selectors.events import last_seal
from clients.services import note_in_log
from jobs.choices import JobState
from jobs.models import Job
from outsourcing.backups import rows
from outsourcing.backups.holding import (
    Held,
    files_of,
    folders_of,
    held_by,
    in_chunks,
    links_of,
    path_to_client,
)


class Busy(Exception):
    """A worker has a job of this client in its hands, and would leave a file behind."""


def delete_client(client: Client, *, actor: User | None) -> None:
    """Accounts stay: they belong to people, who may work for others. So does one line in the log."""
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        _refuse_while_working(client)
        held = held_by(client)
        files, folders = files_of(held), folders_of(client)
        details = {"rows": held.count, "files": len(files), "last_seal": last_seal(client)}
        _delete_rows(client, held)
        note_in_log(action="client.delete", target=client.slug, actor=actor, **details)
    for path in files:
        path.unlink(missing_ok=True)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    _forget_the_log_of_writes()


def _refuse_while_working(client: Client) -> None:
    jobs = list(Job.objects.select_for_update().filter(client=client))
    if any(job.state == JobState.RUNNING for job in jobs):
        raise Busy


def _delete_rows(client: Client, held: Held) -> None:
    """Links between rows are checked when all are gone."""
    _cut_links_from_elsewhere(held)
    for model, keys in held.own.items():
        for some in in_chunks(model, keys):
            some.order_by()._raw_delete(connection.alias)
    pages = reverse("list_people", args=[client.slug]).removesuffix("people/")
    SentForm.objects.filter(made__startswith=pages).delete()


def _cut_links_from_elsewhere(held: Held) -> None:
    """A vendor that another client copied from here stays there, and no longer leads here."""
    for model in filter(path_to_client, rows.kept_models()):
        for link in links_of(model):
            if link.null and path_to_client(link.related_model):
                for gone in in_chunks(link.related_model, held.own[link.related_model]):
                    _cut(model, link.name, gone, held.own[model])


def _cut(model: type[Model], name: str, gone: QuerySet[Any], own: set[Any]) -> None:
    pointing = model._base_manager.filter(**{f"{name}__in": gone.order_by()}).values_list("pk", flat=True)
    for some in in_chunks(model, set(pointing) - own):
        some.order_by().update(**{name: None})


def _forget_the_log_of_writes() -> None:
    """SQLite keeps the last writes beside the database until they are moved into it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
