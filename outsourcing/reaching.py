"""Whether the database answers; and if not, which one and why, in a sentence without its password."""

from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST_REASON = 300


class Unreachable(Exception):
    """The words say which database, where, and what the server said."""


def reach(connection: BaseDatabaseWrapper) -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        place = _place(connection.vendor, connection.settings_dict)
        reason = _reason(str(error), connection.settings_dict.get("PASSWORD"))
        raise Unreachable(f"The database {place} cannot be reached: {reason}") from error


def _place(vendor: str, database: dict[str, Any]) -> str:
    if vendor == "sqlite":
        return str(database["NAME"])
    host, port = database.get("HOST") or "this machine", database.get("PORT") or 5432
    return f"{database['NAME']} at {host}, port {port},"


def _reason(told: str, password: str | None) -> str:
    """The first line, without what the driver says before it: where, which is known."""
    line = next(iter(told.strip().splitlines()), "no reason is given").rpartition(" failed: ")[2]
    line = line.replace(password, "…") if password else line
    return " ".join(line.split())[:LONGEST_REASON].rstrip(".") + "."
