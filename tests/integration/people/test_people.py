"""Owners change roles and take people away, with effect from the next request."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.choices import Role
from clients.models import AuditEvent, Client, Invitation, Membership, User
from clients.services import Conflict, LastOwner, change_role, first_broken_event, invite, remove_member


def membership(client: Client, person: User) -> Membership:
    return Membership.objects.with_scopes_disabled().get(client=client, user=person)


def roles(client: Client) -> dict[str, str]:
    rows = Membership.objects.with_scopes_disabled().filter(client=client)
    return {row.user.name: row.role for row in rows.select_related("user")}


def actions(client: Client) -> list[str]:
    rows = AuditEvent.objects.with_scopes_disabled().filter(client=client)
    return list(rows.values_list("action", flat=True))


def page(client: Client) -> str:
    return reverse("list_people", args=[client.slug])


def test_the_page_names_everybody_with_her_role(owner: Browser, company: Client) -> None:
    response = owner.get(page(company))
    assert [m.user.name for m in response.context["members"]] == ["Ana", "Priya", "Tom"]
    assert b"priya@example.com" in response.content


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_owners_see_it(people: dict[str, User], company: Client, role: str) -> None:
    browser = Browser()
    browser.force_login(people[role])
    assert browser.get(page(company)).status_code == 403
    assert browser.get(f"/clients/{company.slug}/reports/").status_code == 200


def test_a_changed_role_counts_at_once(owner: Browser, people: dict[str, User], company: Client) -> None:
    tom = Browser()
    tom.force_login(people["viewer"])
    assert tom.get(page(company)).status_code == 403
    address = reverse("change_member_role", args=[company.slug, membership(company, people["viewer"]).pk])
    assert owner.post(address, {"role": "owner", "was": "viewer"}).status_code == 302
    assert tom.get(page(company)).status_code == 200
    assert actions(company)[-1] == "membership.set"


def test_a_role_that_somebody_else_changed_is_not_overwritten(
    owner: Browser, people: dict[str, User], company: Client
) -> None:
    address = reverse("change_member_role", args=[company.slug, membership(company, people["viewer"]).pk])
    assert owner.post(address, {"role": "owner", "was": "editor"}).status_code == 409
    assert roles(company)["Tom"] == "viewer"
    with pytest.raises(Conflict):
        change_role(
            membership(company, people["viewer"]), role=Role.OWNER, was="editor", actor=people["owner"]
        )


def test_an_unknown_role_is_refused(owner: Browser, people: dict[str, User], company: Client) -> None:
    address = reverse("change_member_role", args=[company.slug, membership(company, people["viewer"]).pk])
    assert owner.post(address, {"role": "root", "was": "viewer"}).status_code == 422
    assert roles(company)["Tom"] == "viewer"


def test_who_is_removed_is_refused_with_the_next_request(
    owner: Browser, people: dict[str, User], company: Client
) -> None:
    tom = Browser()
    tom.force_login(people["viewer"])
    reports = f"/clients/{company.slug}/reports/"
    assert tom.get(reports).status_code == 200
    address = reverse("remove_person", args=[company.slug, membership(company, people["viewer"]).pk])
    assert b"Remove Tom" in owner.get(address).content
    assert owner.post(address).status_code == 302
    assert tom.get(reports).status_code == 404
    assert actions(company)[-1] == "membership.remove"
    assert first_broken_event(company) is None


def test_the_last_owner_stays(owner: Browser, people: dict[str, User], company: Client) -> None:
    ana = membership(company, people["owner"])
    removed = owner.post(reverse("remove_person", args=[company.slug, ana.pk]))
    changed = owner.post(
        reverse("change_member_role", args=[company.slug, ana.pk]), {"role": "viewer", "was": "owner"}
    )
    assert (removed.status_code, changed.status_code) == (409, 409)
    assert b"last owner" in removed.content
    assert roles(company)["Ana"] == "owner"


def test_one_of_two_owners_may_leave(owner: Browser, people: dict[str, User], company: Client) -> None:
    change_role(membership(company, people["editor"]), role=Role.OWNER, was="editor", actor=people["owner"])
    remove_member(membership(company, people["owner"]), actor=people["owner"])
    assert roles(company) == {"Priya": "owner", "Tom": "viewer"}
    with pytest.raises(LastOwner):
        remove_member(membership(company, people["editor"]), actor=people["editor"])


def test_invitations_of_an_owner_who_leaves_are_withdrawn(people: dict[str, User], company: Client) -> None:
    change_role(membership(company, people["editor"]), role=Role.OWNER, was="editor", actor=people["owner"])
    made, _, _ = invite(
        client=company, email="new@example.com", role=Role.OWNER, key="k", actor=people["editor"]
    )
    remove_member(membership(company, people["editor"]), actor=people["owner"])
    assert not Invitation.objects.with_scopes_disabled().get(pk=made.pk).is_open
