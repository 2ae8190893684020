"""Issued comparisons: ask for one, watch it being drawn, read and download it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.models import Assessment
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from reports import selectors, services
from reports.forms import IssueComparisonForm
from reports.models import ComparisonReport, Letterhead, ReportState
from reports.presenters.numbers import date_words
from reports.selectors.comparing import comparison_of
from reports.selectors.comparison import FEWEST, Item
from reports.selectors.letterhead import letterhead_of
from reports.views.comparison import chosen, group_of, name_of
from reports.views.decision import crumbs
from reports.views.issued import file_response
from reports.views.issuing import form_context, hashed_key, usual_of

ONE_CLIENT = "A report belongs to one client. Take the spreadsheet to compare several."


@require_http_methods(["GET", "POST"])
@client_view(Role.EDITOR)
def issue_comparison(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    ready = [item for item in chosen(request, subject)[0] if item.decision]
    if len(ready) < FEWEST:
        raise Http404
    head = letterhead_of(client)
    has_head = bool(head.logo or head.colour)
    if request.method != "POST":
        form = IssueComparisonForm(initial=usual_of(subject), letterhead=has_head)
        return _page(request, subject, ready, form, head)
    form = IssueComparisonForm(request.POST, letterhead=has_head)
    if not form.is_valid():
        return _page(request, subject, ready, form, head, 422)
    try:
        report = _issue(request, subject, ready, form.cleaned_data, head)
    except services.AnotherClient:
        messages.error(request, ONE_CLIENT)
        return _page(request, subject, ready, form, head, 422)
    return redirect(reverse("show_comparison", args=[client.slug, report.number]))


@require_GET
@client_view(Role.VIEWER)
def show_comparison(request: HttpRequest, client: Client, comparison: int) -> HttpResponse:
    """The page, and by htmx only how far the drawing is."""
    report = find_comparison(client, comparison)
    context = {"report": report, **_state(report)}
    context["crumbs"] = [
        {"label": client.name, "url": reverse("list_clients")},
        {"label": "Reports", "url": reverse("list_reports", args=[client.slug])},
        {"label": context["name"]},
    ]
    part = request.htmx  # type: ignore[attr-defined]
    template = "reports/comparison_state.html" if part else "reports/show_comparison.html"
    return render(request, template, context)


@require_POST
@client_view(Role.EDITOR)
def draw_comparison_again(request: HttpRequest, client: Client, comparison: int) -> HttpResponse:
    report = find_comparison(client, comparison)
    services.draw_comparison_again(report=report, user=person(request))
    return redirect(reverse("show_comparison", args=[client.slug, comparison]))


@require_GET
@client_view(Role.VIEWER)
def download_issued_comparison(
    request: HttpRequest, client: Client, comparison: int
) -> HttpResponse | FileResponse:
    report = find_comparison(client, comparison)
    return file_response(report, report.file_name)


def _issue(
    request: HttpRequest, subject: Assessment, items: list[Item], given: dict[str, Any], head: Letterhead
) -> ComparisonReport:
    columns = [
        services.Column(name_of(item, items), group_of(item), item.decision)
        for item in items
        if item.decision is not None
    ]
    wanted = given.get("letterhead")
    return services.issue_comparison(
        assessment=subject,
        columns=columns,
        user=person(request),
        paper=given["paper"],
        mark=given["mark"],
        logo=head.logo if wanted else "",
        colour=head.colour if wanted else "",
        idempotency_key=hashed_key(request),
    )


def find_comparison(client: Client, number: int) -> ComparisonReport:
    try:
        return comparison_of(client, number)
    except ComparisonReport.DoesNotExist:
        raise Http404 from None


def _state(report: ComparisonReport) -> dict[str, Any]:
    job = selectors.job_of(report) if report.state == ReportState.WAITING else None
    place = [report.client.slug, report.number]
    return {
        "name": f"Report {report.number}: scenarios side by side",
        "issued": date_words(report.issued.isoformat()),
        "by": report.created_by.name if report.created_by else "",
        "percent": job.progress if job else None,
        "message": (job.message if job else "") or "Waiting for its turn",
        "page_url": reverse("show_comparison", args=place),
        "download_url": reverse("download_issued_comparison", args=place),
        "again_url": reverse("draw_comparison_again", args=place),
    }


def _page(
    request: HttpRequest,
    subject: Assessment,
    items: list[Item],
    form: IssueComparisonForm,
    head: Letterhead,
    status: int = 200,
) -> HttpResponse:
    context = form_context(request, subject, head, form) | {
        "names": [name_of(item, items) for item in items],
        "outdated": [name_of(item, items) for item in items if item.outdated],
        "back_url": f"{reverse('compare_scenarios', args=[subject.client.slug, subject.slug])}"
        f"?{request.GET.urlencode()}",
        "crumbs": crumbs(subject.client, subject, "Issue a comparison"),
    }
    return render(request, "reports/issue_comparison.html", context, status=status)
