"""Reading people and clients."""

from clients.selectors.membership import clients_of, membership_of, memberships_of
from clients.selectors.people import is_member, members_of, open_invitations_of

__all__ = [
    "clients_of",
    "is_member",
    "members_of",
    "membership_of",
    "memberships_of",
    "open_invitations_of",
]
