"""A request that is too much or damaged is answered in the house's own words, to people and to programs."""

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse

from clients.models import User
from outsourcing.bad_requests import answer_bad_request

TOO_MUCH = 2_700_000


@pytest.fixture
def browser(db: None) -> Client:
    found = Client()
    found.force_login(User.objects.create_user("ana@example.com", None, name="Ana"))
    return found


def test_too_much_text_gets_a_page_that_says_what_to_do(browser: Client) -> None:
    answer = browser.post(reverse("create_client"), {"name": "x" * TOO_MUCH})
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "This is too much at once" in page
    assert "2.5" in page
    assert "<nav" in page
    assert "Content-Security-Policy" in answer


def test_too_many_fields_get_a_page(browser: Client) -> None:
    answer = browser.post(reverse("create_client"), {f"f{number}": "x" for number in range(1100)})
    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()


def test_a_program_gets_a_problem_that_says_what_to_do(db: None) -> None:
    request = RequestFactory().post("/api/v1/clients", b"x", content_type="application/json")
    answer = answer_bad_request(request, RequestDataTooBig())
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"
    assert b"Send at most 2.5 MB" in answer.content


def test_the_page_arrives_although_not_all_was_read(live_server: Any) -> None:
    """A server that closes with bytes on their way makes the browser say that there was no answer."""
    place = urlsplit(live_server.url)
    for _ in range(3):
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.CSRF_COOKIE_NAME}={'a' * 32}",
        }
        connection.request("POST", "/accounts/login/", b"login=" + b"x" * 8_000_000, form)
        answer = connection.getresponse()
        assert answer.status == 413
        assert b"This is too much at once" in answer.read()
        connection.close()
