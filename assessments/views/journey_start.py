"""From nothing to a first verdict: a client, an assessment, a draft from published figures."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from assessments.forms.start import AssessmentForm, ClientForm, QuickStartForm
from assessments.journey.progress import first_missing
from assessments.journey.questions import questionnaire
from assessments.services.assessments import begin_assessment, begin_client
from assessments.services.quick_start import Asked, draft_quickly
from assessments.services.sent_forms import once
from assessments.views.journey_frame import frame, journey_of, link, page_link
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person, signed_in_view

LONGEST_KEY = 64


@signed_in_view
@require_http_methods(["GET", "POST"])
def create_client(request: HttpRequest) -> HttpResponse:
    form = ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def make() -> str:
            client = begin_client(
                name=data["name"],
                country_iso3=data["country"],
                currency=data["currency"],
                sector=data["sector"],
                actor=person(request),
            )
            return reverse("create_assessment", kwargs={"client": client.slug})

        return redirect(once(user=person(request), key=_key(request), make=make))
    context = {"form": form, "key": _key(request), "breadcrumbs": [{"label": "New client", "url": ""}]}
    return render(request, "assessments/create_client.html", context, status=_status(form))


@client_view(Role.OWNER)
@require_http_methods(["GET", "POST"])
def create_assessment(request: HttpRequest, client: Client) -> HttpResponse:
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def make() -> str:
            assessment = begin_assessment(
                client=client, title=form.cleaned_data["title"], actor=person(request)
            )
            return link(assessment, "show_assessment")

        return redirect(once(user=person(request), key=_key(request), make=make))
    crumbs = [{"label": client.name, "url": reverse("list_clients")}, {"label": "New assessment", "url": ""}]
    context = {"form": form, "key": _key(request), "client": client, "breadcrumbs": crumbs}
    return render(request, "assessments/create_assessment.html", context, status=_status(form))


@client_view(Role.VIEWER)
@require_GET
def show_assessment(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """Where an assessment stands, and what to do next."""
    journey = journey_of(client, assessment)
    missing = first_missing(journey.given)
    context = frame(request, journey) | {
        "begun": bool(journey.given.contents or journey.given.streams),
        "next_url": page_link(journey.assessment, missing) if missing else journey.link("check_answers"),
        "complete": missing is None,
        "quick_url": journey.link("quick_start"),
        "import_url": journey.link("import_contacts"),
        "check_url": journey.link("check_answers"),
        "done": sum(part.state == "done" for part in journey.sections),
        "all": len(journey.sections),
    }
    return render(request, "assessments/show_assessment.html", context)


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def quick_start(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    journey = journey_of(client, assessment)
    form = QuickStartForm(request.POST or None, initial={"town": journey.given.contents.get("service.place")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft_quickly(
            assessment=journey.assessment,
            sector_id=data["sector"],
            agents=float(data["agents"]),
            town=data["town"],
            asked=_asked(),
            actor=person(request),
        )
        messages.success(
            request,
            "A first draft is there, all of it guesses from published figures. Now make it yours: "
            "what is worth most to know stands beside the questions.",
        )
        return redirect(journey.link("list_tasks"))
    context = frame(request, journey, here="Start quickly") | {"form": form}
    return render(request, "assessments/quick_start.html", context, status=_status(form))


def _asked() -> Asked:
    """The questions of the whole service for which a published figure may exist."""
    return {
        question.id: (question.references, question.unit, question.maximum)
        for question in questionnaire().questions.values()
        if question.references and not question.table and question.kind == "estimate"
    }


def _key(request: HttpRequest) -> str:
    """Made with the page, comes back with the form."""
    return request.POST.get("key", "")[:LONGEST_KEY] or secrets.token_urlsafe(24)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
