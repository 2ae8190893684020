"""Rows that people tell apart by name: the same form sent twice makes one, and none is changed silently."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from clients.services import free_slug, update_if_unchanged

LONGEST_SLUG = 60
Named = TypeVar("Named", bound=Model)
Changes = tuple[dict[str, Any], dict[str, Any]]


def free_name(name: str, rows: "QuerySet[Any]", reserved: tuple[str, ...], otherwise: str) -> str:
    """A word for addresses that no other row has and that is no address of its own."""

    def is_taken(slug: str) -> bool:
        return slug in reserved or rows.filter(slug=slug).exists()

    return free_slug(name, is_taken, LONGEST_SLUG, otherwise)


def as_before(row: Named, values: Mapping[str, Any], noun: str) -> Named:
    """The row of this name, if it is what is to be made; a refusal, if it is another one."""
    if all(getattr(row, key) == value for key, value in values.items()):
        return row
    raise ValidationError(f"There is {noun} “{row}” already. Give this one another name.", code="name")


def change_named(
    row: Any, among: "QuerySet[Any]", noun: str, *, version: int, **changes: Any
) -> Changes | None:
    """What it was and what it is now; None where nothing differs. Raises Conflict.

    among: the rows of which none may have the same name · noun: what one of them is called
    """
    after = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not after:
        return None
    before = {name: getattr(row, name) for name in after}
    if "name" in after and among.exclude(pk=row.pk).filter(name=after["name"]).exists():
        raise ValidationError(f"There is another {noun} of this name. Choose another one.", code="name")
    update_if_unchanged(row, version=version, **after)
    return before, after
