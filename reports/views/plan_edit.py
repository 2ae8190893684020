"""Change a deal plan: its terms, its incentives, its exit, its people."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed, versions
from reports.models import DealPlan, PlanTerm, TermPart
from reports.plan_forms import ExitForm, IncentivesForm, PeopleForm, TermForm, initial_scheme
from reports.services.plan import add_term, save_plan, save_term
from reports.views.decision import crumbs
from reports.views.plan import address, find_plan, version_of

TITLES = {"people": "Who signs, and when it is looked at again", "incentives": "Incentives", "exit": "Exit"}
MEANWHILE = (
    "A colleague saved this while you were typing. What is stored stands above, what you typed below;"
    " save again to keep yours."
)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_plan_term(
    request: HttpRequest, client: Client, assessment: str, plan: int, term: int
) -> HttpResponse:
    found = find_plan(client, assessment, plan)
    row = get_object_or_404(PlanTerm.objects.select_related("plan__assessment__client"), plan=found, pk=term)
    initial = {name: getattr(row, name) for name in TermForm.base_fields}
    form = TermForm(typed(request), initial=initial, part=row.part)
    if request.method != "POST":
        return _term_page(request, found, form, row, row.version)
    if not form.is_valid():
        return _term_page(request, found, form, row, version_of(request), 422)
    try:
        save_term(term=row, version=version_of(request), user=person(request), **form.cleaned_data)
    except Conflict as conflict:
        return _conflict(request, found, form, row, conflict)
    messages.success(request, f"Saved: {row.title}.")
    return redirect(f"{address(found)}#{row.part}")


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def add_plan_term(
    request: HttpRequest, client: Client, assessment: str, plan: int, part: str
) -> HttpResponse:
    found = find_plan(client, assessment, plan)
    if part not in TermPart.values:
        raise Http404
    form = TermForm(typed(request), initial={"status": "draft"}, part=part)
    if request.method == "POST" and form.is_valid():
        key = request.POST.get("key", "").lower()
        safe = "".join(c for c in key if c.isascii() and c.isalnum())[:40]
        row = add_term(plan=found, part=part, user=person(request), key=safe, **form.cleaned_data)
        messages.success(request, f"Added: {row.title}.")
        return redirect(f"{address(found)}#{part}")
    status = 422 if request.method == "POST" else 200
    return _term_page(request, found, form, None, 0, status, part=part)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_plan_part(
    request: HttpRequest, client: Client, assessment: str, plan: int, part: str
) -> HttpResponse:
    found = find_plan(client, assessment, plan)
    if part not in TITLES:
        raise Http404
    form = _form(part, found, typed(request))
    if request.method != "POST":
        return _part_page(request, found, form, part, found.version)
    if not form.is_valid():
        return _part_page(request, found, form, part, version_of(request), 422)
    try:
        save_plan(
            plan=found, version=version_of(request), user=person(request), **_changes(part, form, found)
        )
    except Conflict as conflict:
        current = conflict.current
        form.add_error(None, MEANWHILE)
        theirs = _form(part, current, None) if isinstance(current, DealPlan) else None
        return _part_page(request, found, form, part, getattr(current, "version", 0), 409, theirs)
    messages.success(request, f"Saved: {TITLES[part].lower()}.")
    return redirect(f"{address(found)}#{part}")


def _form(part: str, plan: DealPlan, data: Any) -> Any:
    if part == "people":
        names = ("client_signs", "provider_signs", "review_on")
        return PeopleForm(data, initial={name: getattr(plan, name) for name in names})
    if part == "exit":
        return ExitForm(data, initial=plan.exit_terms)
    return IncentivesForm(data, initial=initial_scheme(plan.scheme))


def _changes(part: str, form: Any, plan: DealPlan) -> dict[str, Any]:
    if part == "people":
        return dict(form.cleaned_data)
    if part == "exit":
        return {"exit_terms": form.plain()}
    return {"scheme": form.plain(plan.scheme["spread"])}


def _conflict(
    request: HttpRequest, plan: DealPlan, form: Any, row: PlanTerm, conflict: Conflict
) -> HttpResponse:
    form.add_error(None, MEANWHILE)
    current = conflict.current
    shown = current if isinstance(current, PlanTerm) else None
    theirs = [
        (form.fields[name].label, _said(shown, name)) for name in form.fields if shown and name != "left_out"
    ]
    return _term_page(request, plan, form, row, getattr(current, "version", 0), 409, theirs=theirs)


def _said(term: PlanTerm | None, name: str) -> str:
    return term.get_status_display() if term and name == "status" else str(getattr(term, name, ""))


def _term_page(
    request: HttpRequest,
    plan: DealPlan,
    form: Any,
    row: PlanTerm | None,
    version: int,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    title = row.title if row else f"Add to: {TermPart(more['part']).label.lower()}"
    context = {"term": row, "key": request.POST.get("key") or get_random_string(20), **more}
    return form_page(request, plan, form, title, version, status, context)


def _part_page(
    request: HttpRequest,
    plan: DealPlan,
    form: Any,
    part: str,
    version: int,
    status: int = 200,
    theirs: Any = None,
) -> HttpResponse:
    said = (
        [(field.label, theirs.initial.get(name)) for name, field in theirs.fields.items()] if theirs else []
    )
    shown = [(label, "" if value is None else value) for label, value in said]
    return form_page(request, plan, form, TITLES[part], version, status, {"part": part, "theirs": shown})


def form_page(
    request: HttpRequest,
    plan: DealPlan,
    form: Any,
    title: str,
    version: int,
    status: int,
    more: Mapping[str, Any],
    above: tuple[str, str] | None = None,
) -> HttpResponse:
    """`above`: name and address of the page that the form belongs to, the plan's unless told."""
    subject = plan.assessment
    name, back = above or ("Deal plan", address(plan))
    trail = crumbs(subject.client, subject, title)
    context = {
        "assessment": subject,
        "client": subject.client,
        "plan": plan,
        "form": form,
        "title": title,
        "back_url": back,
        "of": name,
        "versions": versions(request, [("version", version)]),
        "crumbs": [*trail[:-1], {"label": name, "url": back}, trail[-1]],
        **more,
    }
    return render(request, "reports/plan/edit_plan.html", context, status=status)
