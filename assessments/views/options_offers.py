"""Offers of an assessment: what a vendor charges and on which terms, or what an own centre would take."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.views.journey_frame import find_assessment
from assessments.views.options_frame import (
    currency_for,
    find_offer,
    link,
    offers_crumb,
    option_page,
    sheet_of,
    terms_of,
)
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed, versions
from vendors.choices import VendorKind
from vendors.forms.facts import seen_version
from vendors.forms.vendors import OfferForm
from vendors.journey.profile import line_of
from vendors.journey.questions import vendor_sheets
from vendors.journey.wording import words_of
from vendors.models import Offer, Vendor
from vendors.selectors.vendors import offers_of
from vendors.services.facts import contents_of
from vendors.services.offers import archive_offer as put_away
from vendors.services.offers import change_offer
from vendors.services.offers import create_offer as make_offer

HEAD = ("name", "price_basis", "currency", "received_on", "valid_until", "note")
MEANWHILE = "A colleague changed this offer meanwhile. What you typed stands below; save again to keep it."


@client_view(Role.VIEWER)
@require_GET
def list_offers(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    context = option_page(request, client, assessment, "Offers", "list_offers")
    context["rows"] = [_row(offer) for offer in offers_of(client, assessment)]
    context["vendors"] = Vendor.objects.filter(client=client, archived=None)
    return render(request, "assessments/options/list_offers.html", context)


def _row(offer: Offer) -> dict[str, Any]:
    sheet = sheet_of(offer)
    contents, questions = contents_of(offer), vendor_sheets().of_sheet(sheet)
    price = questions.get("price") or questions["labour_cost_per_hour"]
    currency = offer.currency if sheet == "offer" else offer.assessment.client.currency
    return {
        "offer": offer,
        "url": link(offer.assessment, "show_offer", offer=offer.slug),
        "price": words_of(price, contents.get(price.key), currency),
        "missing": sum(contents.get(question.key) is None for question in terms_of(offer)),
        "own_centre": sheet == "own_centre",
    }


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def create_offer(request: HttpRequest, client: Client, assessment: str, vendor: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    found = Vendor.objects.filter(client=client, slug=vendor, archived=None).first()
    if found is None:
        raise Http404
    own = found.kind == VendorKind.OWN_CENTRE
    form = OfferForm(typed(request), own_centre=own, initial={"currency": client.currency})
    if request.method == "POST" and form.is_valid():
        values = {"currency": client.currency, **form.cleaned_data}
        try:
            offer = make_offer(assessment=subject, vendor=found, actor=person(request), **values)
            return redirect(_first_section(offer))
        except ValidationError as error:
            form.add_error("name", error.messages[0])
    above = ("Offers", link(subject, "list_offers"))
    context = option_page(request, client, assessment, f"New offer of {found.name}", "list_offers", above)
    context |= {"form": form, "vendor": found, "back_url": above[1]}
    return render(
        request,
        "assessments/options/edit_offer.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _first_section(offer: Offer) -> str:
    first = vendor_sheets().sections_of(sheet_of(offer))[0]
    return link(offer.assessment, "edit_offer_section", offer=offer.slug, section=first.id)


@client_view(Role.VIEWER)
@require_GET
def show_offer(request: HttpRequest, client: Client, assessment: str, offer: str) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    contents, sheet = contents_of(found), sheet_of(found)
    parts = [
        {
            "section": section,
            "url": link(found.assessment, "edit_offer_section", offer=offer, section=section.id),
            "lines": [
                line_of(question, contents.get(question.key), currency_for(found, question), [])
                for question in terms_of(found, section.id)
            ],
        }
        for section in vendor_sheets().sections_of(sheet)
    ]
    context = option_page(request, client, assessment, found.name, "list_offers", offers_crumb(found))
    context |= {
        "offer": found,
        "parts": parts,
        "own_centre": sheet == "own_centre",
        "uses": [
            row.option for row in found.allocations.select_related("option").filter(option__archived=None)
        ],
        "money_currency": found.currency if sheet == "offer" else client.currency,
    }
    context["uses"] = list({option.pk: option for option in context["uses"]}.values())
    return render(request, "assessments/options/show_offer.html", context)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_offer(request: HttpRequest, client: Client, assessment: str, offer: str) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    own = sheet_of(found) == "own_centre"
    initial = {name: getattr(found, name) for name in HEAD}
    form, status, version = (
        OfferForm(typed(request), own_centre=own, initial=initial),
        200,
        found.version,
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                seen = seen_version(request.POST)
                change_offer(found, version=seen, actor=person(request), **form.cleaned_data)
                return redirect(link(found.assessment, "show_offer", offer=offer))
            except ValidationError as error:
                form.add_error("name", error.messages[0])
            except Conflict as conflict:
                form.add_error(None, MEANWHILE)
                status, version = 409, getattr(conflict.current, "version", 0)
    back = link(found.assessment, "show_offer", offer=offer)
    context = option_page(
        request,
        client,
        assessment,
        "Unit, currency and dates",
        "list_offers",
        offers_crumb(found),
        (found.name, back),
    )
    context |= {"form": form, "vendor": found.vendor, "offer": found, "back_url": back}
    context["versions"] = versions(request, [("version", version)])
    return render(request, "assessments/options/edit_offer.html", context, status=status)


@client_view(Role.EDITOR)
@require_POST
def archive_offer(request: HttpRequest, client: Client, assessment: str, offer: str) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    try:
        put_away(found, version=seen_version(request.POST), actor=person(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(link(found.assessment, "show_offer", offer=offer))
    except Conflict:
        messages.error(request, "A colleague changed this offer meanwhile. Look at it again first.")
        return redirect(link(found.assessment, "show_offer", offer=offer))
    messages.success(request, f"“{found.name}” was put away.")
    return redirect(link(found.assessment, "list_offers"))
