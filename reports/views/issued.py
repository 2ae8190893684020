"""Issued reports: list them, have one drawn again, download it."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from reports import selectors, services
from reports.models import ComparisonReport, Issued, Report, ReportState
from reports.presenters.numbers import date_words
from reports.selectors.comparing import comparisons_of
from reports.selectors.standing import Standing, standing_of


@require_GET
@client_view(Role.VIEWER)
def list_reports(request: HttpRequest, client: Client) -> HttpResponse:
    reports = Report.objects.filter(client=client).select_related(
        "assessment", "decision", "created_by", "client"
    )
    writes = Role(request.membership.role).includes(Role.EDITOR)  # type: ignore[attr-defined]
    context = {
        "client": client,
        "rows": rows_of(reports),
        "comparisons": [_comparison_row(report) for report in comparisons_of(client)],
        "letterhead_url": reverse("edit_letterhead", args=[client.slug]) if writes else "",
        "prove_url": reverse("prove_report", args=[client.slug]),
        "crumbs": [{"label": client.name, "url": reverse("list_clients")}, {"label": "Reports"}],
    }
    return render(request, "reports/list_reports.html", context)


@require_POST
@client_view(Role.EDITOR)
def draw_report_again(request: HttpRequest, client: Client, number: int, version: int) -> HttpResponse:
    report = find_report(client, number, version)
    services.draw_again(report=report, user=person(request))
    return HttpResponseRedirect(_address("show_report", report))


@require_GET
@client_view(Role.VIEWER)
def download_report(
    request: HttpRequest, client: Client, number: int, version: int
) -> HttpResponse | FileResponse:
    report = find_report(client, number, version)
    mark = standing_of([report])[report.pk].mark
    return file_response(report, report.file_name.replace(".pdf", f"{mark}.pdf"))


def file_response(report: Issued, name: str) -> FileResponse:
    if not report.is_ready or report.file is None or not report.file.location.is_file():
        raise Http404
    response = FileResponse(
        report.file.location.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )
    response["Cache-Control"] = "no-store"
    return response


def find_report(client: Client, number: int, version: int) -> Report:
    try:
        return selectors.report_of(client, number, version)
    except Report.DoesNotExist:
        raise Http404 from None


def _address(name: str, report: Report) -> str:
    return reverse(name, args=[report.client.slug, report.number, report.version])


def rows_of(reports: Iterable[Report]) -> list[dict[str, Any]]:
    found = list(reports)
    standing = standing_of(found)
    return [_row(report, standing[report.pk]) for report in found]


def row_of(report: Report) -> dict[str, Any]:
    return rows_of([report])[0]


def _comparison_row(report: ComparisonReport) -> dict[str, Any]:
    return {
        "name": f"Report {report.number}",
        "url": reverse("show_comparison", args=[report.client.slug, report.number]),
        "assessment": report.assessment.title,
        "scenarios": [column.name for column in report.compared.all()],
        "issued": date_words(report.issued.isoformat()),
        "state_words": report.get_state_display(),
    }


def _row(report: Report, standing: Standing) -> dict[str, Any]:
    newest = [report.client.slug, report.number, standing.newest]
    return {
        "standing": standing,
        "newest_url": reverse("show_report", args=newest) if standing.newest else "",
        "name": f"Report {report.number}, version {report.version}",
        "url": _address("show_report", report),
        "download_url": _address("download_report", report),
        "assessment": report.assessment.title,
        "verdict": "go" if standing.met else report.decision.verdict,
        "verdict_label": "Go: all conditions are met" if standing.met else "",
        "parts": report.get_parts_display(),
        "state": report.state,
        "state_words": report.get_state_display(),
        "issued": date_words(report.issued.isoformat()),
        "by": report.created_by.name if report.created_by else "",
    }


def progress_of(report: Report) -> dict[str, Any]:
    job = selectors.job_of(report) if report.state == ReportState.WAITING else None
    return {
        "percent": job.progress if job else None,
        "message": (job.message if job else "") or "Waiting for its turn",
        "progress_url": _address("report_progress", report),
        "page_url": _address("show_report", report),
        "again_url": _address("draw_report_again", report),
    }
