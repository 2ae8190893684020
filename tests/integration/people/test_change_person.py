"""What an operator does for a person who lost a password or a device, and against one who has to go."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.urls import reverse

from clients.models import InstallationEvent, User

PASSWORD, NEXT = "seven green lamps", "eight blue lanterns"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(monkeypatch: pytest.MonkeyPatch) -> User:
    cache.clear()
    monkeypatch.setattr("sys.stdin", io.StringIO(NEXT + "\n"))
    return User.objects.create_user("ada@example.com", PASSWORD, name="Ada")


def change(**what: bool) -> str:
    said = io.StringIO()
    call_command("change_person", "Ada@Example.com", stdout=said, **what)
    return said.getvalue()


def is_in(browser: Browser) -> bool:
    return browser.get("/").status_code == 200


def test_a_new_password_signs_out_everywhere(ada: User) -> None:
    browser = Browser()
    browser.force_login(ada)
    assert is_in(browser)
    assert "signed out everywhere" in change(new_password=True)
    assert not is_in(browser)
    ada.refresh_from_db()
    assert ada.check_password(NEXT)


def test_a_weak_password_changes_nothing(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="at least 12"):
        change(new_password=True)
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_the_second_step_is_forgotten_for_this_person_alone(ada: User) -> None:
    eve = User.objects.create_user("eve@example.com", PASSWORD, name="Eve")
    for user in (ada, eve):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert "forgotten: 1" in change(forget_second_step=True)
    assert [row.user for row in Authenticator.objects.all()] == [eve]


def test_who_is_shut_out_is_refused_from_the_next_request_on(ada: User) -> None:
    browser = Browser()
    browser.force_login(ada)
    assert is_in(browser)
    change(shut_out=True)
    assert not is_in(browser)
    browser.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    assert not is_in(browser)
    change(let_in=True)
    browser.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    assert is_in(browser)


def test_each_change_stands_in_the_log_of_the_installation(ada: User) -> None:
    change(shut_out=True)
    change(let_in=True)
    change(forget_second_step=True)
    change(new_password=True)
    actions = ["person.shut_out", "person.let_in", "person.second_step", "person.password"]
    assert [event.action for event in InstallationEvent.objects.all()] == actions


def test_somebody_unknown_and_nothing_to_do(ada: User) -> None:
    with pytest.raises(CommandError, match="Nobody signs in as"):
        call_command("change_person", "eve@example.com", shut_out=True)
    with pytest.raises(CommandError, match="one of the arguments"):
        call_command("change_person", "ada@example.com")
