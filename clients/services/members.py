"""Change and take away roles. A client is never left without an owner."""

from django.db import transaction
from django.utils import timezone

from clients.choices import Role
from clients.models import ApiToken, Client, Invitation, Membership, User
from clients.services.audit import record
from clients.services.clients import add_member
from clients.services.tokens import revoke_token
from clients.services.versions import Conflict


class LastOwner(Exception):
    """Without this person nobody could manage the client."""


@transaction.atomic
def change_role(membership: Membership, *, role: Role, was: str, actor: User) -> None:
    """Give another role, if the person still has the one that was shown."""
    current = _locked(membership)
    if current is None or current.role != was:
        raise Conflict(current)
    if role == current.role:
        return
    if current.role == Role.OWNER:
        _leaves_an_owner(current)
        _withdraw_what_is_from(current, actor)
    add_member(client=current.client, user=current.user, role=role, actor=actor)


@transaction.atomic
def remove_member(membership: Membership, *, actor: User) -> None:
    """The person is refused from her next request on; what she invited or opened is withdrawn."""
    current = _locked(membership)
    if current is None:
        return
    if current.role == Role.OWNER:
        _leaves_an_owner(current)
        _withdraw_what_is_from(current, actor)
    before, target = {"role": current.role}, f"membership {current.user.email}"
    client = current.client
    current.delete()
    record(client=client, actor=actor, action="membership.remove", target=target, before=before)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, actor: User) -> None:
    """Whoever opens its link from now on is told that it has ended."""
    rows = Invitation.objects.with_scopes_disabled().filter(pk=invitation.pk, revoked=None, accepted=None)
    if rows.update(revoked=timezone.now()):
        before = {"role": invitation.role}
        target = f"invitation {invitation.email}"
        record(
            client=invitation.client, actor=actor, action="invitation.revoke", target=target, before=before
        )


def _locked(membership: Membership) -> Membership | None:
    """As it stands now, while nobody else changes the people of this client."""
    Client.objects.select_for_update().get(pk=membership.client_id)
    rows = Membership.objects.with_scopes_disabled().select_related("client", "user")
    return rows.filter(pk=membership.pk).first()


def _leaves_an_owner(leaving: Membership) -> None:
    owners = Membership.objects.with_scopes_disabled().filter(client=leaving.client, role=Role.OWNER)
    if not owners.exclude(pk=leaving.pk).exists():
        raise LastOwner


def _withdraw_what_is_from(membership: Membership, actor: User) -> None:
    """Invitations and tokens stand for the owner who made them."""
    rows = Invitation.objects.with_scopes_disabled().select_related("client")
    mine = rows.filter(client=membership.client, invited_by=membership.user, accepted=None, revoked=None)
    for invitation in mine:
        revoke_invitation(invitation, actor=actor)
    tokens = ApiToken.objects.with_scopes_disabled().select_related("client")
    for token in tokens.filter(client=membership.client, created_by=membership.user, revoked=None):
        revoke_token(token, actor=actor)
