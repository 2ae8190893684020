"""Read a file of contacts in the background, with progress, and stop it when asked."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from assessments.models import Answer, ContactImport, ImportState
from assessments.services.contact_files import file_of
from assessments.services.contact_import.runner import read_contacts
from assessments.services.contact_import.table import Refused
from clients.models import User
from clients.services import record
from jobs.models import Job
from jobs.services import cancel, enqueue

KIND = "read_contacts"
BYTES_PER_ROW = 100
MONTH_FIRST_COUNTRIES = ("USA", "PHL", "CAN")

Progress = Callable[[int, str], None]


@transaction.atomic
def start_reading(*, contact_import: ContactImport, actor: User) -> Job:
    """The same file with the same mapping is read once, however often it is asked for."""
    row = ContactImport.objects.select_for_update().get(pk=contact_import.pk)
    job = enqueue(
        kind=KIND,
        params={"contact_import": row.pk},
        client=row.assessment.client,
        user=actor,
        idempotency_key=f"{row.pk}:{row.version}:{row.attempt}",
        max_attempts=2,
    )
    if row.job != job.pk:
        row.job, row.state, row.refusal = job.pk, ImportState.READING, ""
        row.save(update_fields=["job", "state", "refusal"])
        _told(row, actor, "contacts.read", {"job": str(job.pk)})
    return job


@transaction.atomic
def stop_reading(*, contact_import: ContactImport, actor: User) -> None:
    """The worker stops at its next sign of life; it can be started again afterwards."""
    row = ContactImport.objects.select_for_update().get(pk=contact_import.pk)
    if row.state != ImportState.READING:
        return
    if row.job and (job := Job.objects.filter(pk=row.job).first()):
        cancel(job)
    row.state, row.attempt = ImportState.CANCELLED, row.attempt + 1
    row.save(update_fields=["state", "attempt"])
    _told(row, actor, "contacts.stop", None)


def read(contact_import: ContactImport, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Runs in the worker. What it returns stores the sums together with the end of the job."""
    path = file_of(contact_import)
    faults = path.with_name(path.name + ".unreadable.csv")
    rows = max(contact_import.size // BYTES_PER_ROW, 1)

    def heard(count: int) -> None:
        progress(min(95, int(100 * count / max(rows, count))), f"{count:,} contacts read")

    progress(1, "Opening the file")
    sums = read_contacts(
        path,
        contact_import.mapping,
        faults,
        heard,
        timezone=_timezone(contact_import),
        day_first_by_default=_country(contact_import) not in MONTH_FIRST_COUNTRIES,
    )

    def store() -> dict[str, Any]:
        ContactImport.objects.filter(pk=contact_import.pk).update(
            sums=sums, state=ImportState.READ, faults_path=f"{contact_import.path}.unreadable.csv"
        )
        return {"contact_import": contact_import.pk, "rows": sums["rows"]}

    return store


def refuse(contact_import: ContactImport, refusal: Refused) -> None:
    """The file cannot be read: say why on its page, where another mapping can be tried."""
    ContactImport.objects.filter(pk=contact_import.pk).update(
        state=ImportState.REFUSED, refusal=str(refusal)[:2000], attempt=contact_import.attempt + 1
    )


def _timezone(contact_import: ContactImport) -> str:
    return str(_said(contact_import, "service.timezone") or "")


def _country(contact_import: ContactImport) -> str:
    said = _said(contact_import, "service.country_iso3")
    return str(said or contact_import.assessment.client.country_iso3)


def _said(contact_import: ContactImport, key: str) -> Any:
    answers = Answer.objects.filter(assessment=contact_import.assessment, key=key)
    return answers.values_list("value", flat=True).first()


def _told(row: ContactImport, actor: User, action: str, after: Any) -> None:
    target = f"assessment {row.assessment.slug} contacts {row.pk}"
    record(client=row.assessment.client, actor=actor, action=action, target=target, after=after)
