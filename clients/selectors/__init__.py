"""Reading people and clients."""

from clients.selectors.events import actions_in_events, events_of, people_in_events
from clients.selectors.membership import clients_of, membership_of, memberships_of
from clients.selectors.people import is_member, members_of, open_invitations_of

__all__ = [
    "actions_in_events",
    "clients_of",
    "events_of",
    "is_member",
    "members_of",
    "membership_of",
    "memberships_of",
    "open_invitations_of",
    "people_in_events",
]
