"""The pages around the work: the door, one's own account, errors."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import permission_denied, server_error

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-battery"
DOOR = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
ACCOUNT = [
    "account_change_password",
    "account_email",
    "account_logout",
    "mfa_index",
    "account_reauthenticate",
]


@pytest.fixture
def member() -> Client:
    user = get_user_model().objects.create_user(
        email="priya@example.org", password=PASSWORD, name="Priya Nair"
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def check(answer: HttpResponse, *, status: int = 200) -> str:
    """What holds for every page; returns its text."""
    page = answer.content.decode()
    assert answer.status_code == status
    assert page.count("<h1") == 1
    assert page.count('<main id="main"') == 1
    assert 'href="#main"' in page
    assert re.search(r"<title>[^<]+Outsourcing Advisor</title>", page)
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", page)
    assert not [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "json" not in tag]
    return page


@pytest.mark.parametrize("name", DOOR)
def test_the_door_opens_for_strangers(client: Client, name: str) -> None:
    assert "Should the work leave the house?" in check(client.get(reverse(name)))


@pytest.mark.parametrize("name", ACCOUNT)
def test_one_s_own_account(member: Client, name: str) -> None:
    check(member.get(reverse(name)))


@pytest.mark.parametrize("name", [name for name in ACCOUNT if name != "account_logout"])
def test_an_account_is_closed_to_strangers(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_two_step_sign_in_can_be_set_up(member: Client) -> None:
    member.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = check(member.get(reverse("mfa_activate_totp")))
    assert 'class="qr"' in page
    assert 'autocomplete="one-time-code"' in page
    check(member.get(reverse("mfa_add_webauthn")))


def test_a_refused_sign_in_says_so_on_top_and_keeps_the_address(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "priya@example.org", "password": "wrong"})
    page = check(answer)
    assert "error-summary" in page
    assert "priya@example.org" in page
    assert 'value="wrong"' not in page


def test_empty_fields_are_led_to(client: Client) -> None:
    page = check(client.post(reverse("account_login"), {}))
    assert 'href="#id_login"' in page
    assert 'id="id_login_error"' in page


def test_the_bar_names_the_person_and_offers_the_way_out(member: Client) -> None:
    page = check(member.get(reverse("mfa_index")))
    assert "Priya Nair" in page
    assert f'action="{reverse("account_logout")}"' in page
    assert member.post(reverse("account_logout")).status_code == 302
    assert member.get(reverse("mfa_index")).status_code == 302


def test_nothing_here(client: Client) -> None:
    assert "There is nothing at this address" in check(client.get("/no/such/page/"), status=404)


def test_a_form_without_its_token_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a"})
    assert "open for too long" in check(answer, status=403)


def test_no_access(rf: RequestFactory) -> None:
    assert "Your role does not allow this" in check(permission_denied(rf.get("/"), Exception()), status=403)


def test_a_fault_is_shown_without_a_request_s_help(rf: RequestFactory) -> None:
    assert "What you saved is safe" in check(server_error(rf.get("/")), status=500)
