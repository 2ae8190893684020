"""Play with a decision: move something and see the effect at once, break it, read how a figure came about."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from assessments.choices import Factor
from assessments.forms.scenarios import read_measure
from assessments.journey.levers import PEOPLE, levers_of
from assessments.models import Assessment, Decision
from assessments.selectors.decisions import latest_decision
from assessments.services.deciding import decide_assessment
from assessments.services.scenarios import LONGEST_NAME, create_scenario
from assessments.services.sent_forms import once
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from reports.presenters import breaking, explanation, trying
from reports.presenters.reading import Reading
from reports.selectors.readings import reading_of
from reports.selectors.trying import broken, looked_at
from reports.views.decision import crumbs
from ui.measures import Measure

PERCENT = Measure("percent")
LONGEST_KEY = 64


@dataclass(frozen=True)
class Moved:
    """weights None: as in the decision · changes: path of an input → its value."""

    weights: dict[str, float] | None
    changes: dict[str, Any]

    @property
    def anything(self) -> bool:
        return bool(self.weights or self.changes)


@client_view(Role.VIEWER)
@require_GET
def try_decision(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """The whole page, or for a script only the effect."""
    subject, stored = _decided(client, assessment)
    reading = reading_of(stored)
    only_effect = bool(request.htmx)  # type: ignore[attr-defined]
    context = _keeping(request, subject)
    try:
        moved = _moved(request.GET, reading)
        base = looked_at(stored, {}, None)
        now = looked_at(stored, moved.changes, moved.weights)
        context["effect"] = trying.effect(base, now, reading.numbers, moved=moved.anything)
    except (ValidationError, ValueError) as error:
        context["fault"] = error.messages[0] if isinstance(error, ValidationError) else str(error)
    status = 422 if "fault" in context else 200
    if only_effect:
        return render(request, "reports/try/effect.html", context, status=status)
    context |= _page(request, subject, reading)
    return render(request, "reports/try/page.html", context, status=status)


@client_view(Role.EDITOR)
@require_POST
def keep_tried(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """What was moved becomes a scenario of the assessment."""
    subject, stored = _decided(client, assessment)
    name = request.POST.get("name", "").strip()[:LONGEST_NAME].replace("\x00", "") or "What I tried"
    try:
        moved = _moved(request.POST, reading_of(stored))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return redirect(reverse("try_decision", args=[client.slug, subject.slug]))

    actor = person(request)

    def make() -> str:
        made = create_scenario(
            assessment=subject, name=name, note="", actor=actor, changes=_as_changes(moved)
        )
        decide_assessment(subject, actor, scenario=made)
        return reverse("show_scenario", args=[client.slug, subject.slug, made.slug])

    key = request.POST.get("key", "")[:LONGEST_KEY] or secrets.token_urlsafe(24)
    return redirect(once(user=actor, key=key, make=make))


@client_view(Role.VIEWER)
@require_GET
def break_decision(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject, stored = _decided(client, assessment)
    view = breaking.present(broken(stored), reading_of(stored))
    context = {"found": view, "assessment": subject, "crumbs": crumbs(client, subject, "Break it")}
    whole = not request.htmx  # type: ignore[attr-defined]
    return render(request, "reports/try/break_page.html" if whole else "reports/try/break.html", context)


@client_view(Role.VIEWER)
@require_GET
def explain_decision(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """Every figure of an option down to the answers that it was made of."""
    subject, stored = _decided(client, assessment)
    reading = reading_of(stored)
    wanted = request.GET.get("option", "")
    option = reading.results.get(wanted) if wanted else reading.subject
    if option is None:
        raise Http404
    here = reverse("explain_decision", args=[client.slug, subject.slug])
    context = {
        "assessment": subject,
        "crumbs": crumbs(client, subject, "How it was computed"),
        "option": option.name,
        "nodes": explanation.present(reading, option, request.GET.get("figure", "")),
        "futures": f"{stored.futures:,}",
        "tabs": [
            {"label": other.name, "url": f"{here}?option={other.option_id}", "current": other is option}
            for other in reading.decision.options
        ],
    }
    return render(request, "reports/try/explain.html", context)


def _decided(client: Client, slug: str) -> tuple[Assessment, Decision]:
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=slug, client=client)
    stored = latest_decision(subject)
    if stored is None:
        raise Http404
    return subject, stored


def _moved(data: Any, reading: Reading) -> Moved:
    return Moved(_weights(data, reading), _changes(data, reading))


def _weights(data: Any, reading: Reading) -> dict[str, float] | None:
    """Percent by factor as typed; None where none was moved. They need not sum to 100."""
    base = {factor.value: reading.case.weights.factors.get(factor.value, 0.0) for factor in Factor}
    typed = {name: data.get(f"weight_{name}", "") for name in base}
    moved = {name for name, text in typed.items() if text and text != PERCENT.text(base[name])}
    if not moved:
        return None
    found = {
        name: read_measure(typed[name], PERCENT, Factor(name).label) if name in moved else base[name]
        for name in base
    }
    weights = {name: weight if weight is not None else base[name] for name, weight in found.items()}
    if not any(weights.values()):
        raise ValidationError("Give weight to at least one factor.")
    return weights


def _changes(data: Any, reading: Reading) -> dict[str, Any]:
    found = {}
    for lever in levers_of(reading.case):
        text = data.get(trying.input_name(lever.path), "")
        if text and text != lever.typed(lever.base):
            number = read_measure(text, lever.measure, lever.label)
            if number is not None:
                found[lever.path] = lever.value_of(number)
    return found


def _as_changes(moved: Moved) -> dict[str, Any]:
    if not moved.weights:
        return moved.changes
    total = sum(moved.weights.values())
    weights = {f"weights.factors.{name}": weight / total for name, weight in moved.weights.items()}
    return {**moved.changes, **weights, PEOPLE: []}


def _keeping(request: HttpRequest, subject: Assessment) -> dict[str, Any]:
    """What the form needs that makes a scenario of what was moved."""
    return {
        "typed": _typed(request),
        "keep_url": reverse("keep_tried", args=[subject.client.slug, subject.slug]),
        "may_keep": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
        "key": secrets.token_urlsafe(24),
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    return {n: str(t) for n, t in request.GET.items() if n.startswith(("weight_", "input_"))}


def _page(request: HttpRequest, subject: Assessment, reading: Reading) -> dict[str, Any]:
    place = [subject.client.slug, subject.slug]
    typed = _typed(request)
    return {
        "assessment": subject,
        "client": subject.client,
        "crumbs": crumbs(subject.client, subject, "Try it out"),
        "weights": trying.weights_to_move(reading.case.weights.factors, typed),
        "inputs": trying.inputs_to_move(reading, typed),
        "try_url": reverse("try_decision", args=place),
        "decision_url": reverse("show_decision", args=place),
    }
