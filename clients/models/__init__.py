"""People, the companies they decide for, and what they did."""

from clients.models.audit import AppendOnly, AuditEvent
from clients.models.client import Client, Invitation, Membership
from clients.models.drafts import Draft
from clients.models.installation import InstallationEvent
from clients.models.people import User
from clients.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "AppendOnly",
    "AuditEvent",
    "Client",
    "Draft",
    "InstallationEvent",
    "Invitation",
    "Membership",
    "User",
]
