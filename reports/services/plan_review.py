"""Somebody looked at exit and contingency: the plan and the answer that its gate rests on both say so."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assessments.models import Answer
from assessments.services.answers import save_answers
from clients.models import User
from reports.models import DealPlan
from reports.selectors.plan import reading_of
from reports.services.plan import later, save_plan

QUESTION = "readiness.contingency_plan_reviewed"


@transaction.atomic
def review_plan(*, plan: DealPlan, version: int, user: User) -> dt.date:
    """The next day of review. Raises Conflict when somebody else saved the plan first."""
    today = timezone.localdate()
    months = reading_of(plan.decision).case.readiness.contingency_review_months
    following = later(today, months)
    save_plan(plan=plan, version=version, user=user, review_on=following)
    known = Answer.objects.filter(assessment=plan.assessment, key=QUESTION).first()
    if known is None or str(known.content or "") < today.isoformat():
        answers = {QUESTION: today.isoformat()}
        save_answers(assessment=plan.assessment, answers=answers, versions=None, actor=user)
    return following
