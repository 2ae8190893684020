"""Decisions as they were computed, and computing one anew."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from api.guarding import guarded
from api.idempotency import actor_of
from api.operations.assessments import PLACE, find_assessment
from api.problems import Refused
from api.schemas import DecisionInFull, DecisionOut, Decisions, Limit, Number, Offset, Slug, refusals
from assessments.models import Assessment, Decision
from assessments.services.deciding import decide_assessment
from clients.choices import Role

router = Router(tags=["decisions"])
DECISIONS = PLACE + "/{assessment}/decisions"


@router.get(DECISIONS, response={200: Decisions, **refusals()}, summary="All decisions, the newest first")
@guarded(Role.VIEWER)
def list_decisions(
    request: HttpRequest, client: Slug, assessment: Slug, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    rows = _decisions(find_assessment(request, assessment)).defer("case", "decision")
    return {"total": rows.count(), "items": [_shown(row) for row in rows[offset : offset + limit]]}


@router.post(
    DECISIONS,
    response={200: DecisionOut, **refusals(409)},
    summary="Compute the decision on the assessment as it stands; the same case gives the same decision",
)
@guarded(Role.EDITOR)
def compute_decision(request: HttpRequest, client: Slug, assessment: Slug) -> dict[str, Any]:
    try:
        return _shown(decide_assessment(find_assessment(request, assessment), actor_of(request)))
    except ValueError as missing:
        raise Refused(409, [f"The assessment cannot be decided yet: {missing}"]) from missing


@router.get(
    DECISIONS + "/{decision}", response={200: DecisionInFull, **refusals()}, summary="One decision in full"
)
@guarded(Role.VIEWER)
def read_decision(request: HttpRequest, client: Slug, assessment: Slug, decision: Number) -> dict[str, Any]:
    row = get_object_or_404(_decisions(find_assessment(request, assessment)), pk=decision)
    return {**_shown(row), "case": row.case, "decision": row.decision}


def _decisions(assessment: Assessment) -> Any:
    return Decision.objects.filter(assessment=assessment).select_related("scenario")


def _shown(row: Decision) -> dict[str, Any]:
    names = DecisionOut.__annotations__
    return {name: getattr(row, name) for name in names if name != "scenario"} | {
        "scenario": row.scenario.slug if row.scenario else None
    }
