"""Answer a report."""

from django.db import transaction

from assessments.choices import AssessmentStatus
from assessments.models import Assessment
from clients.models import User
from clients.services import record
from reports.models import Answer, Report, SignOff

_STATUS = {
    Answer.APPROVED: AssessmentStatus.APPROVED,
    Answer.REFUSED: AssessmentStatus.REFUSED,
    Answer.MORE: AssessmentStatus.REPORTED,
}


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
    Assessment.objects.filter(pk=report.assessment_id).update(status=_STATUS[Answer(answer)])
    after = {"answer": answer, "comment": sign_off.comment}
    record(client=report.client, actor=user, action="report.sign", target=str(report), after=after)
    return sign_off
