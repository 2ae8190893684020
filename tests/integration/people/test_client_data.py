"""The owner's page for everything of a client: a fresh sign-in, a typed name, and no way for anybody else."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client as Browser
from django.urls import reverse

from clients.models import AuditEvent, Client, InstallationEvent, User
from clients.services import first_broken_event

PAGES = ("show_client_data", "export_client_data", "delete_client_data")


def address(name: str, client: Client) -> str:
    return reverse(name, args=[client.slug])


@pytest.fixture
def fresh(owner: Browser) -> Browser:
    """The owner, who said a moment ago who she is."""
    owner.post(reverse("account_reauthenticate"), {"password": "pw"})
    return owner


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def test_who_signed_in_long_ago_is_asked_again(owner: Browser, company: Client) -> None:
    for name in PAGES:
        for method in (owner.get, owner.post):
            response = method(address(name, company), {"name": company.name})
            assert response.status_code in (302, 405)
            assert response.status_code == 405 or "/reauthenticate/" in response["Location"]
    assert Client.objects.filter(pk=company.pk).exists()


def test_the_page_says_what_there_is(fresh: Browser, company: Client) -> None:
    page = fresh.get(address("show_client_data", company))
    assert page.status_code == 200
    assert page.context["people"] == 3
    assert b"Delete it for good" in page.content


@pytest.mark.parametrize("typed", ["", "northwind", "Northwin", "Northwind!"])
def test_another_name_deletes_nothing(fresh: Browser, company: Client, typed: str) -> None:
    response = fresh.post(address("delete_client_data", company), {"name": typed})
    assert response.status_code == 422
    assert Client.objects.filter(pk=company.pk).exists()
    assert not InstallationEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_right_name_deletes_everything(fresh: Browser, company: Client, files: Path) -> None:
    response = fresh.post(address("delete_client_data", company), {"name": "Northwind"}, follow=True)
    assert b"Northwind is deleted" in response.content
    assert not Client.objects.exists()
    assert User.objects.count() == 4
    entry = InstallationEvent.objects.get()
    assert (entry.actor_email, entry.target) == ("ana@example.com", "northwind")
    assert fresh.get(address("show_client_data", company)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_is_downloaded_can_be_imported(
    fresh: Browser, company: Client, files: Path, tmp_path: Path
) -> None:
    response = fresh.post(address("export_client_data", company))
    target = tmp_path / "northwind.client"
    target.write_bytes(b"".join(response.streaming_content))
    assert response["Cache-Control"] == "no-store"
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_client_archive", str(target))
    moved = Client.objects.get()
    assert first_broken_event(moved) is None
    last = AuditEvent.objects.with_scopes_disabled().filter(client=moved).last()
    assert last.action == "client.export"
    Browser().post(reverse("account_reset_password"), {"email": "ana@example.com"})
    assert [message.to for message in mail.outbox] == [["ana@example.com"]]  # her way in


@pytest.mark.parametrize("role", ["editor", "viewer", "stranger"])
def test_nobody_else_gets_there(people: dict[str, User], company: Client, role: str) -> None:
    browser = Browser()
    browser.force_login(people[role])
    browser.post(reverse("account_reauthenticate"), {"password": "pw"})
    codes = {browser.post(address(name, company), {"name": "Northwind"}).status_code for name in PAGES[1:]}
    assert codes == {404 if role == "stranger" else 403}
    assert Client.objects.filter(pk=company.pk).exists()
