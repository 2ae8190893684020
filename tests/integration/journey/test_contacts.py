"""Files of contacts: uploaded, mapped, read in the background, looked at, taken over."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.models import Answer, ColumnMapping, ContactImport, ContactStream, ImportState
from assessments.services.contact_files import file_of
from clients.models import AuditEvent
from jobs import runner
from jobs.models import Job

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "contacts"


def uploaded(browser, address, name="phone_switch.csv", data=None, key="k1"):
    content = data if data is not None else (SAMPLES / name).read_bytes()
    file = SimpleUploadedFile(name, content)
    return browser.post(address("import_contacts"), {"file": file, "key": key})


def mapped(browser, address, row, **changes):
    """Send the form of columns as the page proposes it."""
    data = {"version": row.version, "encoding": row.mapping["encoding"], "day_order": "", "fixed_channel": ""}
    data |= {"delimiter": row.mapping["delimiter"], "fixed_channel": row.mapping["fixed_channel"]}
    data |= {f"role_{role}": column for role, column in row.mapping["columns"].items()}
    data |= {
        f"unit_{role}": row.mapping["units"].get(role, "seconds") for role in ("wait", "handle", "resolution")
    }
    return browser.post(address("map_columns", contact_import=row.pk), data | changes)


@pytest.fixture
def read(priya, address):
    """A phone log, read and ready to be looked at."""
    uploaded(priya, address)
    mapped(priya, address, ContactImport.objects.get())
    runner.run_waiting()
    return ContactImport.objects.get()


def test_a_file_is_recognised(priya, address):
    response = uploaded(priya, address)
    row = ContactImport.objects.get()
    assert response.url == address("map_columns", contact_import=row.pk)
    page = priya.get(response.url).content.decode()
    assert "Phone switch log" in page
    assert '<option value="ser_time" selected>' in page
    assert "0:10" in page or "PS" in page


def test_the_same_upload_twice_is_one_import(priya, address):
    assert uploaded(priya, address).url == uploaded(priya, address).url
    assert ContactImport.objects.count() == 1
    assert AuditEvent.objects.filter(action="contacts.upload").count() == 1


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "The file is empty"),
        (b"one\n1\n", "Only one column was found"),
        (b"PK\x03\x04 not a zip", "This file is damaged"),
    ],
)
def test_a_file_that_cannot_be_used_leaves_nothing_behind(priya, address, settings, data, advice):
    before = set(Path(settings.MEDIA_ROOT).rglob("*"))
    response = uploaded(priya, address, data=data)
    assert response.status_code == 422
    assert advice in response.content.decode()
    assert not ContactImport.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} <= before


def test_the_name_of_the_file_is_never_a_path(priya, address, settings):
    uploaded(priya, address, name="../../../etc/passwd.csv", data=b"created,type\n2024-01-01,a\n")
    row = ContactImport.objects.get()
    assert "/" not in row.file_name
    assert file_of(row).resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())


def test_the_column_of_the_date_is_needed(priya, address):
    uploaded(priya, address)
    response = mapped(priya, address, ContactImport.objects.get(), role_started="")
    assert response.status_code == 422
    assert "Choose the column that says when" in response.content.decode()
    assert not Job.objects.exists()


def test_reading_is_started_once(priya, address):
    uploaded(priya, address)
    row = ContactImport.objects.get()
    assert mapped(priya, address, row).url == address("follow_import", contact_import=row.pk)
    mapped(priya, address, row)
    assert Job.objects.count() == 1
    page = priya.get(address("follow_import", contact_import=row.pk)).content.decode()
    assert "<progress" in page


def test_what_was_read_is_shown_with_its_counts(priya, address, read):
    assert read.state == ImportState.READ
    page = priya.get(address("review_import", contact_import=read.pk)).content.decode()
    assert "Given up before an agent answered" in page
    assert "125 (25.0" in page
    assert "Unusually long contacts" in page
    assert "Every row could be read" in page
    assert "Monday" in page


def test_following_leads_on_when_it_is_read(priya, address, read):
    response = priya.get(address("follow_import", contact_import=read.pk))
    assert response.url == address("review_import", contact_import=read.pk)
    part = priya.get(address("follow_import", contact_import=read.pk), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == address("review_import", contact_import=read.pk)


def test_it_is_taken_over_once(priya, address, read):
    page = address("review_import", contact_import=read.pk)
    data = {"version": read.version, "name_0": "Service", "name_1": "New customers", "name_2": "Service"}
    data |= {"take": ["service.service_level"]}
    for _ in range(2):
        assert priya.post(page, data).status_code == 302
    assert {row.name for row in ContactStream.objects.all()} == {"Service", "New customers"}
    service = ContactStream.objects.get(name="Service")
    assert service.channels == ["phone"]
    assert service.contacts_per_month["evidence"] == "A"
    assert "contacts" in service.contacts_per_month["source"]
    assert Answer.objects.get(key="service.service_level").estimate["evidence"] == "A"
    assert AuditEvent.objects.filter(action="contacts.take_over").count() == 1


def test_only_the_chosen_answers_are_taken(priya, address, read):
    data = {"version": read.version, "name_0": "Service"}
    priya.post(address("review_import", contact_import=read.pk), data)
    assert not Answer.objects.exists()


def test_names_can_be_tried_without_taking_over(priya, address, read):
    data = {"version": read.version, "name_0": "All", "name_1": "All", "name_2": "All", "preview": "1"}
    page = priya.post(address("review_import", contact_import=read.pk), data).content.decode()
    assert "497" in page
    assert not ContactStream.objects.exists()


def test_streams_that_are_not_in_the_file_go_only_when_asked(priya, address, read, assessment, people):
    from assessments.services.rows import add_row

    add_row(ContactStream, assessment=assessment, name="Old", actor=people["owner"])
    data = {"version": read.version, "name_0": "Service", "replace": "yes"}
    priya.post(address("review_import", contact_import=read.pk), data)
    assert [row.name for row in ContactStream.objects.all()] == ["Service"]


def test_the_mapping_is_remembered(priya, address, read):
    data = {"version": read.version, "name_0": "Service", "name_1": "", "name_2": ""}
    priya.post(address("review_import", contact_import=read.pk), data)
    assert ColumnMapping.objects.count() == 1
    uploaded(priya, address, key="k2")
    again = ContactImport.objects.exclude(pk=read.pk).get()
    assert again.names == {"PS": "Service", "NW": "", "IN": ""}


def test_unreadable_rows_come_as_a_file(priya, address):
    uploaded(priya, address, name="zendesk.csv")
    row = ContactImport.objects.get()
    assert priya.get(address("download_faults", contact_import=row.pk)).status_code == 404
    mapped(priya, address, row)
    runner.run_waiting()
    response = priya.get(address("download_faults", contact_import=row.pk))
    text = b"".join(response.streaming_content).decode()
    assert response["Cache-Control"] == "no-store"
    assert "2024-05-99 10:00" in text
    assert "not a date that can be read" in text


def test_a_file_that_cannot_be_read_says_why_and_can_be_mapped_again(priya, address):
    uploaded(priya, address, name="zendesk.csv")
    row = ContactImport.objects.get()
    mapped(priya, address, row, role_started="Requester")
    runner.run_waiting()
    row.refresh_from_db()
    assert row.state == ImportState.REFUSED
    page = priya.get(address("map_columns", contact_import=row.pk)).content.decode()
    assert "has a date that can be read" in page
    mapped(priya, address, row, role_started="Created at")
    runner.run_waiting()
    row.refresh_from_db()
    assert row.state == ImportState.READ


def test_reading_can_be_stopped_and_started_again(priya, address):
    uploaded(priya, address)
    row = ContactImport.objects.get()
    mapped(priya, address, row)
    priya.post(address("stop_import", contact_import=row.pk))
    row.refresh_from_db()
    assert row.state == ImportState.CANCELLED
    assert runner.run_waiting() == 0
    mapped(priya, address, row)
    assert runner.run_waiting() == 1
    row.refresh_from_db()
    assert row.state == ImportState.READ


def test_another_encoding_shows_the_rows_again(priya, address):
    uploaded(priya, address, name="freshdesk_cp1252.csv")
    row = ContactImport.objects.get()
    assert "Größe" in priya.get(address("map_columns", contact_import=row.pk)).content.decode()
    data = {"look_again": "1", "encoding": "utf-8", "delimiter": ";"}
    response = priya.post(address("map_columns", contact_import=row.pk), data)
    assert response.status_code == 422
    assert "Choose another encoding" in response.content.decode()
    data["encoding"] = "cp1252"
    assert priya.post(address("map_columns", contact_import=row.pk), data).status_code == 302


def test_an_import_of_another_assessment_is_not_there(client, address, people, read, priya):
    client.force_login(people["stranger"])
    for name in ("map_columns", "review_import", "follow_import", "download_faults"):
        assert client.get(address(name, contact_import=read.pk)).status_code == 404
        assert priya.get(address(name, contact_import=read.pk + 1)).status_code == 404
