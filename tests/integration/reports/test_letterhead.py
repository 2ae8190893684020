"""Logo and colour: a picture is written anew, a colour can be read on paper, nobody is overwritten."""

import base64
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from clients.models import AuditEvent, Client
from reports.models import Letterhead
from reports.services.logos import LogoRefused, checked_logo
from tests.integration.reports.conftest import SignedIn


def png(width: int, height: int, mode: str = "RGB", kind: str = "PNG", **kept: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), 0).save(out, kind, **kept)
    return out.getvalue()


def picture_in(address: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(address.split(",", 1)[1])))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("P", "PNG"),
        ("L", "PNG"),
        ("1", "PNG"),
        ("RGB", "JPEG"),
        ("CMYK", "JPEG"),
    ],
)
def test_pictures_of_every_usual_kind_become_plain_ones(mode: str, kind: str) -> None:
    found = picture_in(checked_logo(png(900, 300, mode, kind)))
    assert (found.format, found.mode, found.size) == ("PNG", "RGB", (720, 240))


def test_what_hides_in_a_picture_is_left_behind() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("comment", "SECRET-4711")
    address = checked_logo(png(60, 20, pnginfo=words) + b"SECRET-4711")
    assert b"SECRET" not in base64.b64decode(address.split(",", 1)[1])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        png(60, 20, kind="GIF"),
        png(60, 20, kind="BMP"),
        png(60, 20, kind="WEBP"),
        png(60, 20)[:40],
        png(6001, 20),
        png(4100, 4000),
        png(15, 15),
        b"\x89PNG\r\n\x1a\n" + b"\0" * (2 * 1024 * 1024),
    ],
)
def test_everything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(LogoRefused, match="Choose a"):
        checked_logo(data)


@pytest.fixture
def address(company: Client) -> str:
    return reverse("edit_letterhead", args=[company.slug])


def sent(**changes: Any) -> dict[str, Any]:
    return {"version": 1, "colour": "#0B5CAB"} | changes


def test_a_logo_is_kept_shown_and_taken_away(address: str, signed_in: SignedIn) -> None:
    browser = signed_in("editor")
    upload = SimpleUploadedFile("logo.png", png(60, 20), "image/png")
    assert browser.post(address, sent(logo=upload)).status_code == 302
    row = Letterhead.objects.get()
    assert (row.colour, row.version) == ("#0b5cab", 2)
    assert row.logo in browser.get(address).content.decode()
    assert browser.post(address, sent(version=2)).status_code == 302
    assert Letterhead.objects.get().logo == row.logo
    browser.post(address, sent(version=3, no_logo="on"))
    assert Letterhead.objects.get().logo == ""
    assert AuditEvent.objects.filter(action="edit_letterhead").count() == 3


@pytest.mark.parametrize("colour", ["#ffff00", "#7f9fbf", "red", "#12345", "#0b5cab\n", "url(x)"])
def test_a_colour_that_cannot_be_read_is_refused(address: str, signed_in: SignedIn, colour: str) -> None:
    response = signed_in("editor").post(address, sent(colour=colour))
    assert response.status_code == (302 if colour.endswith("\n") else 422)  # a form cuts blanks at the ends
    assert Letterhead.objects.filter(colour=colour).count() == 0


def test_a_picture_that_is_none_is_refused_on_the_page(address: str, signed_in: SignedIn) -> None:
    upload = SimpleUploadedFile("logo.svg", b"<svg onload='alert(1)'/>", "image/png")
    response = signed_in("editor").post(address, sent(logo=upload))
    assert response.status_code == 422
    assert "Choose a PNG or JPEG picture" in response.content.decode()
    assert Letterhead.objects.count() == 0


def test_a_colleague_is_not_overwritten(address: str, signed_in: SignedIn) -> None:
    browser = signed_in("editor")
    browser.post(address, sent())
    response = browser.post(address, sent(colour="#222222"))
    assert response.status_code == 409
    assert Letterhead.objects.get().colour == "#0b5cab"
