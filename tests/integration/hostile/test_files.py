"""Files that trouble their readers, through every door that takes a file: refused in words, nothing kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction

from assessments.models import ContactImport
from assessments.services.client_import import ImportRefused, read_document
from assessments.services.client_import.document import check_document
from clients.models import Client, User
from jobs import runner
from outsourcing.backups import Unusable, rows
from outsourcing.backups.sealed import reading, writing
from reports import verification
from tests.conftest import Figure

from .files import DOCUMENTS, FILES, MARK, zipped
from .finder import Finder, route_of
from .pages import Form, Page
from .place import Place

READ_AS_TEXT = "import_contacts"  # any text may be a table: what becomes of it is looked at with its columns
LATER = "prove_report"  # taken in, computed by a worker, and deleted
DOORS = {READ_AS_TEXT, LATER, "edit_letterhead", "upload_vendor_workbook", "upload_workbook"}


class Doors:
    """Every form of the product that takes a file."""

    def __init__(self, folder: Path) -> None:
        self.place, self.folder = Place(), folder
        found = Finder(self.place).open_everything(follow=False).forms.values()
        self.forms = {route_of(form.action): form for form, _ in found if form.of_kind("file")}

    def held(self) -> tuple[Any, ...]:
        """Rows by table, without what only says that a form was sent and that somebody asked."""
        notes = ("Job", "SentForm", "AuditEvent")
        kept = [model for model in rows.kept_models() if model.__name__ not in notes]
        return tuple(model._base_manager.count() for model in kept)

    def files(self) -> set[Path]:
        return {path for path in self.folder.rglob("*") if path.is_file()}

    def send(self, form: Form, data: bytes, name: str) -> Any:
        cache.clear()  # limits of uploads are tried elsewhere
        (control,) = form.of_kind("file")
        values = {key: given[0] for key, given in form.values.items()}
        file = SimpleUploadedFile(name, data)
        return self.place.browser.post(form.action, {**values, control.name: file})


@pytest.fixture
def doors(db: None, settings: Any, tmp_path: Path) -> Doors:
    settings.MEDIA_ROOT = tmp_path
    return Doors(tmp_path)


def test_there_are_enough_files(figure: Figure) -> None:
    assert len(FILES) >= 60
    figure("Files that trouble their readers", len(FILES))


@pytest.mark.long
def test_every_door_refuses_them_in_words(doors: Doors, figure: Figure) -> None:
    """A new form that takes a file is found by itself; then it gets a line above."""
    assert set(doors.forms) == DOORS
    wrong, taken = [], []
    for name, make in FILES.items():
        data = make()
        for route, form in doors.forms.items():
            said, was_taken = sent(doors, route, form, data)
            wrong += [(name, route, one) for one in said]
            taken += [(name, route)] * was_taken
    figure("Forms that take a file", len(doors.forms))
    figure("Such files sent through them", len(FILES) * len(doors.forms))
    figure("Of them taken in as harmless text or picture", len(taken))
    figure("Faults, half imports and files left behind", len(wrong) + len(doors.place.errors))
    assert doors.place.errors == []
    assert wrong == []
    assert not Path("/tmp", MARK).exists()
    assert {route for _, route in taken} <= {READ_AS_TEXT, "edit_letterhead"}


def sent(doors: Doors, route: str, form: Form, data: bytes) -> tuple[list[str], bool]:
    """What went wrong, and whether the file was taken. Whatever it did is undone."""
    wrong: list[str] = []
    with transaction.atomic():
        before, files = doors.held(), doors.files()
        answer = doors.send(form, data, "file.xlsx" if data[:2] == b"PK" else "file.csv")
        taken = answer.status_code == 302 and route != LATER
        if route == LATER:
            answer = proved(doors, answer)
        if taken:
            answer = opened(doors, route, answer)
        if answer.status_code not in (200, 400, 413, 422):
            wrong.append(f"status {answer.status_code}")
        page = Page("/", answer.content.decode())
        wrong += page.alive + (["Traceback"] if "Traceback" in answer.content.decode() else [])
        if not taken and doors.held() != before:
            wrong.append("rows are left")
        if not taken and doors.files() != files:
            wrong.append("files are left")
        transaction.set_rollback(True)
    for path in doors.files() - files:
        path.unlink()
    return wrong, taken


def proved(doors: Doors, answer: Any) -> Any:
    if answer.status_code != 302:
        return answer
    runner.run_waiting()
    return doors.place.look_at(answer.url)


def opened(doors: Doors, route: str, answer: Any) -> Any:
    """The columns are taken as they are proposed, and the worker reads the file."""
    page = doors.place.look_at(answer.url)
    if route != READ_AS_TEXT:
        return page
    columns = [form for form in Page(answer.url, page.content.decode()).forms if form.action == answer.url]
    said = doors.place.send(columns[0], columns[0].values)
    runner.run_waiting()
    newest = ContactImport.objects.with_scopes_disabled().latest("pk")
    after = doors.place.look_at(said.url) if said.status_code == 302 else said
    assert newest.state != "applied", "nothing may be taken over before a person says so"
    return doors.place.look_at(after.url) if after.status_code == 302 else after


def test_a_file_that_is_meant_well_is_taken(doors: Doors) -> None:
    """Otherwise doors that are always shut would pass."""
    good = b"created,subject,channel\n" + b"2026-01-05 09:10,Delivery,phone\n" * 200
    wrong, taken = sent(doors, READ_AS_TEXT, doors.forms[READ_AS_TEXT], good)
    assert (wrong, taken) == ([], True)


@pytest.mark.parametrize("name", FILES)
def test_commands_refuse_them_in_words(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(FILES[name]())
    with pytest.raises(verification.NotAReport):
        verification.verify(file.read_bytes())
    with pytest.raises(Unusable), reading(file, "client"):
        pass
    if name in DOCUMENTS or len(file.read_bytes()) < 1_000_000:
        with pytest.raises(ImportRefused):
            check_document(read_document(file))


def row(model: str, **fields: Any) -> bytes:
    return json.dumps({"model": model, "pk": 1, "fields": fields}).encode() + b"\n"


ALBA = row("clients.client", name="Alba", slug="alba", country_iso3="USA", currency="USD", version=1)
ROOT = row("clients.user", email="x@example.com", name="X", password="!", is_superuser=True, is_staff=True)
ARCHIVES: dict[str, tuple[dict[str, bytes], dict[str, Any]]] = {
    "no rows at all": ({}, {}),
    "not one row": ({"rows.jsonl": b""}, {}),
    "rows that are none": ({"rows.jsonl": b"\x00\xff" * 500}, {}),
    "rows that are deep": ({"rows.jsonl": b"[" * 100_000}, {}),
    "rows of another program": ({"rows.jsonl": row("x.y")}, {}),
    "rows without fields": ({"rows.jsonl": b'{"model": "clients.client"}'}, {}),
    "a list of rows": ({"rows.jsonl": b"[1, 2]"}, {}),
    "a field that there is not": ({"rows.jsonl": row("clients.client", moon=1)}, {}),
    "a text where a number belongs": ({"rows.jsonl": ALBA.replace(b'"version": 1', b'"version": "x"')}, {}),
    "the same client twice": ({"rows.jsonl": ALBA * 2}, {}),
    "a role of somebody who is not there": (
        {"rows.jsonl": ALBA + row("clients.membership", client=1, user=77, role="owner")},
        {},
    ),
    "a path out of the folder": ({"rows.jsonl": ALBA, f"files/../../{MARK}": b"x"}, {}),
    "a newer version": ({"rows.jsonl": ALBA}, {"migrations": ["clients.9999_future"]}),
    "another kind": ({"rows.jsonl": ALBA}, {"kind": "installation"}),
    "a manifest without its parts": ({"rows.jsonl": ALBA}, {"migrations": None}),
}


def archive_of(folder: Path, parts: dict[str, bytes], **told: Any) -> Path:
    """Sealed as it should be: only what is in it is wrong."""
    made = "2026-01-01T00:00:00+00:00"
    manifest = {"kind": "client", "format": 1, "made": made, "database": "rows", "migrations": []}
    with writing(folder / "a.client", manifest | told) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return folder / "a.client"


@pytest.mark.django_db(transaction=True)
def test_archives_made_to_harm_change_nothing(tmp_path: Path, settings: Any, figure: Figure) -> None:
    """In transactions of its own, as an operator's command has them."""
    settings.MEDIA_ROOT = tmp_path / "files"
    for name, (parts, told) in ARCHIVES.items():
        file = archive_of(tmp_path, parts, **told)
        with pytest.raises(CommandError) as refusal:
            call_command("import_client_archive", str(file))
        assert str(refusal.value), name
        assert not Client.objects.exists(), name
        assert not User.objects.exists(), name
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file], name
    figure("Sealed archives made to harm, all refused as a whole", len(ARCHIVES))


@pytest.mark.django_db
def test_an_archive_gives_nobody_rights_on_the_server(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    call_command("import_client_archive", str(archive_of(tmp_path, {"rows.jsonl": ALBA + ROOT})))
    person = User.objects.get()
    assert (person.is_superuser, person.is_staff, person.has_usable_password()) == (False, False, False)


def test_an_archive_without_its_seal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.client").write_bytes(zipped(("manifest.json", "{}"), ("rows.jsonl", "")))
    with pytest.raises(Unusable, match="cut off"), reading(tmp_path / "a.client", "client"):
        pass
