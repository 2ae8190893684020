"""The best mix: what the engine proposes, what it gains over the options, and one click that takes it."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments.forms.best_mix import MixTermsForm, usual_terms
from assessments.models import Assessment
from assessments.selectors.best_mix import Beside, FoundMix, find_best_mix
from assessments.services.best_mix import take_mix
from assessments.services.sent_forms import once
from assessments.views.journey_frame import crumbs, find_assessment, link
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from ui.formats import decimal_text, money_compact, percent_text

LONGEST_KEY = 64
IN_HOUSE = "Stays with the team"


@client_view(Role.VIEWER)
@require_GET
def show_best_mix(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    found = find_assessment(client, assessment)
    form = _form(request.GET)
    context = _frame(request, found, form)
    if form.is_valid():
        try:
            context |= _proposal(found, find_best_mix(found, form.terms), form)
        except ValueError as error:
            context["missing"] = str(error)
    return render(request, "assessments/best_mix.html", context, status=422 if form.errors else 200)


@client_view(Role.EDITOR)
@require_POST
def take_best_mix(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """The mix is found anew under the same terms, so that nothing but a proposal of ours is taken."""
    found = find_assessment(client, assessment)
    form = _form(request.POST)
    if not form.is_valid():
        return redirect(link(found, "show_best_mix"))
    try:
        mix = find_best_mix(found, form.terms)
    except ValueError as error:
        messages.warning(request, f"There is no mix to take: {error}")
        return redirect(link(found, "show_best_mix"))
    if not mix.places:
        messages.warning(request, "Under these terms nothing should leave the team; there is no mix to take.")
        return redirect(link(found, "show_best_mix"))

    def make() -> str:
        note = f"Proposed on {len(mix.places)} streams; {_terms_words(form)}"
        option = take_mix(assessment=found, places=mix.places, note=note, actor=person(request))
        return link(found, "edit_option", option=option.slug)

    key = request.POST.get("key", "")[:LONGEST_KEY] or secrets.token_urlsafe(24)
    messages.success(request, "Taken as an option. Answer what is its own, such as severance.")
    return redirect(once(user=person(request), key=key, make=make))


def _form(data: QueryDict) -> MixTermsForm:
    """As asked, else as usual."""
    names = MixTermsForm.base_fields
    asked = {name: data[name] for name in names if name in data}
    return MixTermsForm({**usual_terms(), **asked})


def _frame(request: HttpRequest, assessment: Assessment, form: MixTermsForm) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "client": assessment.client,
        "breadcrumbs": [
            *crumbs(assessment, ""),
            {"label": "Options", "url": link(assessment, "list_options")},
            {"label": "Best mix", "url": ""},
        ],
        "form": form,
        "may_edit": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
        "take_url": link(assessment, "take_best_mix"),
        "options_url": link(assessment, "list_options"),
        "key": secrets.token_urlsafe(24),
    }


def _proposal(assessment: Assessment, found: FoundMix, form: MixTermsForm) -> dict[str, Any]:
    currency = assessment.client.currency
    by_value = form.cleaned_data["aim"] == "value"
    rival = found.most_valuable_other if by_value else found.best_other
    rows = [_row(found.mix, currency, True), *(_row(other, currency, False) for other in found.others)]
    return {
        "found": found,
        "headline": _headline(found.mix, rival, currency, by_value=by_value),
        "streams": _streams(found),
        "rows": sorted(rows, key=lambda row: -row["sort_value" if by_value else "sort_saving"]),
    }


def _headline(mix: Beside, rival: Beside | None, currency: str, *, by_value: bool) -> str:
    if rival is None:
        return "There is nothing to compare it with yet."
    gain = mix.value - rival.value if by_value else mix.saving - rival.saving
    amount = f"{decimal_text(abs(gain), 1)} points" if by_value else money_compact(abs(gain), currency)
    least = 0.05 if by_value else 1.0
    if gain < least:
        better = f"better by {amount}" if gain <= -least else "as good as this mix"
        return f"Your option “{rival.name}” is {better}. No mix of whole streams beats it."
    verb = "is worth" if by_value else "saves"
    return f"This mix {verb} {amount} more than your best option, “{rival.name}”."


def _streams(found: FoundMix) -> list[dict[str, Any]]:
    names = {provider.id: provider.name for provider in found.case.providers}
    rows = []
    for stream in found.case.service.streams:
        barred = [names[provider] for barred_stream, provider in found.barred if barred_stream == stream.id]
        rows.append(
            {
                "name": stream.name,
                "who": names.get(found.places.get(stream.id, ""), IN_HOUSE),
                "leaves": stream.id in found.places,
                "barred": barred,
            }
        )
    return rows


def _row(beside: Beside, currency: str, is_mix: bool) -> dict[str, Any]:
    gates = [f"{beside.failed_gates} failed"] if beside.failed_gates else []
    gates += [f"{beside.open_gates} open"] if beside.open_gates else []
    return {
        "name": "The mix" if is_mix else beside.name,
        "is_mix": is_mix,
        "saving": money_compact(beside.saving, currency),
        "chance": percent_text(beside.p_saves),
        "value": decimal_text(beside.value, 1),
        "gates": ", ".join(gates) or "all closed",
        "sort_saving": beside.saving,
        "sort_value": beside.value,
    }


def _terms_words(form: MixTermsForm) -> str:
    terms = form.terms
    aim = "to save the most" if terms.aim == "saving" else "to be worth the most"
    return (
        f"{aim} with at most {terms.most_providers} providers, "
        f"{percent_text(terms.satisfaction_loss, 1)} loss of satisfaction at most."
    )
