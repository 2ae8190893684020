"""What customers wrote does not stay: files of contacts go once they are not needed any more."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.models import ContactImport, ImportState
from assessments.services.contact_cleaning import KEEP_DAYS, clean_contact_files
from assessments.services.contact_files import FOLDER, file_of, take_file
from jobs import handlers

DATA = b"created,type,seconds\n2024-01-01 09:00,order,120\n"


@pytest.fixture
def kept(assessment, people):
    upload = SimpleUploadedFile("contacts.csv", DATA)
    return take_file(assessment=assessment, upload=upload, key="k", actor=people["editor"])


def aged(row: ContactImport, days: float) -> None:
    ContactImport.objects.filter(pk=row.pk).update(created=timezone.now() - dt.timedelta(days=days))


def test_a_file_that_waits_to_be_taken_over_stays(kept):
    aged(kept, KEEP_DAYS - 1)
    clean_contact_files()
    assert file_of(kept).read_bytes() == DATA


def test_a_file_whose_figures_were_taken_over_goes_but_its_list_of_faults_stays(kept):
    faults = file_of(kept).with_name("faults.csv")
    faults.write_text("row,reason\n")
    name = str(faults.relative_to(faults.parents[2]))
    ContactImport.objects.filter(pk=kept.pk).update(state=ImportState.APPLIED, faults_path=name)
    assert clean_contact_files() == 1
    assert not file_of(kept).exists() and faults.exists()
    kept.refresh_from_db()
    assert kept.path == ""
    aged(kept, KEEP_DAYS + 1)
    assert clean_contact_files() == 1
    assert not faults.exists()


def test_an_old_file_goes_and_its_page_says_so(kept, priya, address):
    path = file_of(kept)
    aged(kept, KEEP_DAYS + 1)
    assert clean_contact_files() == 1
    assert not path.exists()
    response = priya.get(address("map_columns", contact_import=kept.pk), follow=True)
    assert "was removed after 30 days" in response.content.decode()


def test_a_file_that_no_import_names_goes_after_a_day(kept, settings):
    stray = Path(settings.MEDIA_ROOT) / FOLDER / "left-behind"
    stray.write_bytes(DATA)
    clean_contact_files()
    assert stray.exists(), "an upload may still be on its way"
    yesterday = (timezone.now() - dt.timedelta(days=2)).timestamp()
    os.utime(stray, (yesterday, yesterday))
    os.utime(file_of(kept), (yesterday, yesterday))
    clean_contact_files()
    assert not stray.exists() and file_of(kept).exists()


def test_the_worker_does_it_and_one_failing_chore_does_not_stop_the_rest(monkeypatch):
    assert clean_contact_files in handlers._chores
    done = []

    def failing() -> None:
        raise OSError("no such disk")

    monkeypatch.setattr(handlers, "_chores", [failing, lambda: done.append("cleaned")])
    handlers.do_chores()
    assert done == ["cleaned"]
