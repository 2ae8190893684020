"""The terms of an offer, section by section, and what is paid once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

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
from clients.views.drafts import keeps_typed, sent_again, typed, versions
from vendors.forms.facts import FactsForm, seen_version
from vendors.forms.rows import RowSet, rows_form, with_one_more
from vendors.journey.questions import Section, vendor_sheets
from vendors.journey.wording import words_of
from vendors.models import Offer
from vendors.services.facts import contents_of, save_facts, versions_of
from vendors.services.offers import holder_of, plain_sums, save_sums
from vendors.views.differ import both_answers

MEANWHILE = "A colleague changed this offer meanwhile. What you typed stands below; save again to keep it."
ONCE = "Selection, set-up, training, transition: what falls due once, and in which month after signing."


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_offer_section(
    request: HttpRequest, client: Client, assessment: str, offer: str, section: str
) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    here = next((s for s in vendor_sheets().sections_of(sheet_of(found)) if s.id == section), None)
    if here is None:
        raise Http404
    form = _form(found, here, typed(request))
    if request.method == "GET":
        return _section_page(request, client, found, here, form)
    valid = form.is_valid()
    kept = {key: value for key, value in form.answers.items() if request.POST.get(f"keep_{key}") != "theirs"}
    saved = save_facts(holder_of(found), contents=kept, versions=form.seen_versions, actor=person(request))
    if saved.clashes:
        return _differ(request, client, found, here, form, saved.clashes)
    if not valid:
        return _section_page(request, client, find_offer(client, assessment, offer), here, form, 422)
    messages.success(request, "Saved.")
    return redirect(_after(request, found, here))


def _after(request: HttpRequest, offer: Offer, section: Section) -> str:
    sections = vendor_sheets().sections_of(sheet_of(offer))
    place = sections.index(section) + 1
    if request.POST.get("action") == "later":
        return link(offer.assessment, "show_offer", offer=offer.slug)
    if place == len(sections):
        return link(offer.assessment, "edit_offer_sums", offer=offer.slug)
    return link(offer.assessment, "edit_offer_section", offer=offer.slug, section=sections[place].id)


def _form(offer: Offer, section: Section, data: Any = None) -> FactsForm:
    return FactsForm(
        terms_of(offer, section.id),
        currency=offer.assessment.client.currency,
        price_currency=offer.currency,
        values=contents_of(offer),
        data=data,
    )


def _section_page(
    request: HttpRequest, client: Client, offer: Offer, section: Section, form: FactsForm, status: int = 200
) -> HttpResponse:
    back = link(offer.assessment, "show_offer", offer=offer.slug)
    above = (offers_crumb(offer), (offer.name, back))
    context = option_page(request, client, offer.assessment.slug, section.title, "list_offers", *above) | {
        "offer": offer,
        "section": section,
        "form": form,
        "versions": versions(request, form.version_fields(versions_of(offer))),
        "page_url": request.path,
        "basis": offer.get_price_basis_display() if section.id == "price" else "",
    }
    return render(request, "assessments/options/edit_facts.html", context, status=status)


def _differ(
    request: HttpRequest, client: Client, offer: Offer, section: Section, form: FactsForm, clashes: list[Any]
) -> HttpResponse:
    now = find_offer(client, offer.assessment.slug, offer.slug)
    questions = vendor_sheets().of_sheet(sheet_of(offer))
    context = option_page(
        request, client, offer.assessment.slug, section.title, "list_offers", offers_crumb(offer)
    )
    context |= {
        "clashes": both_answers(
            clashes, questions, lambda q, said: words_of(q, said, currency_for(offer, q))
        ),
        "typed": sent_again(request.POST),
        "versions": form.version_fields(versions_of(now)),
        "page_url": request.path,
    }
    return render(request, "assessments/options/facts_differ.html", context, status=409)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_offer_sums(request: HttpRequest, client: Client, assessment: str, offer: str) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    if request.method == "GET":
        return _sums_page(request, client, found, _sums(found, typed(request)), found.version)
    if "add_row" in request.POST:
        rows = _sums(found, with_one_more(request.POST, "sums"))
        return _sums_page(request, client, found, rows, seen_version(request.POST), check=False)
    rows = _sums(found, request.POST)
    if not rows.is_valid():
        return _sums_page(request, client, found, rows, seen_version(request.POST), status=422)
    try:
        save_sums(found, rows.rows(), version=seen_version(request.POST), actor=person(request))
    except Conflict as conflict:
        version = getattr(conflict.current, "version", 0)
        messages.error(request, MEANWHILE)
        return _sums_page(request, client, found, rows, version, status=409)
    messages.success(request, "Saved.")
    return redirect(link(found.assessment, "show_offer", offer=offer))


def _sums(offer: Offer, data: Any = None) -> RowSet:
    own = sheet_of(offer) == "own_centre"
    currency = offer.assessment.client.currency if own else offer.currency
    return rows_form("sums", stored=plain_sums(offer), data=data, currency=currency)


def _sums_page(
    request: HttpRequest,
    client: Client,
    offer: Offer,
    rows: RowSet,
    version: int,
    *,
    status: int = 200,
    check: bool = True,
) -> HttpResponse:
    back = link(offer.assessment, "show_offer", offer=offer.slug)
    above = (offers_crumb(offer), (offer.name, back))
    context = option_page(request, client, offer.assessment.slug, "Paid once", "list_offers", *above)
    context |= {
        "offer": offer,
        "rows": rows,
        "versions": versions(request, [("version", version)]),
        "check": check,
        "page_url": request.path,
        "back_url": back,
        "lead": ONCE,
    }
    return render(request, "assessments/options/edit_sums.html", context, status=status)
