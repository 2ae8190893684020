"""Clients, roles, the audit trail and versions."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django_scopes import scope

from clients.choices import Role
from clients.models import AppendOnly, AuditEvent, Client, Membership, User
from clients.selectors import clients_of, membership_of
from clients.services import Conflict, add_member, create_client, first_broken_event, update_if_unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.com", "pw", name="Ana Consultant")


@pytest.fixture
def client_row(ana: User) -> Client:
    return create_client(name="Harbor & Pine", country_iso3="USA", currency="USD", owner=ana)


def test_a_new_client_has_an_address_and_an_owner(ana: User, client_row: Client) -> None:
    assert client_row.slug == "harbor-pine"
    membership = membership_of(ana, "harbor-pine")
    assert membership is not None
    assert membership.role == Role.OWNER
    assert list(clients_of(ana)) == [client_row]


def test_a_second_client_of_the_same_name_gets_another_address(client_row: Client) -> None:
    again = create_client(name="Harbor & Pine", country_iso3="USA", currency="USD")
    assert again.slug == "harbor-pine-2"


@pytest.mark.parametrize("field", [{"currency": "usd"}, {"currency": "EURO"}, {"country_iso3": "us"}])
def test_codes_are_refused_unless_three_capitals(field: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        create_client(**{"name": "X", "country_iso3": "USA", "currency": "USD", **field})
    with pytest.raises(DatabaseError):
        Client.objects.create(**{"name": "X", "slug": "x", "country_iso3": "USA", "currency": "USD", **field})


def test_a_role_is_changed_not_doubled(ana: User, client_row: Client) -> None:
    add_member(client=client_row, user=ana, role=Role.VIEWER, actor=None)
    with scope(client=client_row):
        assert [m.role for m in Membership.objects.all()] == [Role.VIEWER]


def test_roles_include_those_below() -> None:
    assert Role.OWNER.includes(Role.VIEWER)
    assert Role.EDITOR.includes(Role.EDITOR)
    assert not Role.VIEWER.includes(Role.EDITOR)


def test_a_stranger_has_no_membership(client_row: Client) -> None:
    stranger = User.objects.create_user("eve@example.com", "pw", name="Eve")
    assert membership_of(stranger, client_row.slug) is None
    assert membership_of(stranger, "no-such-client") is None


def test_the_audit_trail_is_whole_until_an_entry_is_changed(ana: User, client_row: Client) -> None:
    assert first_broken_event(client_row) is None
    trail = AuditEvent.objects.with_scopes_disabled().filter(client=client_row)
    assert [event.action for event in trail] == ["client.create", "membership.set"]
    trail.filter(sequence=2).update(after={"role": "viewer"})
    assert first_broken_event(client_row) == 2


def test_a_missing_entry_of_the_trail_is_noticed(client_row: Client) -> None:
    AuditEvent.objects.with_scopes_disabled().filter(client=client_row, sequence=1).delete()
    assert first_broken_event(client_row) == 1


def test_an_entry_is_neither_saved_again_nor_deleted(client_row: Client) -> None:
    event = AuditEvent.objects.with_scopes_disabled().filter(client=client_row).first()
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()


def test_who_saved_first_is_not_overwritten(client_row: Client) -> None:
    update_if_unchanged(client_row, version=1, sector="retail")
    assert (client_row.sector, client_row.version) == ("retail", 2)
    with pytest.raises(Conflict) as conflict:
        update_if_unchanged(Client.objects.get(), version=1, sector="toys")
    assert conflict.value.current.sector == "retail"
    assert Client.objects.get().sector == "retail"
