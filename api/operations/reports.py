"""Issued reports and their files."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from ninja import Router

from api.guarding import guarded, token_of
from api.schemas import Limit, Number, Offset, ReportOut, Reports, Slug, refusals
from clients.choices import Role
from reports import selectors
from reports.models import Report

router = Router(tags=["reports"])
REPORTS = "/clients/{client}/reports"
PDF = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}


@router.get(REPORTS, response={200: Reports, **refusals()}, summary="All reports, the newest first")
@guarded(Role.VIEWER)
def list_reports(request: HttpRequest, client: Slug, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    rows = Report.objects.filter(client=token_of(request).client).select_related("assessment", "file")
    return {"total": rows.count(), "items": [_shown(row) for row in rows[offset : offset + limit]]}


@router.get(
    REPORTS + "/{number}/{version}",
    response={200: ReportOut, **refusals()},
    summary="One version of a report",
)
@guarded(Role.VIEWER)
def read_report(request: HttpRequest, client: Slug, number: Number, version: Number) -> dict[str, Any]:
    return _shown(_find(request, number, version))


@router.get(
    REPORTS + "/{number}/{version}/report.pdf",
    response=refusals(),
    summary="Its file; not found until it is drawn",
    openapi_extra={"responses": {200: {"description": "The report", "content": PDF}}},
)
@guarded(Role.VIEWER)
def download_report(request: HttpRequest, client: Slug, number: Number, version: Number) -> FileResponse:
    report = _find(request, number, version)
    if not report.is_ready or report.file is None or not report.file.location.is_file():
        raise Http404
    file = report.file.location.open("rb")
    return FileResponse(file, as_attachment=True, filename=report.file_name, content_type="application/pdf")


def _find(request: HttpRequest, number: int, version: int) -> Report:
    try:
        return selectors.report_of(token_of(request).client, number, version)
    except Report.DoesNotExist:
        raise Http404 from None


def _shown(report: Report) -> dict[str, Any]:
    return {
        "number": report.number,
        "version": report.version,
        "assessment": report.assessment.slug,
        "decision": report.decision_id,
        "parts": report.parts,
        "paper": report.paper,
        "state": report.state,
        "issued": report.issued,
        "sha256": report.sha256,
    }
