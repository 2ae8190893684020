"""Who answers which section, and what colleagues say about an answer."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assessments.models import AnswerComment, Assessment, SectionAssignment
from clients.models import User
from clients.services import record


@transaction.atomic
def assign_section(*, assessment: Assessment, section: str, user: User | None, actor: User) -> None:
    """Give a section to a colleague; None takes it back. Doing it again changes nothing."""
    rows = SectionAssignment.objects.filter(assessment=assessment, section=section)
    current = rows.select_related("user").first()
    if (current.user if current else None) == user:
        return
    if user is None:
        rows.delete()
    else:
        values = {"user": user, "assigned_by": actor, "assigned_at": timezone.now()}
        SectionAssignment.objects.update_or_create(assessment=assessment, section=section, defaults=values)
    record(
        client=assessment.client,
        actor=actor,
        action="section.assign",
        target=f"assessment {assessment.slug} {section}",
        before={"user": current.user.email if current else None},
        after={"user": user.email if user else None},
    )


@transaction.atomic
def comment_on_answer(
    *, assessment: Assessment, key: str, text: str, actor: User, row: str = ""
) -> AnswerComment:
    """The same words by the same person about the same answer within a minute are one comment."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    recent = timezone.now() - dt.timedelta(minutes=1)
    same = AnswerComment.objects.filter(
        assessment=assessment, key=key, row=row, text=text, by=actor, at__gte=recent
    ).first()
    if same:
        return same
    comment = AnswerComment.objects.create(assessment=assessment, key=key, row=row, text=text, by=actor)
    record(
        client=assessment.client,
        actor=actor,
        action="answer.comment",
        target=f"assessment {assessment.slug} {key}",
        after={"text": text, "row": row},
    )
    return comment


@transaction.atomic
def settle_comment(comment: AnswerComment, *, actor: User) -> None:
    """Said and done; a settled comment stays readable."""
    open_still = AnswerComment.objects.filter(pk=comment.pk, settled=None)
    if not open_still.update(settled=timezone.now()):
        return
    record(
        client=comment.assessment.client,
        actor=actor,
        action="answer.settle_comment",
        target=f"assessment {comment.assessment.slug} {comment.key}",
        after={"comment": comment.pk},
    )
