"""Invitations: one address, one client, one role, once, for 72 hours."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.choices import Role
from clients.models import Client, Invitation, Membership, User
from clients.selectors import membership_of
from clients.services import invite, revoke_invitation

ADDRESS = re.compile(r"/invitations/[\w-]{43}/")
ACCOUNT = {"name": "New Person", "password": "a long and odd phrase", "again": "a long and odd phrase"}


def ask(
    owner: Browser, company: Client, email: str = "new@example.com", role: str = "editor", key: str = "one"
):
    return owner.post(reverse("list_people", args=[company.slug]), {"email": email, "role": role, "key": key})


def link_to(response) -> str:
    found = ADDRESS.search(response.content.decode())
    assert found
    return found.group()


def invitations() -> list[Invitation]:
    return list(Invitation.objects.with_scopes_disabled().all())


def member(company: Client, email: str) -> str | None:
    row = Membership.objects.with_scopes_disabled().filter(client=company, user__email=email).first()
    return row.role if row else None


def sign_in(person: User) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def test_the_address_comes_by_mail_and_is_shown_once(owner: Browser, company: Client) -> None:
    response = ask(owner, company)
    assert link_to(response) in mail.outbox[0].body
    assert mail.outbox[0].to == ["new@example.com"]
    again = owner.get(reverse("list_people", args=[company.slug]))
    assert not ADDRESS.search(again.content.decode())
    assert b"new@example.com" in again.content


def test_only_a_hash_of_the_token_is_kept(owner: Browser, company: Client) -> None:
    token = link_to(ask(owner, company)).split("/")[2]
    (row,) = invitations()
    assert token not in str(vars(row))
    assert row.expires - row.created < dt.timedelta(hours=72, seconds=1)


def test_a_form_sent_twice_makes_one_invitation_and_one_message(owner: Browser, company: Client) -> None:
    assert link_to(ask(owner, company)) == link_to(ask(owner, company))
    assert (len(invitations()), len(mail.outbox)) == (1, 1)


def test_a_new_invitation_of_the_same_address_ends_the_old_one(owner: Browser, company: Client) -> None:
    first = link_to(ask(owner, company))
    second = link_to(ask(owner, company, role="viewer", key="two"))
    assert (Browser().get(first).status_code, Browser().get(second).status_code) == (410, 200)


@pytest.mark.parametrize(("email", "role"), [("", "editor"), ("no-address", "editor"), ("a@b.co", "root")])
def test_what_cannot_be_invited_is_refused(owner: Browser, company: Client, email: str, role: str) -> None:
    assert ask(owner, company, email, role).status_code == 422
    assert (invitations(), mail.outbox) == ([], [])


def test_a_member_is_not_invited_again(owner: Browser, company: Client) -> None:
    assert ask(owner, company, "Tom@example.com").status_code == 422


def test_known_and_unknown_addresses_get_the_same_answer(owner: Browser, company: Client) -> None:
    """To the owner who invites, and to whoever opens the link without being signed in."""
    pages = [ask(owner, company, email) for email in ("eve@example.com", "ada@example.com")]
    links = [link_to(page) for page in pages]
    doors = [Browser().post(link, ACCOUNT) for link in links]
    told = [
        [
            re.sub(r"eve@|ada@|[\w-]{43,}|invitations/\d+", "", text.decode())
            for text in (page.content, door.content)
        ]
        for page, door in zip(pages, doors, strict=True)
    ]
    assert told[0][1] == told[1][1]
    assert {door.status_code for door in doors} == {302}
    assert [door["Location"].split("?")[0] for door in doors] == [reverse("account_login")] * 2
    one, two = ([message.message for message in _messages(door)] for door in doors)
    assert one == two != []
    assert member(company, "eve@example.com") is None  # nobody proved to be her
    assert User.objects.get(email="eve@example.com").check_password("pw")


def _messages(response):
    return list(response.wsgi_request._messages)


def test_an_unknown_address_makes_an_account_that_is_verified(owner: Browser, company: Client) -> None:
    link = link_to(ask(owner, company))
    browser = Browser()
    assert browser.get(link).status_code == 200
    assert browser.post(link, ACCOUNT).status_code == 302
    user = User.objects.get(email="new@example.com")
    assert EmailAddress.objects.get(user=user).verified
    assert member(company, "new@example.com") == "editor"
    signed = browser.post(reverse("account_login"), {"login": user.email, "password": ACCOUNT["password"]})
    assert signed.status_code == 302
    assert browser.get(link)["Location"] == "/"


def test_somebody_signed_in_joins_with_a_click(
    owner: Browser, people: dict[str, User], company: Client
) -> None:
    link = link_to(ask(owner, company, "eve@example.com"))
    eve = sign_in(people["stranger"])
    assert b"Join Northwind" in eve.get(link).content
    assert member(company, "eve@example.com") is None
    assert eve.post(link).status_code == 302
    assert member(company, "eve@example.com") == "editor"


def test_it_works_once(owner: Browser, people: dict[str, User], company: Client) -> None:
    link = link_to(ask(owner, company, "eve@example.com"))
    eve = sign_in(people["stranger"])
    eve.post(link)
    Membership.objects.with_scopes_disabled().filter(user=people["stranger"]).delete()
    eve.post(link)
    assert member(company, "eve@example.com") is None


def test_it_is_for_one_address_only(owner: Browser, people: dict[str, User], company: Client) -> None:
    link = link_to(ask(owner, company))
    eve = sign_in(people["stranger"])
    assert eve.post(link).status_code == 403
    assert member(company, "eve@example.com") is None


def test_after_72_hours_it_has_ended(owner: Browser, company: Client) -> None:
    link = link_to(ask(owner, company))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=71, minutes=59)):
        assert Browser().get(link).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(hours=72, seconds=1)):
        assert Browser().get(link).status_code == 410
        assert Browser().post(link, ACCOUNT).status_code == 410
    assert not User.objects.filter(email="new@example.com").exists()


def test_withdrawn_it_has_ended(owner: Browser, company: Client) -> None:
    link = link_to(ask(owner, company))
    (row,) = invitations()
    owner.post(reverse("withdraw_invitation", args=[company.slug, row.pk]))
    assert Browser().post(link, ACCOUNT).status_code == 410


def test_the_token_is_bound_to_client_and_role(people: dict[str, User], company: Client) -> None:
    tokens = {
        invite(client=company, email="x@example.com", role=role, key="k", actor=people["owner"])[1]
        for role in Role
    }
    assert len(tokens) == 3


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"again": "another"}, {"password": "short", "again": "short"}, {"password": ""}]
)
def test_a_weak_or_mistyped_password_is_refused(
    owner: Browser, company: Client, wrong: dict[str, str]
) -> None:
    link = link_to(ask(owner, company))
    assert Browser().post(link, {**ACCOUNT, **wrong}).status_code == 422
    assert not User.objects.filter(email="new@example.com").exists()


def test_a_mail_server_that_is_away_is_said(owner: Browser, company: Client, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    response = ask(owner, company)
    assert response.status_code == 200
    assert b"no message was sent" in response.content


def test_signing_up_is_closed_otherwise(db: None) -> None:
    fields = {
        "email": "new@example.com",
        "password1": "a long and odd phrase",
        "password2": "a long and odd phrase",
    }
    response = Browser().post(reverse("account_signup"), fields)
    assert b"by invitation" in response.content
    assert not User.objects.exists()


def test_a_revoked_invitation_stays_revoked(people: dict[str, User], company: Client) -> None:
    made, _, _ = invite(
        client=company, email="x@example.com", role=Role.VIEWER, key="k", actor=people["owner"]
    )
    revoke_invitation(made, actor=people["owner"])
    again, _, new = invite(
        client=company, email="x@example.com", role=Role.VIEWER, key="k", actor=people["owner"]
    )
    assert (new, again.is_open) == (False, False)
    assert membership_of(people["stranger"], company.slug) is None
