"""Writing people and clients, and what every write of every app leaves behind."""

from clients.services.audit import first_broken_event, record
from clients.services.clients import add_member, create_client, free_slug
from clients.services.versions import Conflict, update_if_unchanged

__all__ = [
    "Conflict",
    "add_member",
    "create_client",
    "first_broken_event",
    "free_slug",
    "record",
    "update_if_unchanged",
]
