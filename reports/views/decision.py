"""The decision page: the stored decision in the same words and pictures as its report."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from assessments.models import Assessment, Decision
from assessments.selectors.decisions import is_stale, latest_decision
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from reports import selectors
from reports.charts import view as chart_view
from reports.models import TermPart, TermStatus
from reports.presenters import find_out, report
from reports.presenters.numbers import date_words
from reports.presenters.words import spelled
from reports.selectors.plan import plan_of, terms_of
from reports.selectors.readings import reading_of
from reports.views.issued import rows_of

_WEIGHTS = "weight_"
_MOST_TO_IMPROVE = 5


@require_GET
@client_view(Role.VIEWER)
def show_decision(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    decision = latest_decision(subject)
    context = {"assessment": subject, "crumbs": crumbs(client, subject, "Decision"), **_may(request, subject)}
    if decision is None:
        return render(request, "reports/decision_missing.html", context)
    return render(request, "reports/decision.html", {**context, **_decision_context(subject, decision)})


@require_POST
@client_view(Role.EDITOR)
def compute_decision(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = get_object_or_404(Assessment, slug=assessment, client=client)
    decide_assessment(subject, person(request))
    return HttpResponseRedirect(reverse("show_decision", args=[client.slug, subject.slug]))


def crumbs(client: Client, assessment: Assessment, here: str) -> list[dict[str, str]]:
    overview = reverse("show_assessment", args=[client.slug, assessment.slug])
    return [
        {"label": client.name, "url": reverse("list_clients")},
        {"label": assessment.title, "url": overview},
        {"label": here},
    ]


def _may(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    address = [assessment.client.slug, assessment.slug]
    writes = Role(request.membership.role).includes(Role.EDITOR)  # type: ignore[attr-defined]
    return {
        "may_compute": writes,
        "may_issue": writes,
        "compute_url": reverse("compute_decision", args=address),
        "try_url": reverse("try_decision", args=address),
        "break_url": reverse("break_decision", args=address),
        "explain_url": reverse("explain_decision", args=address),
        "issue_url": reverse("issue_report", args=address),
        "plan_url": reverse("show_plan", args=address),
    }


def _decision_context(assessment: Assessment, stored: Decision) -> dict[str, Any]:
    reading = reading_of(stored)
    view = report.present(reading)
    futures = f"{stored.futures:,}"
    return {
        "view": view,
        "charts": _charts(view),
        "to_improve": find_out.to_improve(reading, _MOST_TO_IMPROVE),
        "eyebrow": f"Decision of {date_words(stored.created.date().isoformat())}"
        f" · {len(reading.decision.options)} options, {futures} futures",
        "stale": is_stale(assessment, stored),
        "plan": _plan_row(assessment),
        "reports": rows_of(selectors.reports_of(assessment)),
    }


def _plan_row(assessment: Assessment) -> dict[str, Any] | None:
    plan = plan_of(assessment)
    if plan is None:
        return None
    terms = [term for term in terms_of(plan) if term.part == TermPart.CONTRACT and not term.left_out]
    place = [assessment.client.slug, assessment.slug]
    return {
        "url": f"{reverse('show_plan', args=place)}?option={plan.option}",
        "results_url": f"{reverse('show_results', args=place)}?option={plan.option}" if plan.began else "",
        "reasons": spelled(plan.reasons_to_leave, "reason") if plan.reasons_to_leave else "",
        "name": plan.option_name,
        "terms": len(terms),
        "open": sum(term.status == TermStatus.OPEN for term in terms),
        "due": date_words(plan.review_on.isoformat()) if plan.review_on and plan.is_due else "",
    }


def _charts(view: report.ReportView) -> dict[str, Any]:
    """The figures of the report by key; those over the weight of a factor together under `weights`."""
    views = {key: chart_view.for_page(figure.spec, f"chart-{key}") for key, figure in view.figures.items()}
    weights = [chart for key, chart in views.items() if key.startswith(_WEIGHTS)]
    return {
        **{key: chart for key, chart in views.items() if not key.startswith(_WEIGHTS)},
        "weights": weights,
    }
