"""Enter what a deal brings: when it began, and the results of a month."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed
from reports.models import DealPlan, MonthResult
from reports.presenters.results.entered import month_of
from reports.presenters.results.told import name_of
from reports.presenters.results.watch import is_computed
from reports.results_forms import Asked, BeginForm, MonthForm, initial_month
from reports.selectors.plan import reading_of
from reports.selectors.results import (
    ground_of,
    is_approved,
    is_paid,
    months_of,
    present_terms,
    results_of,
    triggers_of,
)
from reports.services.results import begin_deal as write_begin
from reports.services.results import remove_month as write_removed
from reports.services.results import save_month
from reports.views.plan import find_plan, version_of
from reports.views.plan_edit import MEANWHILE, form_page
from reports.views.results import results_address

NOT_APPROVED = (
    "A deal begins once a report that says go or conditional go, or the deal plan printed alone, is approved."
    " Have a report signed first."
)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def begin_deal(request: HttpRequest, client: Client, assessment: str, plan: int) -> HttpResponse:
    """Say on which day the deal began, or correct it."""
    found = find_plan(client, assessment, plan)
    if found.began is None and not is_approved(found):
        messages.error(request, NOT_APPROVED)
        return redirect(results_address(found))
    first = results_of(found).values_list("month", flat=True).first()
    form = BeginForm(typed(request), initial={"began": found.began}, first=first)
    if request.method != "POST":
        return _begin_page(request, found, form, found.version)
    if not form.is_valid():
        return _begin_page(request, found, form, version_of(request), 422)
    try:
        write_begin(plan=found, version=version_of(request), user=person(request), **form.cleaned_data)
    except Conflict as conflict:
        form.add_error(None, MEANWHILE)
        current = conflict.current if isinstance(conflict.current, DealPlan) else found
        theirs = [("Begins", current.began or "not said")]
        return _begin_page(request, found, form, current.version, 409, theirs)
    messages.success(request, "Saved: the day on which the deal begins.")
    return redirect(results_address(found))


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def enter_month(request: HttpRequest, client: Client, assessment: str, plan: int, month: str) -> HttpResponse:
    """The results of one month: new, or corrected."""
    found, first = _find(client, assessment, plan, month)
    row = results_of(found).filter(month=first).first()
    form = MonthForm(
        typed(request), initial=initial_month(row) if row else {}, asked=_asked(found, first, row)
    )
    if request.method != "POST":
        return _month_page(request, found, form, row)
    if not form.is_valid():
        return _month_page(request, found, form, row, version_of(request), 422)
    version, user = version_of(request), person(request)
    try:
        save_month(plan=found, month=first, version=version, user=user, **form.values())
    except Conflict as conflict:
        return _month_conflict(request, found, form, conflict)
    except MonthResult.DoesNotExist:  # a colleague removed it: what was typed is entered anew
        form.add_error(
            None, "A colleague removed this month meanwhile. Save again to enter it as typed below."
        )
        return _month_page(request, found, form, None, 0, 409)
    messages.success(request, f"Saved: results of {name_of(first)}.")
    return redirect(results_address(found))


@require_POST
@client_view(Role.EDITOR)
def remove_month(
    request: HttpRequest, client: Client, assessment: str, plan: int, month: str
) -> HttpResponse:
    found, first = _find(client, assessment, plan, month)
    row = results_of(found).filter(month=first).first()
    if row is None:
        return redirect(results_address(found))
    try:
        write_removed(row=row, version=version_of(request), user=person(request))
    except Conflict:
        messages.error(request, "A colleague changed this month meanwhile. Look at it again first.")
    else:
        messages.success(request, f"Removed: results of {name_of(first)}.")
    return redirect(results_address(found))


def _find(client: Client, assessment: str, plan: int, month: str) -> tuple[DealPlan, dt.date]:
    """A month from the beginning of the deal to the present one."""
    found, first = find_plan(client, assessment, plan), month_of(month)
    if first is None or first not in months_of(found):
        raise Http404
    return found, first


def _asked(plan: DealPlan, month: dt.date, row: MonthResult | None) -> Asked:
    """A month that is there keeps the terms by which it was entered."""
    reading = reading_of(plan.decision)
    ground = ground_of(plan, reading)
    triggers = triggers_of(plan)
    priced = any(trigger.key == "price" and is_computed(trigger, ground) for trigger in triggers)
    return Asked(
        month=month,
        terms=row.terms if row else present_terms(plan, reading),
        triggers=[trigger for trigger in triggers if not is_computed(trigger, ground)],
        currency=reading.case.currency,
        price_of=ground.basis if priced else "",
        price_currency=ground.currency,
        paid=is_paid(plan, reading),
    )


def _begin_page(
    request: HttpRequest,
    plan: DealPlan,
    form: BeginForm,
    version: int,
    status: int = 200,
    theirs: list[tuple[str, Any]] | None = None,
) -> HttpResponse:
    title, more = "Beginning of the deal", {"theirs": theirs or []}
    return form_page(request, plan, form, title, version, status, more, ("Results", results_address(plan)))


def _month_page(
    request: HttpRequest,
    plan: DealPlan,
    form: MonthForm,
    row: MonthResult | None,
    version: int | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = (row.version if row else 0) if version is None else version
    title, above = f"Results of {name_of(form.asked.month)}", ("Results", results_address(plan))
    context: Mapping[str, Any] = {"remove": _remove(plan, row), **more}
    return form_page(request, plan, form, title, shown, status, context, above)


def _month_conflict(
    request: HttpRequest, plan: DealPlan, form: MonthForm, conflict: Conflict
) -> HttpResponse:
    form.add_error(None, MEANWHILE)
    current = conflict.current if isinstance(conflict.current, MonthResult) else None
    theirs = _stored(form, current) if current else []
    return _month_page(request, plan, form, current, current.version if current else 0, 409, theirs=theirs)


def _stored(form: MonthForm, row: MonthResult) -> list[tuple[str, str]]:
    """What a colleague saved, in the words of the form."""
    stored = MonthForm(initial=initial_month(row), asked=form.asked)
    return [
        (str(field.label), str(field.value()))
        for field in stored
        if field.name in stored.initial and field.value() not in (None, "", [])
    ]


def _remove(plan: DealPlan, row: MonthResult | None) -> dict[str, Any] | None:
    if row is None:
        return None
    place = [plan.assessment.client.slug, plan.assessment.slug, plan.pk, f"{row.month:%Y-%m}"]
    words = f"Remove the results of {name_of(row.month)}"
    return {"url": reverse("remove_month", args=place), "version": row.version, "words": words}
