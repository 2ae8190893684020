"""Several people: ask them, each weighs alone, then reveal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from assessments.forms.weights import InviteForm
from assessments.selectors.weights import members_to_invite
from assessments.services import weights as services
from assessments.views.journey_frame import find_assessment, link
from assessments.views.weights_page import page
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from ui.numbers import whole_number


@client_view(Role.EDITOR)
@require_POST
def invite_to_weigh(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    form = InviteForm(request.POST, members=members_to_invite(client, found))
    if not form.is_valid():
        context = page(request, found, form)
        return render(request, "assessments/weights/show.html", context, status=422)
    new = services.invite(assessment=found, people=form.cleaned_data["people"], actor=person(request))
    names = ", ".join(member.name for member in new)
    messages.success(request, f"{names} can weigh now. Send them the address of this page.")
    return redirect(link(found, "show_weights") + "#together")


@client_view(Role.EDITOR)
@require_POST
def withdraw_invitation_to_weigh(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    number = whole_number(request.POST.get("person"))
    if number:
        _or_say_why(
            request,
            lambda: services.withdraw_invitation(assessment=found, person_id=number, actor=person(request)),
        )
    return redirect(link(found, "show_weights") + "#together")


@client_view(Role.EDITOR)
@require_POST
def reveal_weights(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    done = "Revealed. The weights of the group are in force now."
    _or_say_why(request, lambda: services.reveal(assessment=found, actor=person(request)), done)
    return redirect(link(found, "show_weights") + "#together")


@client_view(Role.EDITOR)
@require_POST
def start_weights_round(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    done = "Everybody can weigh again. What is in force stays until the next reveal."
    _or_say_why(request, lambda: services.new_round(assessment=found, actor=person(request)), done)
    return redirect(link(found, "show_weights") + "#together")


def _or_say_why(request: HttpRequest, deed: Callable[[], object], done: str = "") -> None:
    try:
        deed()
    except services.NotReady as reason:
        messages.warning(request, str(reason))
    else:
        if done:
            messages.success(request, done)
