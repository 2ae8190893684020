"""Ask for a report: choose its parts, paper, mark and head, and have it drawn."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods

from assessments.models import Assessment, Decision
from assessments.selectors.decisions import is_stale, latest_decision
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from reports import selectors, services
from reports.forms import IssueForm
from reports.models import Letterhead, Parts, Report
from reports.presenters.numbers import date_words
from reports.selectors.letterhead import letterhead_of


@require_http_methods(["GET", "POST"])
@client_view(Role.EDITOR)
def issue_report(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    decision = _decision(subject, request.GET.get("scenario", ""))
    head = letterhead_of(client)
    has_head = bool(head.logo or head.colour)
    if request.method != "POST":
        return _page(request, decision, head, IssueForm(initial=usual_of(subject), letterhead=has_head))
    form = IssueForm(request.POST, letterhead=has_head)
    if not form.is_valid():
        return _page(request, decision, head, form, 422)
    report = services.issue_report(
        decision=decision,
        user=person(request),
        idempotency_key=hashed_key(request),
        **_chosen(form.cleaned_data, head),
    )
    return redirect(reverse("show_report", args=[client.slug, report.number, report.version]))


def _decision(assessment: Assessment, scenario: str) -> Decision:
    """The latest one of the assessment itself, or of one of its scenarios."""
    if not scenario:
        found = latest_decision(assessment)
    else:
        of_scenario = Decision.objects.filter(assessment=assessment, scenario__slug=scenario)
        found = of_scenario.order_by("-created", "-pk").first()
    if found is None:
        raise Http404
    return found


def hashed_key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


def _chosen(given: dict[str, Any], head: Letterhead) -> dict[str, Any]:
    wanted = {"parts": given["parts"], "paper": given["paper"], "mark": given["mark"]}
    return wanted | ({"logo": head.logo, "colour": head.colour} if given.get("letterhead") else {})


def usual_of(assessment: Assessment) -> dict[str, Any]:
    """As the last report was, so that a new version looks like the one before."""
    last: Report | None = selectors.reports_of(assessment).exclude(parts=Parts.PLAN).first()
    if last is None:
        return {
            "parts": Parts.FULL,
            "paper": _home_paper(assessment),
            "mark": "Confidential",
            "letterhead": True,
        }
    return {"parts": last.parts, "paper": last.paper, "mark": last.mark, "letterhead": True}


def form_context(
    request: HttpRequest, assessment: Assessment, head: Letterhead, form: IssueForm
) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "form": form,
        "key": request.POST.get("key") or get_random_string(24),
        "letterhead": head,
        "letterhead_url": reverse("edit_letterhead", args=[assessment.client.slug]),
    }


def _home_paper(assessment: Assessment) -> str:
    return "Letter" if assessment.client.country_iso3 in {"USA", "CAN", "MEX", "PHL"} else "A4"


def _page(
    request: HttpRequest, decision: Decision, head: Letterhead, form: IssueForm, status: int = 200
) -> HttpResponse:
    assessment = decision.assessment
    place = [assessment.client.slug, assessment.slug]
    context = form_context(request, assessment, head, form) | {
        "decided": date_words(decision.created.date().isoformat()),
        "verdict": decision.verdict,
        "scenario": decision.scenario,
        "stale": is_stale(assessment, decision),
        "back_url": reverse("show_decision", args=place),
        "earlier": selectors.newest_by_parts(assessment, decision.scenario_id),
        "crumbs": [
            {"label": assessment.client.name, "url": reverse("list_clients")},
            {"label": assessment.title, "url": reverse("show_assessment", args=place)},
            {"label": "Decision", "url": reverse("show_decision", args=place)},
            {"label": "Issue a report"},
        ],
    }
    return render(request, "reports/issue_report.html", context, status=status)
