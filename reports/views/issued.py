"""Issued reports: watch one being drawn, read and download it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from reports import selectors, services
from reports.models import Report, ReportState
from reports.presenters.numbers import date_words


@require_GET
@client_view(Role.VIEWER)
def list_reports(request: HttpRequest, client: Client) -> HttpResponse:
    reports = Report.objects.filter(client=client).select_related(
        "assessment", "decision", "created_by", "client"
    )
    context = {
        "client": client,
        "rows": [row_of(report) for report in reports],
        "crumbs": [{"label": client.name, "url": reverse("list_clients")}, {"label": "Reports"}],
    }
    return render(request, "reports/list_reports.html", context)


@require_GET
@client_view(Role.VIEWER)
def report_progress(request: HttpRequest, client: Client, number: int, version: int) -> HttpResponse:
    """What the page asks every two seconds until the report is there."""
    report = find_report(client, number, version)
    context = {"report": report, "row": row_of(report), **progress_of(report)}
    return render(request, "reports/report_state.html", context)


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
    if not report.is_ready or report.file is None or not report.file.location.is_file():
        raise Http404
    response = FileResponse(
        report.file.location.open("rb"),
        as_attachment=True,
        filename=report.file_name,
        content_type="application/pdf",
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


def row_of(report: Report) -> dict[str, Any]:
    return {
        "name": f"Report {report.number}, version {report.version}",
        "url": _address("show_report", report),
        "download_url": _address("download_report", report),
        "assessment": report.assessment.title,
        "verdict": report.decision.verdict,
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
