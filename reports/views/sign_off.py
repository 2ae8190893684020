"""Sign a report, and see to its conditions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from reports.forms import ConditionForm, SignOffForm
from reports.models import Report
from reports.presenters import conditions, read
from reports.selectors.issued import case_and_decision
from reports.selectors.sign_off import condition_tasks, newer_version, sign_offs_of
from reports.services import sign_report as keep_sign_off
from reports.services import take_condition as keep_condition
from reports.views.issued import find_report
from reports.views.issuing import hashed_key


@require_POST
@client_view(Role.VIEWER)
def sign_report(request: HttpRequest, client: Client, number: int, version: int) -> HttpResponse:
    report = find_report(client, number, version)
    form = SignOffForm(request.POST)
    if not report.is_ready or newer_version(report) is not None:
        messages.error(request, "Only the newest version can be signed, once it is drawn.")
        return HttpResponseRedirect(_address(report))
    if not form.is_valid():
        context = {"report": report, "form": form, "sign_key": request.POST.get("key", "")}
        return render(request, "reports/sign_report.html", context, status=422)
    sign_off = keep_sign_off(
        report=report,
        user=person(request),
        answer=form.cleaned_data["answer"],
        comment=form.cleaned_data["comment"],
        idempotency_key=hashed_key(request),
    )
    messages.success(request, f"Recorded: {sign_off.get_answer_display().lower()}.")
    return HttpResponseRedirect(_address(report) + "#sign-off")


@require_POST
@client_view(Role.EDITOR)
def take_condition(
    request: HttpRequest, client: Client, number: int, version: int, condition: int
) -> HttpResponse:
    report = find_report(client, number, version)
    _, decision = case_and_decision(report)
    if not 1 <= condition <= len(decision.verdict.conditions):
        raise Http404
    if newer_version(report) is not None:
        messages.error(request, "Conditions are seen to in the newest version.")
        return HttpResponseRedirect(_address(report) + "#conditions")
    form = ConditionForm(request.POST, prefix=f"c{condition}")
    if not form.is_valid():
        context = {"report": report, "form": form, "text": decision.verdict.conditions[condition - 1].text}
        return render(request, "reports/take_condition.html", context, status=422)
    try:
        keep_condition(report=report, number=condition, user=person(request), **form.cleaned_data)
    except Conflict as conflict:
        context = {"report": report, "mine": form.cleaned_data, "theirs": conflict.current}
        return render(request, "reports/condition_conflict.html", context, status=409)
    return HttpResponseRedirect(_address(report) + "#conditions")


def sign_off_context(report: Report) -> dict[str, Any]:
    """What the page of a report shows of answers and conditions."""
    case, decision = case_and_decision(report)
    tasks, rows = condition_tasks(report), conditions.present(read(decision, case))
    said = list(sign_offs_of(report))
    later = newer_version(report)
    return {
        "sign_offs": said,
        "sign_form": SignOffForm(),
        "sign_key": get_random_string(24),
        "later": later,
        "later_url": _address(later) if later else "",
        "condition_rows": [_condition(report, row, tasks) for row in rows],
        "met_count": sum(task.met is not None for task in tasks.values()),
        "decision_url": reverse("show_decision", args=[report.client.slug, report.assessment.slug]),
    }


def _condition(report: Report, row: conditions.ConditionRow, tasks: dict[int, Any]) -> dict[str, Any]:
    task = tasks.get(row.number)
    first = {
        "owner": task.owner if task else "",
        "due": task.due if task else None,
        "met": bool(task and task.met),
        "version": task.version if task else 1,
    }
    address = [report.client.slug, report.number, report.version, row.number]
    return {
        "number": row.number,
        "text": row.text,
        "task": task,
        "form": ConditionForm(initial=first, prefix=f"c{row.number}"),
        "url": reverse("take_condition", args=address),
    }


def _address(report: Report) -> str:
    return reverse("show_report", args=[report.client.slug, report.number, report.version])
