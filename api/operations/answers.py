"""Questions, and the answers of an assessment: all that are sent are kept, or none."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router

from api.guarding import guarded
from api.idempotency import IdempotencyKey, actor_of, once_per_key
from api.judging import judged, looks_odd
from api.operations.assessments import PLACE, find_assessment
from api.problems import Refused
from api.schemas import AnswerIn, Answers, AnswersIn, AnswersSaved, Questions, Slug, refusals
from assessments.journey.choices import choices_of
from assessments.journey.questions import Question, questionnaire
from assessments.models import Answer, Assessment
from assessments.services.answers import save_answers
from clients.choices import Role
from vendors.services.facts import content_of

router = Router(tags=["answers"])


@router.get("/questions", response={200: Questions, **refusals()}, summary="What is asked, and in which unit")
@guarded(Role.VIEWER)
def list_questions(request: HttpRequest) -> dict[str, Any]:
    items = [_question(one) for one in _asked().values()]
    return {"total": len(items), "items": items}


@router.get(
    PLACE + "/{assessment}/answers",
    response={200: Answers, **refusals()},
    summary="All answers with versions",
)
@guarded(Role.VIEWER)
def list_answers(request: HttpRequest, client: Slug, assessment: Slug) -> dict[str, Any]:
    rows = find_assessment(request, assessment).answers.order_by("key")
    items = [
        {"key": row.key, "content": content_of(row), "version": row.version, "answered_at": row.answered_at}
        for row in rows
    ]
    return {"total": len(items), "items": items}


@router.patch(
    PLACE + "/{assessment}/answers",
    response={200: AnswersSaved, **refusals(400, 409, 413)},
    summary="Keep answers: all of them, or none where one is wrong or was changed meanwhile",
)
@guarded(Role.EDITOR)
def change_answers(
    request: HttpRequest, client: Slug, assessment: Slug, idempotency_key: IdempotencyKey, body: AnswersIn
) -> dict[str, Any]:
    found = find_assessment(request, assessment)
    contents = _judge(body.answers, found.client.currency)
    versions = {item.key: item.version for item in body.answers}

    def make() -> str:
        _refuse_older(found, versions)
        save_answers(assessment=found, answers=contents, versions=versions, actor=actor_of(request))
        return f"assessment {found.slug}"

    once_per_key(request, idempotency_key, "change_answers", make)
    return {"changed": sorted(contents)}


def _judge(answers: list[AnswerIn], currency: str) -> dict[str, Any]:
    """Contents by key; every fault is named."""
    contents: dict[str, Any] = {}
    faults: list[str] = []
    for item in answers:
        question = _asked().get(item.key)
        if question is None or item.key in contents:
            faults.append(f"{item.key}: {'is given twice' if question else 'there is no such question'}")
            continue
        try:
            contents[item.key] = judged(question, item.content, currency)
        except ValueError as fault:
            faults.append(f"{item.key}: {fault}")
            continue
        if looks_odd(question, item.content) and not item.confirmed:
            faults.append(
                f"{item.key}: this is far from what is usual. Send it with “confirmed” if it is right"
            )
    if faults:
        raise Refused(422, faults)
    return contents


def _refuse_older(assessment: Assessment, versions: dict[str, int]) -> None:
    """Under the lock of the assessment, so that nobody answers between the look and the write."""
    assert transaction.get_connection().in_atomic_block
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    rows = {row.key: row for row in Answer.objects.filter(assessment=assessment, key__in=versions)}
    current = {key: rows[key].version if key in rows else 0 for key in versions}
    clashes = [
        {"key": key, "content": content_of(rows.get(key)), "version": current[key]}
        for key, version in sorted(versions.items())
        if version != current[key]
    ]
    if clashes:
        raise Refused(409, [f"{clash['key']}: is at version {clash['version']}" for clash in clashes],
                      clashes=clashes)  # fmt: skip


def _asked() -> dict[str, Question]:
    """Questions asked once; those of the rows of a table come with a client document."""
    return {key: one for key, one in questionnaire().questions.items() if not one.table}


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.id,
        "section": question.section,
        "text": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "minimum": question.minimum,
        "maximum": question.maximum,
        "choices": [value for value, _ in choices_of(question)] if question.choices else [],
    }
