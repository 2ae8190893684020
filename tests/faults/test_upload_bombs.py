"""Files made to take far more than they seem to: refused in words, quickly, and nothing is kept."""

import io
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from assessments.models import Assessment, ContactImport
from clients.choices import Role
from clients.models import Client, User
from clients.services import add_member
from tests.conftest import Figure
from tests.processes import slowness

pytestmark = pytest.mark.django_db
MEGABYTE = 1024**2
SHEET = "xl/worksheets/sheet1.xml"
CONTENT = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for y, x in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><workbook>&i;</workbook>"
)
MOST_SECONDS, MOST_MEMORY = 20, 600 * MEGABYTE


def zipped(*entries: tuple[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    return zipped(
        ("[Content_Types].xml", CONTENT), ("xl/workbook.xml", "<w/>"), (SHEET, b"0" * 300 * MEGABYTE)
    )


def lying_bomb() -> bytes:
    """The directory says that the sheet unpacks to a thousand bytes."""
    content, size = bytearray(bomb()), (300 * MEGABYTE).to_bytes(4, "little")
    where = content.rfind(size)
    content[where : where + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


FILES: dict[str, Callable[[], bytes]] = {
    "unpacks to 300 MB": bomb,
    "says that it does not": lying_bomb,
    "ten thousand parts": lambda: zipped(*((f"xl/{n}.xml", "x") for n in range(10_000))),
    "words that multiply": lambda: zipped(("[Content_Types].xml", CONTENT), ("xl/workbook.xml", LAUGHS)),
    "a zip in a zip": lambda: zipped(("xl/workbook.xml", bomb())),
    "a path out of the folder": lambda: zipped(("../../../../etc/x", "x"), ("xl/workbook.xml", "<w/>")),
    "one line without an end": lambda: b"a,b\n" + b"x" * 40 * MEGABYTE,
    "a million columns": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n",
    "nothing but zeros": lambda: bytes(5 * MEGABYTE),
}


@pytest.fixture
def send(db: None, settings: Any, tmp_path: Path) -> Callable[[bytes], Any]:
    settings.MEDIA_ROOT = tmp_path
    client = Client.objects.create(name="Alba", slug="alba", country_iso3="USA", currency="USD")
    person = User.objects.create_user("ana@example.com", name="Ana")
    add_member(client=client, user=person, role=Role.EDITOR, actor=None)
    with scope(client=client):
        Assessment.objects.create(client=client, slug="review", title="Review")
    browser = Browser(raise_request_exception=False)
    browser.force_login(person)
    address = reverse("import_contacts", kwargs={"client": "alba", "assessment": "review"})

    def run(data: bytes) -> Any:
        file = SimpleUploadedFile("contacts.xlsx" if data[:2] == b"PK" else "contacts.csv", data)
        return browser.post(address, {"file": file, "key": "k" * 20})

    return run


@pytest.mark.parametrize("kind", FILES)
def test_it_is_refused_in_words_and_nothing_is_kept(
    send: Callable[[bytes], Any], kind: str, tmp_path: Path, figure: Figure
) -> None:
    data = FILES[kind]()
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    answer = send(data)
    seconds = time.monotonic() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert answer.status_code == 422, kind
    assert "Traceback" not in answer.content.decode()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not ContactImport.objects.with_scopes_disabled().exists()
    assert seconds < MOST_SECONDS * slowness()
    assert grown < MOST_MEMORY
    figure(f"A file: {kind}", round(seconds, 1), "s until it was refused")


def test_the_bomb_is_one() -> None:
    data = bomb()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.read(SHEET)) > 500 * len(data)


def test_a_file_that_is_meant_well_is_taken(send: Callable[[bytes], Any]) -> None:
    rows = b"".join(b"2026-01-%02d 09:10,Delivery,phone\n" % (n % 28 + 1) for n in range(1000))
    assert send(b"created,subject,channel\n" + rows).status_code == 302
