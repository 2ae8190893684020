"""Two people at the same row: the second one is told, and nothing is overwritten silently."""

from typing import Any, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class Conflict(Exception):
    """Somebody else saved first. `current` is the row as it stands now; None when it is gone."""

    def __init__(self, current: Model | None) -> None:
        super().__init__("Somebody else changed this in the meantime.")
        self.current = current


def update_if_unchanged(row: Row, *, version: int, **changes: Any) -> Row:
    """Write the changes if the row still has this version, or raise Conflict. The row is then up to date."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.clean_fields(exclude={f.name for f in row._meta.fields} - set(changes))
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(version=version).update(version=version + 1, **changes):
        raise Conflict(rows.first())
    row.refresh_from_db()
    return row
