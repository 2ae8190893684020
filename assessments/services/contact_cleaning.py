"""Files of contacts hold what customers wrote: none stays longer than it is needed."""

import datetime as dt
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from assessments.models import ContactImport, ImportState
from assessments.services.contact_files import FOLDER

KEEP_DAYS: Final = 30
STRAY_HOURS: Final = 24
"""How long a file may lie there before an import names it: an upload takes its time."""


def clean_contact_files() -> int:
    """How many files were removed: of imports taken over, of old ones, and those that no import names."""
    return sum(forget_file(row) for row in _taken_over()) + _forget_old() + _remove_strays()


def _taken_over() -> list[ContactImport]:
    everywhere = ContactImport.objects.with_scopes_disabled()
    return list(everywhere.filter(state=ImportState.APPLIED).exclude(path=""))


def _forget_old() -> int:
    """The list of unreadable rows goes as well. What was derived stays, for it names nobody."""
    before = timezone.now() - dt.timedelta(days=KEEP_DAYS)
    everywhere = ContactImport.objects.with_scopes_disabled()
    old = everywhere.filter(created__lt=before).exclude(Q(path="") & Q(faults_path=""))
    return sum(forget_file(row) + _forget_faults(row) for row in old)


def forget_file(row: ContactImport) -> int:
    """Once its figures are taken over, the file itself is needed no more."""
    removed = _remove(row.path)
    ContactImport.objects.with_scopes_disabled().filter(pk=row.pk).update(path="")
    return removed


def _forget_faults(row: ContactImport) -> int:
    removed = _remove(row.faults_path)
    ContactImport.objects.with_scopes_disabled().filter(pk=row.pk).update(faults_path="")
    return removed


def _remove_strays() -> int:
    """Left by a process that died between keeping a file and writing its row, or by a client that is gone."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    if not folder.is_dir():
        return 0
    rows = ContactImport.objects.with_scopes_disabled().values_list("path", "faults_path")
    named = {name for pair in rows for name in pair}
    before = (timezone.now() - dt.timedelta(hours=STRAY_HOURS)).timestamp()
    found = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < before]
    names = [str(path.relative_to(settings.MEDIA_ROOT)) for path in found]
    return sum(_remove(name) for name in names if name not in named)


def _remove(name: str) -> int:
    """The file first, then its name in the row: what is cut short between is done again the next time."""
    path = Path(settings.MEDIA_ROOT) / name
    if not name or not path.is_file():
        return 0
    path.unlink(missing_ok=True)
    return 1
