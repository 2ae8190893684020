"""Background work of this app."""

from typing import Any

from django_scopes import scope

from assessments.models import ContactImport
from assessments.services import contact_reading
from assessments.services.contact_cleaning import clean_contact_files
from assessments.services.contact_import.table import Refused
from clients.services.drafts import clean_drafts
from jobs.handlers import JobRefused, Progress, chore, handler
from jobs.models import Job

chore(clean_contact_files)
chore(clean_drafts)


@handler(contact_reading.KIND)
def read_contacts(job: Job, progress: Progress) -> Any:
    with scope(client=job.client):
        contact_import = ContactImport.objects.select_related("assessment__client").get(
            pk=job.params["contact_import"]
        )
        try:
            store = contact_reading.read(contact_import, progress)
        except Refused as refusal:
            contact_reading.refuse(contact_import, refusal)
            raise JobRefused(str(refusal)) from refusal
        return lambda: _in_scope(job, store)


def _in_scope(job: Job, store: Any) -> Any:
    with scope(client=job.client):
        return store()
