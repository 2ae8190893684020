"""Scenarios: list, make, change, copy, lock, archive, compute."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.forms.scenarios import ChangesForm, ScenarioForm
from assessments.models import Assessment, Scenario
from assessments.selectors.scenarios import scenario_of
from assessments.services import scenarios as services
from assessments.services.deciding import decide_assessment
from assessments.services.sent_forms import once
from assessments.snapshots import build_case
from assessments.views.journey_frame import find_assessment, link
from assessments.views.scenarios_page import edit_context, frame, list_context, view_context
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from ui.numbers import whole_number

LONGEST_KEY = 64


@client_view(Role.VIEWER)
@require_GET
def list_scenarios(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    archived = request.GET.get("archived") == "1"
    return render(request, "assessments/scenarios/list.html", list_context(request, found, archived))


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def create_scenario(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    form = ScenarioForm(request.POST or None)
    key = request.POST.get("key", "")[:LONGEST_KEY] or secrets.token_urlsafe(24)
    if request.method == "POST" and form.is_valid():

        def make() -> str:
            made = services.create_scenario(assessment=found, actor=person(request), **form.cleaned_data)
            return _address(made, "edit_scenario")

        return redirect(once(user=person(request), key=key, make=make))
    context = frame(request, found, "New scenario") | {"form": form, "key": key}
    return render(request, "assessments/scenarios/create.html", context, status=422 if form.errors else 200)


@client_view(Role.VIEWER)
@require_GET
def show_scenario(request: HttpRequest, client: Client, assessment: str, scenario: str) -> HttpResponse:
    found = _find(client, assessment, scenario)
    return render(request, "assessments/scenarios/show.html", view_context(request, found))


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def edit_scenario(request: HttpRequest, client: Client, assessment: str, scenario: str) -> HttpResponse:
    found = _find(client, assessment, scenario)
    if found.locked:
        messages.info(request, "This scenario is locked. Copy it to change something.")
        return redirect(_address(found, "show_scenario"))
    try:
        case = build_case(found.assessment)
    except ValueError as error:
        messages.warning(request, f"The answers cannot be computed yet: {error}")
        return redirect(link(found.assessment, "list_scenarios"))
    initial = {"name": found.name, "note": found.note}
    form = ChangesForm(request.POST or None, case=case, changes=found.changes, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _changed(request, found, form)
    return _asked(request, found, form, status=422 if form.errors else 200)


@client_view(Role.EDITOR)
@require_POST
def copy_scenario(request: HttpRequest, client: Client, assessment: str, scenario: str) -> HttpResponse:
    found = _find(client, assessment, scenario)

    def make() -> str:
        copy = services.copy_scenario(scenario=found, actor=person(request))
        return _address(copy, "edit_scenario")

    key = request.POST.get("key", "")[:LONGEST_KEY] or secrets.token_urlsafe(24)
    return redirect(once(user=person(request), key=key, make=make))


@client_view(Role.EDITOR)
@require_POST
def lock_scenario(request: HttpRequest, client: Client, assessment: str, scenario: str) -> HttpResponse:
    found = _find(client, assessment, scenario)
    services.set_locked(scenario=found, locked=request.POST.get("locked") == "1", actor=person(request))
    return redirect(_address(found, "show_scenario"))


@client_view(Role.EDITOR)
@require_POST
def archive_scenario(request: HttpRequest, client: Client, assessment: str, scenario: str) -> HttpResponse:
    found = _find(client, assessment, scenario)
    services.set_archived(scenario=found, archived=request.POST.get("archived") == "1", actor=person(request))
    return redirect(link(found.assessment, "list_scenarios"))


@client_view(Role.EDITOR)
@require_POST
def compute_scenario(request: HttpRequest, client: Client, assessment: str, scenario: str) -> HttpResponse:
    found = _find(client, assessment, scenario)
    _compute(request, found)
    return redirect(_address(found, "show_scenario"))


def _changed(request: HttpRequest, scenario: Scenario, form: ChangesForm) -> HttpResponse:
    try:
        services.change_scenario(
            scenario=scenario,
            version=whole_number(request.POST.get("version", "")),
            name=form.cleaned_data["name"],
            note=form.cleaned_data["note"],
            changes=form.changes,
            actor=person(request),
        )
    except Conflict as conflict:
        return _asked(request, scenario, form, theirs=conflict.current, status=409)
    except services.Locked:
        messages.info(request, "A colleague locked this scenario. Copy it to change something.")
    except ValueError as error:
        form.add_error(None, f"This cannot be computed: {error}")
        return _asked(request, scenario, form, status=422)
    else:
        _compute(request, scenario)
    return redirect(_address(scenario, "show_scenario"))


def _compute(request: HttpRequest, scenario: Scenario) -> None:
    try:
        decide_assessment(scenario.assessment, person(request), scenario=scenario)
    except ValueError as error:
        messages.warning(request, f"This scenario cannot be computed: {error}")


def _asked(
    request: HttpRequest, scenario: Scenario, form: ChangesForm, *, theirs: Any = None, status: int = 200
) -> HttpResponse:
    context = edit_context(request, scenario, form, theirs)
    return render(request, "assessments/scenarios/edit.html", context, status=status)


def _find(client: Client, assessment: str, slug: str) -> Scenario:
    found: Assessment = find_assessment(client, assessment)
    scenario = scenario_of(found, slug)
    if scenario is None:
        raise Http404
    return scenario


def _address(scenario: Scenario, name: str) -> str:
    place = [scenario.assessment.client.slug, scenario.assessment.slug, scenario.slug]
    return reverse(name, args=place)
