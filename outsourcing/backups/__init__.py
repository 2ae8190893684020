"""Everything of an installation, or of one client, in one sealed file; and back from it."""

from outsourcing.backups.deleting import Busy, delete_client
from outsourcing.backups.making import back_up
from outsourcing.backups.moving import move_to
from outsourcing.backups.one_client import export_client, import_client_archive
from outsourcing.backups.restoring import restore
from outsourcing.backups.sealed import Unusable

__all__ = [
    "Busy",
    "Unusable",
    "back_up",
    "delete_client",
    "export_client",
    "import_client_archive",
    "move_to",
    "restore",
]
