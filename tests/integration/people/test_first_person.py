"""A new installation has nobody in it: its page says what to type, and the command does it."""

import io
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.urls import reverse

from clients.models import InstallationEvent, User

ADDRESS, PASSWORD = "Ada@Example.com", "seven green lamps"
ASKED = "clients.management.asking"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    say(monkeypatch, PASSWORD)


def say(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    """One is written by a script; two are typed by a person."""
    if len(passwords) == 1:
        monkeypatch.setattr("sys.stdin", io.StringIO(passwords[0] + "\n"))
        return
    answers = iter(passwords)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(f"{ASKED}.getpass.getpass", lambda prompt: next(answers))


def test_the_first_person_signs_in_and_begins_a_client() -> None:
    browser, door = Browser(), reverse("account_login")
    assert b"add_person" in browser.get(door).content
    said = io.StringIO()
    call_command("add_person", ADDRESS, name="Ada", stdout=said)
    assert said.getvalue().startswith("Ada can sign in as ada@example.com")
    assert b"add_person" not in browser.get(door).content
    assert browser.post(door, {"login": ADDRESS, "password": PASSWORD}).status_code == 302
    assert browser.get(reverse("create_client")).status_code == 200
    user = User.objects.get()
    assert not (user.is_staff or user.is_superuser)


def test_it_stands_in_the_log_of_the_installation_and_the_password_nowhere(
    caplog: pytest.LogCaptureFixture,
) -> None:
    call_command("add_person", ADDRESS, name="Ada", stdout=io.StringIO())
    event = InstallationEvent.objects.get()
    assert (event.action, event.details) == ("person.add", {"address": "ada@example.com"})
    assert PASSWORD not in caplog.text
    assert "ada@example.com" not in caplog.text


def test_a_person_types_the_password_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, PASSWORD, "seven green lambs")
    with pytest.raises(CommandError, match="Type the same password twice"):
        call_command("add_person", ADDRESS, name="Ada")
    say(monkeypatch, PASSWORD, PASSWORD)
    call_command("add_person", ADDRESS, name="Ada", stdout=io.StringIO())
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("email", "name", "password", "words"),
    [
        ("ada", "Ada", PASSWORD, "no e-mail address"),
        (ADDRESS, "Ada", "short", "at least 12"),
        (ADDRESS, "Ada", "", "Password: Enter"),
        (ADDRESS, " ", PASSWORD, "Your name"),
        (ADDRESS, "A" * 121, PASSWORD, "Your name"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, email: str, name: str, password: str, words: str
) -> None:
    say(monkeypatch, password)
    with pytest.raises(CommandError, match=words):
        call_command("add_person", email, name=name)
    assert not User.objects.exists()


def test_somebody_who_is_there_keeps_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("add_person", ADDRESS, name="Ada", stdout=io.StringIO())
    say(monkeypatch, "another long password")
    with pytest.raises(CommandError, match="change_person"):
        call_command("add_person", ADDRESS.lower(), name="Eve")
    assert User.objects.get().check_password(PASSWORD)
