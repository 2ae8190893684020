"""Writing people and clients, and what every write of every app leaves behind."""

from clients.services.accounts import (
    change_password,
    forget_second_step,
    let_in,
    make_account,
    shut_out,
)
from clients.services.audit import first_broken_event, last_event, record
from clients.services.clients import add_member, create_client, free_slug
from clients.services.installation import note_in_log
from clients.services.invitations import (
    InvitationClosed,
    accept,
    find_invitation,
    invite,
    open_account,
    send_invitation,
)
from clients.services.members import LastOwner, change_role, remove_member, revoke_invitation
from clients.services.tokens import find_token, make_token, note_use, revoke_token
from clients.services.versions import Conflict, update_if_unchanged

__all__ = [
    "Conflict",
    "InvitationClosed",
    "LastOwner",
    "accept",
    "add_member",
    "change_password",
    "change_role",
    "create_client",
    "find_invitation",
    "find_token",
    "first_broken_event",
    "forget_second_step",
    "free_slug",
    "invite",
    "last_event",
    "let_in",
    "make_account",
    "make_token",
    "note_in_log",
    "note_use",
    "open_account",
    "record",
    "remove_member",
    "revoke_invitation",
    "revoke_token",
    "send_invitation",
    "shut_out",
    "update_if_unchanged",
]
