"""What matters: weigh on one's own, see it read back, put it in force or hand it in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.choices import WeightMethod
from assessments.forms.weights import WAYS, WeighForm
from assessments.journey.swings import FACTORS, PARTS, part_name, swings_of
from assessments.models import Assessment, WeightSet
from assessments.selectors.weights import own_weights
from assessments.services import weights as services
from assessments.services.judgements import confidence_of
from assessments.views.journey_frame import crumbs, find_assessment, link
from assessments.views.weights_page import look_again, page
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from ui.numbers import whole_number

WAY_WORDS = {
    WeightMethod.SWING: ("Lift first", "Imagine everything at its worst, and say what you would lift first."),
    WeightMethod.RANK: ("Put in order", "Say only what comes first, second, third."),
    WeightMethod.PAIRWISE: ("Two at a time", "Compare every two; contradictions show."),
    WeightMethod.DIRECT: ("Give points", "Share out points as you like."),
}


@client_view(Role.VIEWER)
@require_GET
def show_weights(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    return render(
        request, "assessments/weights/show.html", page(request, find_assessment(client, assessment))
    )


@client_view(Role.VIEWER)
@require_http_methods(["GET", "POST"])
def weigh(request: HttpRequest, client: Client, assessment: str, part: str) -> HttpResponse:
    """part: the factors, or one of them for the criteria within it."""
    found = find_assessment(client, assessment)
    own = _may_weigh(request, found)
    if part not in PARTS:
        raise Http404
    way = _way(request, own, part)
    form = _form(part, way, own, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, found, part, form)
        except Conflict as conflict:
            message = "You saved other weights in another window. Look at both, then save again."
            return _asked(request, found, part, form, conflict.current, notice=message, status=409)
    return _asked(request, found, part, form, own, status=422 if form.errors else 200)


@client_view(Role.VIEWER)
@require_POST
def drop_judgement(request: HttpRequest, client: Client, assessment: str, part: str) -> HttpResponse:
    """Within this factor the usual weights again."""
    found = find_assessment(client, assessment)
    _may_weigh(request, found)
    services.drop_judgement(assessment=found, person=person(request), factor=part)
    return redirect(link(found, "show_weights"))


@client_view(Role.VIEWER)
@require_POST
def hand_in_weights(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    _may_weigh(request, found)
    done = "Handed in. Nobody sees your weights until all are revealed."
    return _tried(request, found, done, lambda: services.hand_in(assessment=found, person=person(request)))


@client_view(Role.VIEWER)
@require_POST
def take_back_weights(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    _may_weigh(request, found)
    done = "Taken back. Change them and hand them in again."
    return _tried(request, found, done, lambda: services.take_back(assessment=found, person=person(request)))


@client_view(Role.EDITOR)
@require_POST
def use_weights(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    version = whole_number(request.POST.get("version", ""))
    done = "These weights are in force. Compute the decision again to see what they change."
    return _tried(
        request,
        found,
        done,
        lambda: services.use_own(assessment=found, person=person(request), version=version),
    )


def _tried(request: HttpRequest, assessment: Assessment, done: str, deed: Any) -> HttpResponse:
    """Do it, or say what has to come first."""
    try:
        deed()
    except services.NotReady as reason:
        messages.warning(request, str(reason))
    except Conflict:
        text = "Somebody put other weights in force in the meantime. They are shown here; decide again."
        messages.warning(request, text)
    else:
        messages.success(request, done)
    return redirect(link(assessment, "show_weights"))


def _may_weigh(request: HttpRequest, assessment: Assessment) -> WeightSet | None:
    """Managers may always; who only reads may when she was asked to."""
    own = own_weights(assessment, person(request))
    writes = Role(request.membership.role).includes(Role.EDITOR)  # type: ignore[attr-defined]
    if own is None and not writes:
        raise PermissionDenied
    return own


def _way(request: HttpRequest, own: WeightSet | None, part: str) -> str:
    """What was asked for, else how it was done last time, else the way that asks best."""
    asked = request.GET.get("way", "")
    last = own.judgements.get(part, {}).get("way", "") if own else ""
    return asked if asked in WAYS else last if last in WAYS else WeightMethod.SWING.value


def _form(part: str, way: str, own: WeightSet | None, data: Any) -> WeighForm:
    said = own.judgements.get(part, {}) if own else {}
    has_said = bool(own and own.factors)
    return WAYS[way](
        swings_of(part),
        asks_confidence=part == FACTORS,
        given=said.get("given") if said.get("way") == way else None,
        confidence=confidence_of(own.concentration) if own and has_said else "",
        data=data,
    )


def _kept(request: HttpRequest, assessment: Assessment, part: str, form: WeighForm) -> HttpResponse:
    try:
        services.keep_judgement(
            assessment=assessment,
            person=person(request),
            part=part,
            way=form.way,
            given=form.given,
            items=form.names,
            concentration=form.concentration,
            version=whole_number(request.POST.get("version", "")),
        )
    except services.NotReady as reason:
        messages.warning(request, str(reason))
    return redirect(link(assessment, "show_weights") + "#yours")


def _asked(
    request: HttpRequest,
    assessment: Assessment,
    part: str,
    form: WeighForm,
    own: Any,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    here = link(assessment, "weigh", part=part)
    context = {
        "assessment": assessment,
        "client": assessment.client,
        "breadcrumbs": [
            *crumbs(assessment, ""),
            {"label": "What matters", "url": link(assessment, "show_weights")},
            {"label": part_name(part), "url": ""},
        ],
        "part": part,
        "title": "Weigh the six factors" if part == FACTORS else f"Weigh within {part_name(part).lower()}",
        "form": form,
        "rows": form.rows(),
        "way": form.way,
        "way_note": WAY_WORDS[WeightMethod(form.way)][1],
        "ways": [
            {"label": words[0], "url": f"{here}?way={way}", "current": way == form.way}
            for way, words in WAY_WORDS.items()
        ],
        "post_url": f"{here}?way={form.way}",
        "back_url": link(assessment, "show_weights"),
        "version": own.version if own and own.judgements else 0,
        "notice": notice,
        "look_again": look_again(own, part) if form.way == WeightMethod.PAIRWISE else None,
    }
    return render(request, "assessments/weights/weigh.html", context, status=status)
