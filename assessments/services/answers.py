"""Keep what was answered: what changed, what it was before, and never over a colleague's answer."""

from collections.abc import Mapping
from typing import Any

from assessments.models import AnswerHistory, Assessment
from clients.models import User
from vendors.services.facts import Holder, Saved, content_of, save_facts
from vendors.services.offers import mark_changed


class AnswersHolder(Holder):
    """The answers of an assessment: facts of today's service, with their history."""

    action = "answers.save"

    def __init__(self, assessment: Assessment) -> None:
        target = f"assessment {assessment.slug}"
        super().__init__(assessment, assessment.client, target, lambda: mark_changed(assessment))

    @property
    def facts(self) -> Any:
        return self.row.answers

    def before_change(self, fact: Any) -> None:
        by, at = fact.answered_by, fact.answered_at
        keep_history(self.row, fact.key, content_of(fact), fact.version, by, at, note=fact.note)

    def content_at(self, key: str, version: int) -> Any:
        past = AnswerHistory.objects.filter(assessment=self.row, key=key, row="", version=version)
        found = past.order_by("-pk").first()
        return found.content if found else None


def save_answers(
    *, assessment: Assessment, answers: Mapping[str, Any], versions: Mapping[str, int] | None, actor: User
) -> Saved:
    """answers: question id to content · versions: the version that the person saw, 0 where there was none.

    Without versions they are written over whatever stands there.
    """
    return save_facts(AnswersHolder(assessment), contents=answers, versions=versions, actor=actor)


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
