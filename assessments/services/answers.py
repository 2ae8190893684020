"""Keep what was answered: what changed, what it was before, and never over a colleague's answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Answer, AnswerHistory, Assessment
from clients.models import User
from clients.services import record

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


def content_of(answer: Answer | None) -> Any:
    """None: not asked yet · UNKNOWN: nobody knows · an estimate with evidence, or a plain value."""
    if answer is None:
        return None
    return UNKNOWN if answer.content is None else answer.content


def save_answers(
    *, assessment: Assessment, answers: Mapping[str, Any], versions: Mapping[str, int], actor: User
) -> Saved:
    """answers: question id to content · versions: the version that the person saw, 0 where there was none.

    An answer that the person left as she saw it is not written. One that a colleague changed meanwhile to
    something else is a clash: it is left as it is and returned, while all others are kept.
    """
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return _save(assessment, answers, versions, actor)
        except IntegrityError:  # the same question was answered for the first time by somebody else just now
            continue
    raise RuntimeError("Answers could not be saved.")


def _save(
    assessment: Assessment, answers: Mapping[str, Any], versions: Mapping[str, int], actor: User
) -> Saved:
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    rows = {row.key: row for row in Answer.objects.filter(assessment=assessment, key__in=list(answers))}
    saved, before, after = Saved(), {}, {}
    for key, mine in answers.items():
        theirs, seen = content_of(rows.get(key)), versions.get(key, 0)
        version = rows[key].version if key in rows else 0
        if mine == theirs or (version != seen and mine == _content_at(assessment, key, seen)):
            continue
        by = rows[key].answered_by if key in rows else None
        if version != seen and by != actor:  # of one's own answers the later one counts
            saved.clashes.append(Clash(key, theirs, mine, by, version))
            continue
        _write(assessment, rows.get(key), key, mine, version, actor)
        saved.changed.append(key)
        before[key], after[key] = theirs, mine
    if saved.changed:
        mark_changed(assessment)
        target = f"assessment {assessment.slug}"
        record(
            client=assessment.client,
            actor=actor,
            action="answers.save",
            target=target,
            before=before,
            after=after,
        )
    return saved


def mark_changed(assessment: Assessment) -> None:
    assessment.changed = timezone.now()
    assessment.save(update_fields=["changed"])


def keep_history(
    assessment: Assessment,
    key: str,
    content: Any,
    version: int,
    by: User | None,
    at: Any,
    row: str = "",
    note: str = "",
) -> None:
    """Remember an answer before it is changed."""
    AnswerHistory.objects.create(
        assessment=assessment,
        key=key,
        row=row,
        content=content,
        version=version,
        answered_by=by,
        answered_at=at,
        note=note,
    )


def _write(
    assessment: Assessment, row: Answer | None, key: str, content: Any, version: int, actor: User
) -> None:
    if row is not None:
        keep_history(
            assessment, key, content_of(row), row.version, row.answered_by, row.answered_at, note=row.note
        )
    if content is None:
        if row is not None:
            row.delete()
        return
    row = row or Answer(assessment=assessment, key=key)
    row.estimate, row.value = _columns(content)
    row.version, row.answered_by, row.answered_at = version + 1, actor, timezone.now()
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()


def _columns(content: Any) -> tuple[Any, Any]:
    if content == UNKNOWN:
        return None, None
    is_estimate = isinstance(content, dict) and "evidence" in content
    return (content, None) if is_estimate else (None, content)


def _content_at(assessment: Assessment, key: str, version: int) -> Any:
    """What the person had before her eyes when she saw this version."""
    past = AnswerHistory.objects.filter(assessment=assessment, key=key, row="", version=version)
    found = past.order_by("-pk").first()
    return found.content if found else None
