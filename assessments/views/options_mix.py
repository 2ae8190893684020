"""Who does which share of which stream, with what splitting a stream costs."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.choices import OptionModel
from assessments.forms.options import MixForm
from assessments.journey.option_sheets import moves_work
from assessments.models import ContactStream, Option
from assessments.selectors.splitting import split_loss
from assessments.services.options import set_shares
from assessments.snapshots import build_case
from assessments.views.options_frame import find_option, link, option_page
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed, versions
from ui.formats import percent_text
from vendors.choices import VendorKind
from vendors.forms.facts import seen_version
from vendors.models import Offer
from vendors.selectors.vendors import offers_of

MEANWHILE = "A colleague changed who does what meanwhile. What you typed stands below; save again to keep it."
WORTH_SAYING = 0.001


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def mix_option(request: HttpRequest, client: Client, assessment: str, option: str) -> HttpResponse:
    found = find_option(client, assessment, option)
    if not moves_work(found.model):
        raise Http404
    if request.method == "GET":
        return _shown(request, client, found, _form(found, typed(request)))
    form = _form(found, request.POST)
    if not form.is_valid():
        return _shown(request, client, found, form, 422)
    try:
        set_shares(found, form.shares, version=seen_version(request.POST), actor=person(request))
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return _shown(request, client, found, form, 422)
    except Conflict:
        form.add_error(None, MEANWHILE)
        return _shown(request, client, find_option(client, assessment, option), form, 409)
    messages.success(request, "Saved. The decision so far counts it already.")
    stay = request.POST.get("action") == "look"
    return redirect(request.path if stay else link(found.assessment, "edit_option", option=option))


def _form(option: Option, data: Any = None) -> MixForm:
    streams = ContactStream.objects.filter(assessment=option.assessment)
    shares = {(row.stream_id, row.offer_id): row.share for row in option.allocations.all()}
    return MixForm(streams, _offers(option), shares, data)


def _offers(option: Option) -> list[Offer]:
    """Those that the kind of option can build on."""
    offers = list(offers_of(option.assessment.client, option.assessment.slug))
    if option.model == OptionModel.MIX:
        return offers
    own = option.model == OptionModel.CAPTIVE
    return [offer for offer in offers if (offer.vendor.kind == VendorKind.OWN_CENTRE) == own]


def _shown(
    request: HttpRequest, client: Client, option: Option, form: MixForm, status: int = 200
) -> HttpResponse:
    above = ("Options", link(option.assessment, "list_options"))
    context = option_page(request, client, option.assessment.slug, option.name, "list_options", above) | {
        "option": option,
        "form": form,
        "versions": versions(request, [("version", option.version)]),
        "page_url": request.path,
        "splitting": splitting(option),
        "offers_url": link(option.assessment, "list_offers"),
        "edit_url": link(option.assessment, "edit_option", option=option.slug),
        "errors": _errors(form),
    }
    return render(request, "assessments/options/mix_option.html", context, status=status)


def _errors(form: MixForm) -> list[dict[str, str]]:
    found = [{"id": "", "message": str(error)} for error in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            label = form.fields[name].label
            found += [{"id": f"id_{name}", "message": f"{label}: {error}"} for error in errors]
    return found


def splitting(option: Option) -> dict[str, Any]:
    """For each stream that is split: how much more agent time the smaller crews need."""
    rows = option.allocations.select_related("stream")
    shares: dict[str, list[float]] = {}
    names = {}
    for row in rows:
        shares.setdefault(row.stream.slug, []).append(row.share)
        names[row.stream.slug] = row.stream.name
    split = {slug: parts for slug, parts in shares.items() if len(parts) > 1 or sum(parts) < 1}
    if not split:
        return {"lines": [], "unknown": False}
    try:
        lost = split_loss(build_case(option.assessment), split)
    except ValueError:
        lost = {}
    lines = [
        {"name": names[slug], "more": percent_text(share, 1), "nothing": share < WORTH_SAYING}
        for slug, share in lost.items()
    ]
    return {"lines": lines, "unknown": len(lines) < len(split)}
