"""“I looked at it today”: the next day of the plan, and the answer that its gate rests on."""

from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from assessments.models import Answer, Assessment
from assessments.services.answers import save_answers
from assessments.services.client_import import import_client
from assessments.services.deciding import decide_assessment
from clients.models import User
from clients.services import Conflict
from reports.models import DealPlan
from reports.services.plan import draft_plan, later
from reports.services.plan_review import QUESTION, review_plan
from scoring.decision import Decision

from ..assessments.conftest import NAMES, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.com", None, name="Ana")


@pytest.fixture
def plan(ana: User) -> Iterator[DealPlan]:
    """Of a client whose plan for a failing provider was last looked at long ago."""
    assessment = import_client(document=document(NAMES[0]), user=ana).assessment
    with scope(client=assessment.client):
        answers = {QUESTION: "2020-01-31"}
        save_answers(assessment=assessment, answers=answers, versions=None, actor=ana)
        decision = decide_assessment(assessment, ana, futures=64)
        yield draft_plan(decision=decision, option=decision.leading_option_slug, user=ana)


def gate_of(assessment: Assessment) -> str:
    stored = decide_assessment(assessment, futures=64)
    decision = Decision.from_dict(stored.decision)
    leader = next(option for option in decision.options if option.option_id == stored.leading_option_slug)
    return next(gate.state for gate in leader.gates if gate.gate == "K13")


def test_a_look_at_the_plan_closes_its_gate(plan: DealPlan, ana: User) -> None:
    assert gate_of(plan.assessment) == "open"
    browser, place = Browser(), [plan.assessment.client.slug, plan.assessment.slug, plan.pk]
    browser.force_login(ana)
    answer = browser.post(reverse("review_plan", args=place), {"version": plan.version}, follow=True)
    assert "as soon as the decision is computed again" in answer.content.decode()
    plan.refresh_from_db()
    today = timezone.localdate()
    assert plan.review_on == later(today, 12)
    stored = Answer.objects.get(assessment=plan.assessment, key=QUESTION)
    assert (stored.content, stored.answered_by) == (today.isoformat(), ana)
    assert gate_of(plan.assessment) == "pass"


def test_over_an_old_page_nothing_is_answered(plan: DealPlan, ana: User) -> None:
    with pytest.raises(Conflict):
        review_plan(plan=plan, version=plan.version + 1, user=ana)
    assert Answer.objects.get(key=QUESTION).content == "2020-01-31"


def test_the_same_day_is_not_answered_twice(plan: DealPlan, ana: User) -> None:
    for _ in range(2):
        review_plan(plan=plan, version=plan.version, user=ana)
        plan.refresh_from_db()
    assert Answer.objects.get(key=QUESTION).version == 2  # made old above, looked at
