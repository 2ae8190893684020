"""Assessments: read them and the case they make, and send a whole one as a client document."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Body, Router, Status

from api.guarding import guarded, token_of
from api.idempotency import IdempotencyKey, actor_of, once_per_key
from api.problems import Refused
from api.schemas import AssessmentOut, Assessments, Limit, Made, Offset, Slug, refusals
from assessments.models import Assessment
from assessments.services.client_import import ImportRefused, import_assessment
from assessments.services.client_import.document import not_read
from assessments.snapshots import build_case
from clients.choices import Role

router = Router(tags=["assessments"])
Document = Annotated[dict[str, Any], Body(description="A client document, see docs/client-document.md")]
PLACE = "/clients/{client}/assessments"


@router.get(PLACE, response={200: Assessments, **refusals()}, summary="All assessments, the newest first")
@guarded(Role.VIEWER)
def list_assessments(
    request: HttpRequest, client: Slug, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    rows = Assessment.objects.filter(client=token_of(request).client)
    return {"total": rows.count(), "items": list(rows[offset : offset + limit])}


@router.post(
    PLACE,
    response={201: Made, **refusals(400, 413)},
    summary="A new assessment from a client document, or nothing",
)
@guarded(Role.EDITOR)
def import_document(
    request: HttpRequest, client: Slug, idempotency_key: IdempotencyKey, document: Document
) -> Status[dict[str, Any]]:
    def make() -> str:
        made = import_assessment(client=token_of(request).client, document=document, user=actor_of(request))
        return made.assessment.slug

    try:
        slug = once_per_key(request, idempotency_key, "import_document", make)
    except ImportRefused as refused:
        raise Refused(422, list(refused.faults)) from refused
    return Status(201, {"slug": slug, "notices": not_read(document)})


@router.get(PLACE + "/{assessment}", response={200: AssessmentOut, **refusals()}, summary="One assessment")
@guarded(Role.VIEWER)
def read_assessment(request: HttpRequest, client: Slug, assessment: Slug) -> Assessment:
    return find_assessment(request, assessment)


@router.get(
    PLACE + "/{assessment}/case",
    response={200: dict[str, Any], **refusals(409)},
    summary="The case that the assessment makes as it stands now, as docs/case.schema.json describes it",
)
@guarded(Role.VIEWER)
def read_case(request: HttpRequest, client: Slug, assessment: Slug) -> dict[str, Any]:
    try:
        return build_case(find_assessment(request, assessment)).to_dict()
    except ValueError as missing:
        raise Refused(409, [f"The assessment cannot be decided yet: {missing}"]) from missing


def find_assessment(request: HttpRequest, slug: str) -> Assessment:
    rows = Assessment.objects.select_related("client")
    return get_object_or_404(rows, client=token_of(request).client, slug=slug)
