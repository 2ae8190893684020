"""Reading people and clients."""

from clients.selectors.membership import clients_of, membership_of, memberships_of

__all__ = ["clients_of", "membership_of", "memberships_of"]
