"""The log says who signed in, out, or tried to, and never what was typed."""

import logging

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse

from clients.models import User

PASSWORD = "correct horse battery staple"


@pytest.fixture
def ana(db: None) -> User:
    cache.clear()
    return User.objects.create_user("ana@example.com", PASSWORD, name="Ana")


def sign_in(address: str, password: str) -> Browser:
    browser = Browser(REMOTE_ADDR="192.0.2.7")
    browser.post(reverse("account_login"), {"login": address, "password": password})
    return browser


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(entry.levelname, entry.getMessage()) for entry in caplog.records if entry.name == "security"]


def test_signing_in_and_out_is_noted(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "security")
    browser = sign_in("ana@example.com", PASSWORD)
    browser.post(reverse("account_logout"))
    assert lines(caplog) == [
        ("INFO", f"signed in: person {ana.pk} from 192.0.2.7"),
        ("INFO", f"signed out: person {ana.pk} from 192.0.2.7"),
    ]


@pytest.mark.parametrize("address", ["ana@example.com", "nobody@example.com"])
def test_a_refusal_is_noted_without_what_was_typed(
    ana: User, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    caplog.set_level(logging.INFO)
    sign_in(address, "a-secret-typed-wrong")
    assert lines(caplog) == [("WARNING", "sign-in refused: from 192.0.2.7")]
    assert "a-secret-typed-wrong" not in caplog.text
    assert address not in caplog.text
