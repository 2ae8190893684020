"""Everything of an installation, or of one client, in one sealed file; and back from it."""

from outsourcing.backups.making import back_up
from outsourcing.backups.restoring import restore
from outsourcing.backups.sealed import Unusable

__all__ = ["Unusable", "back_up", "restore"]
