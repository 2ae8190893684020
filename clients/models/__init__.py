"""People, the companies they decide for, and what they did."""

from clients.models.people import User

__all__ = ["User"]
