"""A way in for one address at one client in one role: single use, 72 hours, only its hash is kept."""

import hashlib
import hmac
import logging
from base64 import urlsafe_b64encode
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from clients.choices import Role
from clients.models import Client, Invitation, Membership, User
from clients.services.accounts import make_account
from clients.services.audit import record
from clients.services.clients import add_member
from clients.services.members import revoke_invitation

logger = logging.getLogger(__name__)


class InvitationClosed(Exception):
    """It was withdrawn, used or has ended, or it is for somebody else."""


@transaction.atomic
def invite(*, client: Client, email: str, role: Role, key: str, actor: User) -> tuple[Invitation, str, bool]:
    """The invitation, its token, and whether it is new: the same form sent twice makes one."""
    email = email.lower()
    token = _token(client, email, role, key)
    rows = Invitation.objects.with_scopes_disabled()
    Client.objects.select_for_update().get(pk=client.pk)
    found = rows.filter(token_hash=hash_of(token)).first()
    if found:
        return found, token, False
    for older in rows.select_related("client").filter(
        client=client, email=email, accepted=None, revoked=None
    ):
        revoke_invitation(older, actor=actor)
    made = Invitation(client=client, email=email, role=role, token_hash=hash_of(token), invited_by=actor)
    made.clean_fields()
    made.save()
    after = {"role": role.value, "until": made.expires}
    record(client=client, actor=actor, action="invitation.make", target=f"invitation {email}", after=after)
    return made, token, True


def send_invitation(invitation: Invitation, address: str) -> bool:
    """By mail; False where the mail server does not take it, and the link has to be passed on by hand."""
    client = " ".join(invitation.client.name.split())  # a header has one line
    by = invitation.invited_by.name if invitation.invited_by else "An owner"
    text = (
        f"{by} invites you to {client} on {settings.SITE_NAME}.\n\n"
        f"Open this address within three days. It works once and is meant for you alone:\n{address}\n\n"
        "If you did not expect this, do nothing."
    )
    try:
        return bool(send_mail(f"Invitation to {client}", text, None, [invitation.email]))
    except (SMTPException, OSError) as error:
        logger.warning("an invitation was not sent: %s", type(error).__name__)
        return False


def find_invitation(token: str) -> Invitation | None:
    """Whatever its state. The only query that looks for invitations across clients: the token is the key."""
    rows = Invitation.objects.with_scopes_disabled().select_related("client", "invited_by")
    return rows.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def accept(invitation: Invitation, *, user: User) -> Membership:
    """The person becomes a member. Somebody who became one meanwhile keeps the role she has."""
    Client.objects.select_for_update().get(pk=invitation.client_id)
    rows = Invitation.objects.with_scopes_disabled().filter(pk=invitation.pk, accepted=None, revoked=None)
    open_still = rows.filter(expires__gt=timezone.now(), email=user.email.lower())
    if not open_still.update(accepted=timezone.now(), accepted_by=user):
        raise InvitationClosed
    client, target = invitation.client, f"invitation {invitation.email}"
    after = {"role": invitation.role}
    record(client=client, actor=user, action="invitation.accept", target=target, after=after)
    members = Membership.objects.with_scopes_disabled()
    there = members.filter(client=client, user=user).first()
    return there or add_member(client=client, user=user, role=Role(invitation.role), actor=user)


@transaction.atomic
def open_account(invitation: Invitation, *, name: str, password: str) -> None:
    """An account for the invited address. An address that has one keeps it untouched, without a sign."""
    if User.objects.filter(email=invitation.email).exists():
        make_password(password)  # takes as long as making an account
        return
    accept(invitation, user=make_account(email=invitation.email, name=name, password=password))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _token(client: Client, email: str, role: Role, key: str) -> str:
    words = "\n".join(["invitation", str(client.pk), email, role.value, key])
    digest = hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
