"""Answer a report, and see to its conditions."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assessments.choices import AssessmentStatus
from assessments.models import Assessment
from clients.models import User
from clients.services import record, update_if_unchanged
from reports.models import Answer, ConditionTask, Report, SignOff

_STATUS = {Answer.APPROVED: AssessmentStatus.APPROVED, Answer.REFUSED: AssessmentStatus.REFUSED}


@transaction.atomic
def sign_report(
    *, report: Report, user: User, answer: str, comment: str = "", idempotency_key: str = ""
) -> SignOff:
    """Approve, refuse, or ask for more. ValidationError says what is missing; the same key answers once."""
    key = idempotency_key or None
    if key and (known := SignOff.objects.filter(report=report, idempotency_key=key).first()):
        return known
    sign_off = SignOff(
        report=report,
        answer=answer,
        comment=comment.strip(),
        person=user,
        person_name=user.name,
        idempotency_key=key,
    )
    sign_off.full_clean()
    sign_off.save()
    if status := _STATUS.get(Answer(answer)):
        Assessment.objects.filter(pk=report.assessment_id).update(status=status)
    after = {"answer": answer, "comment": sign_off.comment}
    record(client=report.client, actor=user, action="report.sign", target=str(report), after=after)
    return sign_off


@transaction.atomic
def take_condition(
    *,
    report: Report,
    number: int,
    user: User,
    owner: str,
    due: dt.date | None,
    met: bool,
    version: int,
) -> ConditionTask:
    """Say who sees to a condition by when and whether it is met. Conflict: somebody else saved first."""
    task, _ = ConditionTask.objects.get_or_create(report=report, number=number)
    before = {"owner": task.owner, "due": task.due, "met": task.met}
    changes = {
        "owner": owner.strip(),
        "due": due,
        "met": (task.met or timezone.now()) if met else None,
        "met_by": (task.met_by or user) if met else None,
    }
    task = update_if_unchanged(task, version=version, **changes)
    after = {"owner": task.owner, "due": task.due, "met": task.met}
    target = f"{report}, condition {number}"
    record(
        client=report.client, actor=user, action="report.condition", target=target, before=before, after=after
    )
    return task
