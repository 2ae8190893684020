"""The page of one issued report, and how far its drawing is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from reports import selectors
from reports.models import ReportState
from reports.views.issued import find_report, progress_of, row_of, rows_of
from reports.views.sign_off import sign_off_context


@require_GET
@client_view(Role.VIEWER)
def show_report(request: HttpRequest, client: Client, number: int, version: int) -> HttpResponse:
    report = find_report(client, number, version)
    versions = rows_of(other for other in selectors.reports_of(report.assessment) if other.number == number)
    context = {
        "report": report,
        "row": row_of(report),
        "versions": versions,
        "prove_url": reverse("prove_report", args=[client.slug]),
        "crumbs": [
            {"label": client.name, "url": reverse("list_clients")},
            {"label": "Reports", "url": reverse("list_reports", args=[client.slug])},
            {"label": f"Report {report.number}, version {report.version}"},
        ],
        **progress_of(report),
        **sign_off_context(report),
    }
    return render(request, "reports/show_report.html", context)


@require_GET
@client_view(Role.VIEWER)
def report_progress(request: HttpRequest, client: Client, number: int, version: int) -> HttpResponse:
    """What the page asks every two seconds until the report is there; then it can be signed, too."""
    report = find_report(client, number, version)
    context = {"report": report, "row": row_of(report), **progress_of(report)}
    if report.state != ReportState.WAITING:
        context |= {"apart": True, **sign_off_context(report)}
    return render(request, "reports/report_state.html", context)
