"""No room on the disk: it is said, nothing is half there, and with room everything goes on."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from clients.models import AuditEvent, Client, User
from clients.services import first_broken_event, record
from reports import pdf
from reports.pdf.whole import prepare
from reports.presenters.edition import Edition
from reports.press.child import Stopped, draw_in_child
from tests.reports_examples import example_case, example_decision

pytestmark = pytest.mark.django_db(transaction=True)
ON_SQLITE_ONLY = pytest.mark.skipif(not settings.ON_SQLITE, reason="the server's disk is not ours to fill")
NEEDS_PANGO = pytest.mark.skipif(not pdf.is_available(), reason="Pango is missing")


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """What a process gets to hear is the same as of a full disk: this file cannot grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def database_full() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # else what other tests left is room
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


def draw(target: Path) -> None:
    draw_in_child(
        prepare(example_case(), example_decision(), Edition(parts="memo")), target, lambda seconds: None
    )


@NEEDS_PANGO
def test_a_report_without_room_is_not_half_there(tmp_path: Path) -> None:
    with files_no_larger_than(20_000), pytest.raises(Stopped):
        draw(tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


@NEEDS_PANGO
def test_with_room_the_same_report_is_drawn(tmp_path: Path) -> None:
    with files_no_larger_than(20_000_000):
        draw(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").stat().st_size > 20_000


@ON_SQLITE_ONLY
def test_what_was_saved_before_stays_and_with_room_it_goes_on(client_named: Callable[[str], Client]) -> None:
    client = client_named("Alba")
    with scope(client=client):
        saved = [record(client=client, actor=None, action="test.write", target="x" * 200).sequence]
        with database_full(), pytest.raises(OperationalError, match="full"):
            for _ in range(10_000):
                saved.append(record(client=client, actor=None, action="w", target="x" * 200).sequence)
        assert set(AuditEvent.objects.values_list("sequence", flat=True)) == set(saved)
        assert record(client=client, actor=None, action="w", target="x").sequence == saved[-1] + 1
        assert first_broken_event(client) is None


@ON_SQLITE_ONLY
def test_a_form_that_cannot_be_saved_makes_nothing_and_can_be_sent_again() -> None:
    person = User.objects.create_user("ana@example.com", name="Ana")
    browser = Browser(raise_request_exception=False)
    browser.force_login(person)
    form = {"country": "USA", "currency": "USD", "sector": ""}
    with database_full():
        codes = []
        while 500 not in codes and len(codes) < 300:
            data = {**form, "name": f"Client {len(codes)}", "key": f"key {len(codes)}"}
            codes.append(browser.post(reverse("create_client"), data).status_code)
    assert codes == [302] * (len(codes) - 1) + [500]
    assert Client.objects.count() == len(codes) - 1
    assert browser.post(reverse("create_client"), data).status_code == 302
    assert Client.objects.count() == len(codes)
