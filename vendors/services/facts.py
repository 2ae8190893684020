"""Keep what is known of a vendor, an offer or an option: one row per fact, nothing overwritten silently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.models import Client, User
from clients.services import record
from vendors.models import Fact

UNKNOWN: Final = {"unknown": True}
"""What stands for "I don't know" among contents, where None means not asked yet."""


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


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose facts: a vendor, an offer or an option. facts is the manager of its fact rows."""

    row: Any
    client: Client
    target: str
    touch: Callable[[], None] = lambda: None

    @property
    def facts(self) -> Any:
        return self.row.facts


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

    One that a colleague changed meanwhile to something else is a clash: it stays as it is and is returned,
    while all others are kept.
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
    rows = {row.key: row for row in holder.facts.filter(key__in=list(contents)).select_related("answered_by")}
    saved, before, after = Saved(), {}, {}
    for key, mine in contents.items():
        row = rows.get(key)
        theirs, version = content_of(row), row.version if row else 0
        if mine == theirs:
            continue
        if versions is not None and version != versions.get(key, 0):
            by = row.answered_by if row else None
            saved.clashes.append(Clash(key, theirs, mine, by, version))
            continue
        _write(holder, row, key, mine, version, actor)
        saved.changed.append(key)
        before[key], after[key] = theirs, mine
    if saved.changed:
        holder.touch()
        record(
            client=holder.client,
            actor=actor,
            action="facts.save",
            target=holder.target,
            before=before,
            after=after,
        )
    return saved


def _write(holder: Holder, row: Any, key: str, content: Any, version: int, actor: User | None) -> None:
    if content is None:
        if row is not None:
            row.delete()
        return
    row = row or holder.facts.model(key=key, **{holder.facts.field.name: holder.row})
    row.estimate, row.value = columns_of(content)
    row.version, row.answered_by, row.answered_at = version + 1, actor, timezone.now()
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()


def columns_of(content: Any) -> tuple[Any, Any]:
    """A content as the columns estimate and value of a fact or proposal."""
    if content == UNKNOWN:
        return None, None
    is_estimate = isinstance(content, dict) and "evidence" in content
    return (content, None) if is_estimate else (None, content)
