"""Keep what is known of a vendor, an offer, an option or a service: a row per fact, none lost silently."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.models import Client, User
from clients.services import record
from vendors.models import Fact

UNKNOWN: Final = {"unknown": True}
"""What stands for "I don't know" among contents, where None means not asked yet."""

NOT_REMEMBERED: Final = object()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people gave different answers. theirs and mine are contents."""

    key: str
    theirs: Any
    mine: Any
    by: User | None
    version: int


@dataclass(slots=True)
class Saved:
    changed: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


class Holder:
    """Whose facts: a vendor, an offer or an option; who keeps more, such as a history, builds on it."""

    action = "facts.save"

    def __init__(
        self, row: Any, client: Client, target: str, touch: Callable[[], None] = lambda: None
    ) -> None:
        self.row, self.client, self.target, self.touch = row, client, target, touch

    @property
    def facts(self) -> Any:
        """The manager of the fact rows."""
        return self.row.facts

    def before_change(self, fact: Any) -> None:
        """Called with a fact as it stands before it is changed or removed."""

    def content_at(self, key: str, version: int) -> Any:
        """What the person had before her eyes when she saw this version."""
        return NOT_REMEMBERED if version else None


def content_of(fact: Fact | None) -> Any:
    """None: not asked yet · UNKNOWN: nobody knows · an estimate with evidence, or a plain value."""
    if fact is None:
        return None
    return UNKNOWN if fact.content is None else fact.content


def contents_of(holder: Any) -> dict[str, Any]:
    return {fact.key: content_of(fact) for fact in holder.facts.all()}


def versions_of(holder: Any) -> dict[str, int]:
    return {fact.key: fact.version for fact in holder.facts.all()}


def save_facts(
    holder: Holder, *, contents: Mapping[str, Any], versions: Mapping[str, int] | None, actor: User | None
) -> Saved:
    """contents by key · versions: what the person had before her, 0 where there was none; None writes anyway.

    One that she left as she saw it is not written. One that a colleague changed meanwhile to something else
    is a clash: it stays as it is and is returned, while all others are kept.
    """
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return _save(holder, contents, versions, actor)
        except IntegrityError:  # the same fact was written for the first time by somebody else just now
            continue
    raise RuntimeError("Facts could not be saved.")


def _save(
    holder: Holder, contents: Mapping[str, Any], versions: Mapping[str, int] | None, actor: User | None
) -> Saved:
    type(holder.row)._default_manager.select_for_update().get(pk=holder.row.pk)
    rows = {row.key: row for row in holder.facts.filter(key__in=list(contents)).select_related("answered_by")}
    saved, before, after = Saved(), {}, {}
    for key, mine in contents.items():
        row = rows.get(key)
        seen = None if versions is None else versions.get(key, 0)
        if mine == content_of(row) or _left_alone(holder, row, key, mine, seen):
            continue
        if seen is not None and (clash := _clash(row, key, mine, seen, actor)):
            saved.clashes.append(clash)
            continue
        _write(holder, row, key, mine, actor)
        saved.changed.append(key)
        before[key], after[key] = content_of(row), mine
    if saved.changed:
        holder.touch()
        record(
            client=holder.client,
            actor=actor,
            action=holder.action,
            target=holder.target,
            before=before,
            after=after,
        )
    return saved


def _left_alone(holder: Holder, row: Any, key: str, mine: Any, seen: int | None) -> bool:
    """Somebody else changed it, and this person sends what she had seen before."""
    version = row.version if row else 0
    return seen is not None and version != seen and bool(mine == holder.content_at(key, seen))


def _clash(row: Any, key: str, mine: Any, seen: int, actor: User | None) -> Clash | None:
    """Of one's own answers the later one counts."""
    version, by = (row.version, row.answered_by) if row else (0, None)
    if version == seen or (by is not None and by == actor):
        return None
    return Clash(key, content_of(row), mine, by, version)


def _write(holder: Holder, row: Any, key: str, content: Any, actor: User | None) -> None:
    if row is not None:
        holder.before_change(row)
    if content is None:
        if row is not None:
            row.delete()
        return
    fact = holder.facts.model(key=key, **{holder.facts.field.name: holder.row}) if row is None else copy(row)
    fact.estimate, fact.value = columns_of(content)
    fact.version = row.version + 1 if row else 1
    fact.answered_by, fact.answered_at = actor, timezone.now()
    fact.full_clean(validate_unique=False, validate_constraints=False)
    fact.save()


def columns_of(content: Any) -> tuple[Any, Any]:
    """A content as the columns estimate and value of a fact or proposal."""
    if content == UNKNOWN:
        return None, None
    is_estimate = isinstance(content, dict) and "evidence" in content
    return (content, None) if is_estimate else (None, content)
