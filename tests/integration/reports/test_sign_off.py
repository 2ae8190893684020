"""An executive answers a report; its conditions get owners and are ticked off."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.urls import reverse
from django_scopes import scope

from assessments.choices import AssessmentStatus
from assessments.models import Decision
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import AuditEvent, User
from clients.services import Conflict, add_member
from reports.models import ConditionTask, Report, ReportFile, ReportState, SignOff
from reports.models.sign_off import AlreadySigned
from reports.services import issue_report, sign_report, take_condition

from ..assessments.conftest import AS_OF, NAMES, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom() -> User:
    return User.objects.create_user("tom@example.com", None, name="Tom Reed")


@pytest.fixture
def report(tom: User) -> Any:
    from assessments.services.client_import import import_client

    owner = User.objects.create_user("ana@example.com", None, name="Ana")
    found = import_client(document=document(NAMES[0]), user=owner, as_of=AS_OF)
    add_member(client=found.client, user=tom, role=Role.VIEWER, actor=None)
    with scope(client=found.client):
        decision = decide_assessment(found.assessment, owner, futures=64)
        file = ReportFile.objects.create(
            client=found.client, content_hash="a" * 64, path="a.pdf", sha256="b" * 64, size=1
        )
        yield Report.objects.create(
            client=found.client,
            assessment=found.assessment,
            decision=decision,
            number=1,
            version=1,
            issued=dt.date(2026, 11, 1),
            state=ReportState.READY,
            file=file,
            created_by=owner,
        )


def _sign(report: Report, person: User, **sent: str) -> Any:
    browser = Browser()
    browser.force_login(person)
    address = reverse("sign_report", args=[report.client.slug, report.number, report.version])
    return browser.post(address, sent)


def test_an_approval_is_kept_with_name_and_moves_the_assessment(report: Report, tom: User) -> None:
    assert _sign(report, tom, answer="approved", comment="", key="one").status_code == 302
    said = SignOff.objects.get(report=report)
    report.assessment.refresh_from_db()
    assert (said.person_name, said.answer) == ("Tom Reed", "approved")
    assert report.assessment.status == AssessmentStatus.APPROVED
    assert AuditEvent.objects.filter(client=report.client, action="report.sign").count() == 1


def test_the_same_form_sent_twice_signs_once(report: Report, tom: User) -> None:
    for _ in range(2):
        _sign(report, tom, answer="approved", comment="", key="one")
    assert SignOff.objects.filter(report=report).count() == 1


@pytest.mark.parametrize("answer", ["refused", "more"])
def test_who_does_not_approve_says_why(report: Report, tom: User, answer: str) -> None:
    response = _sign(report, tom, answer=answer, comment=" ", key="one")
    assert response.status_code == 422
    assert "Say in a sentence" in response.content.decode()
    assert not SignOff.objects.exists()
    with pytest.raises(ValidationError):
        sign_report(report=report, user=tom, answer=answer)


def test_what_was_typed_stays_when_the_form_is_wrong(report: Report, tom: User) -> None:
    response = _sign(report, tom, comment="half a thought", key="one")
    assert response.status_code == 422
    assert "half a thought" in response.content.decode()


def test_a_sign_off_is_never_changed(report: Report, tom: User) -> None:
    said = sign_report(report=report, user=tom, answer="approved")
    said.comment = "on second thoughts"
    with pytest.raises(AlreadySigned):
        said.save()


def test_a_superseded_version_cannot_be_signed_and_says_so(report: Report, tom: User) -> None:
    report.pk, report.version = None, 2
    report.save()
    first = Report.objects.get(version=1)
    assert _sign(first, tom, answer="approved", comment="", key="one").status_code == 302
    assert not SignOff.objects.exists()
    browser = Browser()
    browser.force_login(tom)
    page = browser.get(reverse("show_report", args=[first.client.slug, 1, 1])).content.decode()
    assert "superseded" in page


def test_a_condition_gets_an_owner_and_is_ticked_off(report: Report, tom: User) -> None:
    due = dt.date(2027, 1, 31)
    task = take_condition(report=report, number=1, user=tom, owner=" Priya ", due=due, met=False, version=1)
    assert (task.owner, task.due, task.met) == ("Priya", due, None)
    task = take_condition(report=report, number=1, user=tom, owner="Priya", due=due, met=True, version=2)
    assert task.met is not None
    assert task.met_by == tom


def test_the_second_of_two_people_is_told(report: Report, tom: User) -> None:
    take_condition(report=report, number=1, user=tom, owner="Priya", due=None, met=False, version=1)
    with pytest.raises(Conflict):
        take_condition(report=report, number=1, user=tom, owner="Ana", due=None, met=False, version=1)
    assert ConditionTask.objects.get(report=report).owner == "Priya"


def test_an_executive_does_not_change_conditions(report: Report, tom: User) -> None:
    browser = Browser()
    browser.force_login(tom)
    address = reverse("take_condition", args=[report.client.slug, 1, 1, 1])
    assert browser.post(address, {"c1-owner": "Tom", "c1-version": "1"}).status_code == 403
    assert not ConditionTask.objects.exists()


def test_a_condition_that_does_not_exist_is_not_found(report: Report) -> None:
    owner = User.objects.get(email="ana@example.com")
    browser = Browser()
    browser.force_login(owner)
    address = reverse("take_condition", args=[report.client.slug, 1, 1, 99])
    assert browser.post(address, {"c99-owner": "Ana", "c99-version": "1"}).status_code == 404


def _next_version(report: Report) -> Report:
    again = issue_report(decision=report.decision, user=None)
    Report.objects.filter(pk=again.pk).update(state=ReportState.READY, file=report.file)
    return again


def test_a_new_version_keeps_the_owners_and_what_is_met(report: Report, tom: User) -> None:
    due = dt.date(2027, 1, 31)
    take_condition(report=report, number=1, user=tom, owner="Priya", due=due, met=True, version=1)
    again = _next_version(report)
    task = ConditionTask.objects.get(report=again)
    assert (task.number, task.owner, task.due, task.met_by) == (1, "Priya", due, tom)


def test_a_condition_with_other_words_is_open_again(report: Report, tom: User) -> None:
    take_condition(report=report, number=1, user=tom, owner="Priya", due=None, met=True, version=1)
    told = report.decision.decision
    told["verdict"]["conditions"][0]["text"] = "Prove it differently."
    other = Decision.objects.create(
        **{field.attname: getattr(report.decision, field.attname) for field in Decision._meta.fields[1:]}
        | {"decision": told, "seed": 2}
    )
    again = issue_report(decision=other, user=None)
    task = ConditionTask.objects.get(report=again)
    assert (task.owner, task.met) == ("Priya", None)


def test_conditions_of_a_superseded_version_are_left_alone(report: Report, tom: User) -> None:
    _next_version(report)
    browser = Browser()
    browser.force_login(User.objects.get(email="ana@example.com"))
    address = reverse("take_condition", args=[report.client.slug, 1, 1, 1])
    assert browser.post(address, {"c1-owner": "Tom", "c1-version": "1"}).status_code == 302
    assert not ConditionTask.objects.filter(report=report).exists()


def test_with_every_condition_met_the_verdict_is_go(report: Report, tom: User) -> None:
    count = len(report.decision.decision["verdict"]["conditions"])
    browser = Browser()
    browser.force_login(tom)
    address = reverse("show_report", args=[report.client.slug, 1, 1])
    for number in range(1, count + 1):
        assert "the verdict is go" not in browser.get(address).content.decode()
        take_condition(report=report, number=number, user=tom, owner="", due=None, met=True, version=1)
    assert "the verdict is go" in browser.get(address).content.decode()
    take_condition(report=report, number=count, user=tom, owner="", due=None, met=False, version=2)
    assert "the verdict is go" not in browser.get(address).content.decode()


def test_what_was_refused_is_open_again_with_the_next_version(report: Report, tom: User) -> None:
    sign_report(report=report, user=tom, answer="refused", comment="Too dear")
    _next_version(report)
    report.assessment.refresh_from_db()
    assert report.assessment.status == AssessmentStatus.REPORTED


def test_progress_brings_the_form_once_the_report_is_drawn(report: Report, tom: User) -> None:
    browser = Browser()
    browser.force_login(tom)
    address = reverse("report_progress", args=[report.client.slug, 1, 1])
    assert 'hx-swap-oob="true"' in browser.get(address).content.decode()
    Report.objects.filter(pk=report.pk).update(state=ReportState.WAITING, file=None)
    assert 'hx-swap-oob="true"' not in browser.get(address).content.decode()
