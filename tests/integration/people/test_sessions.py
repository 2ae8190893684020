"""Sessions: twelve hours at most, three without a sign, a new key at sign-in."""

import datetime as dt

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse

from clients.models import User

START = dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def is_in(browser: Browser, at: dt.datetime) -> bool:
    with time_machine.travel(at):
        return browser.get(reverse("list_clients")).status_code == 200


@pytest.fixture
def eve(people: dict[str, User]) -> Browser:
    browser = Browser()
    with time_machine.travel(START):
        browser.force_login(people["stranger"])
        assert browser.get(reverse("list_clients")).status_code == 200
    return browser


def test_three_hours_without_a_sign_end_it(eve: Browser) -> None:
    assert is_in(eve, START + dt.timedelta(hours=3) - MINUTE)
    assert not is_in(eve, START + dt.timedelta(hours=6))


def test_twelve_hours_end_it_however_busy_the_person(eve: Browser) -> None:
    hours = [is_in(eve, START + dt.timedelta(hours=2 * number)) for number in range(1, 6)]
    assert hours == [True] * 5
    assert is_in(eve, START + dt.timedelta(hours=12) - MINUTE)
    assert not is_in(eve, START + dt.timedelta(hours=12) + MINUTE)


def test_an_ended_session_stays_ended(eve: Browser) -> None:
    assert not is_in(eve, START + dt.timedelta(hours=4))
    assert not is_in(eve, START + dt.timedelta(minutes=1))


def test_the_key_changes_at_sign_in(people: dict[str, User]) -> None:
    browser = Browser()
    session = browser.session
    session["seen_before"] = True
    session.save()
    before = session.session_key
    browser.post(reverse("account_login"), {"login": "eve@example.com", "password": "pw"})
    assert browser.session.session_key != before
    assert "_auth_user_id" in browser.session
