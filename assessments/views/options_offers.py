"""Offers of an assessment: what a vendor charges and on which terms, or what an own centre would take."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.views.journey_frame import find_assessment, person
from assessments.views.options_frame import find_offer, link, option_page
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from clients.services import Conflict
from vendors.choices import VendorKind
from vendors.forms.facts import FactsForm, seen_version
from vendors.forms.rows import RowSet, rows_form, with_one_more
from vendors.forms.vendors import OfferForm
from vendors.journey.profile import line_of
from vendors.journey.questions import Section, vendor_sheets
from vendors.journey.wording import words_of
from vendors.models import Offer, Vendor
from vendors.selectors.vendors import offers_of
from vendors.services.facts import contents_of, save_facts, versions_of
from vendors.services.offers import archive_offer as put_away
from vendors.services.offers import change_offer, holder_of, plain_sums, save_sums
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
        "missing": sum(contents.get(key) is None for key in questions),
        "own_centre": sheet == "own_centre",
    }


def sheet_of(offer: Offer) -> str:
    return "own_centre" if offer.vendor.kind == VendorKind.OWN_CENTRE else "offer"


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def create_offer(request: HttpRequest, client: Client, assessment: str, vendor: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    found = Vendor.objects.filter(client=client, slug=vendor, archived=None).first()
    if found is None:
        raise Http404
    own = found.kind == VendorKind.OWN_CENTRE
    form = OfferForm(request.POST or None, own_centre=own, initial={"currency": client.currency})
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
    return render(request, "assessments/options/edit_offer.html", context, status=422 if form.errors else 200)


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
                line_of(question, contents.get(question.key), _currency(found, question), [])
                for question in vendor_sheets().of_section(sheet, section.id)
            ],
        }
        for section in vendor_sheets().sections_of(sheet)
    ]
    context = option_page(request, client, assessment, found.name, "list_offers", _above(found))
    context |= {
        "offer": found,
        "parts": parts,
        "own_centre": sheet == "own_centre",
        "uses": [row.option for row in found.allocations.select_related("option").filter(option__archived=None)],
        "money_currency": found.currency if sheet == "offer" else client.currency,
    }
    context["uses"] = list({option.pk: option for option in context["uses"]}.values())
    return render(request, "assessments/options/show_offer.html", context)


def _above(offer: Offer) -> tuple[str, str]:
    return ("Offers", link(offer.assessment, "list_offers"))


def _currency(offer: Offer, question: Any) -> str:
    own: str = offer.assessment.client.currency
    return offer.currency if question.unit.startswith("price") else own


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def edit_offer(request: HttpRequest, client: Client, assessment: str, offer: str) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    own = sheet_of(found) == "own_centre"
    initial = {name: getattr(found, name) for name in HEAD}
    form, status, version = OfferForm(request.POST or None, own_centre=own, initial=initial), 200, found.version
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
    context = option_page(request, client, assessment, "Unit, currency and dates", "list_offers", _above(found), (found.name, back))
    context |= {"form": form, "vendor": found.vendor, "offer": found, "version": version, "back_url": back}
    return render(request, "assessments/options/edit_offer.html", context, status=status)


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def edit_offer_section(
    request: HttpRequest, client: Client, assessment: str, offer: str, section: str
) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    here = next((s for s in vendor_sheets().sections_of(sheet_of(found)) if s.id == section), None)
    if here is None:
        raise Http404
    form = _form(found, here, request.POST or None)
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
        vendor_sheets().of_section(sheet_of(offer), section.id),
        currency=offer.assessment.client.currency,
        price_currency=offer.currency,
        values=contents_of(offer),
        data=data,
    )


def _section_page(
    request: HttpRequest, client: Client, offer: Offer, section: Section, form: FactsForm, status: int = 200
) -> HttpResponse:
    back = link(offer.assessment, "show_offer", offer=offer.slug)
    above = (_above(offer), (offer.name, back))
    context = option_page(request, client, offer.assessment.slug, section.title, "list_offers", *above) | {
        "offer": offer,
        "section": section,
        "form": form,
        "versions": form.version_fields(versions_of(offer)),
        "page_url": request.path,
        "basis": offer.get_price_basis_display() if section.id == "price" else "",
    }
    return render(request, "assessments/options/edit_facts.html", context, status=status)


def _differ(
    request: HttpRequest, client: Client, offer: Offer, section: Section, form: FactsForm, clashes: list[Any]
) -> HttpResponse:
    now = find_offer(client, offer.assessment.slug, offer.slug)
    questions = vendor_sheets().of_sheet(sheet_of(offer))
    context = option_page(request, client, offer.assessment.slug, section.title, "list_offers", _above(offer))
    context |= {
        "clashes": [
            {
                "key": clash.key,
                "text": questions[clash.key].text,
                "theirs": words_of(questions[clash.key], clash.theirs, _currency(offer, questions[clash.key])),
                "mine": words_of(questions[clash.key], clash.mine, _currency(offer, questions[clash.key])),
                "by": clash.by,
            }
            for clash in clashes
        ],
        "typed": typed(request.POST),
        "versions": form.version_fields(versions_of(now)),
        "page_url": request.path,
    }
    return render(request, "assessments/options/facts_differ.html", context, status=409)


def typed(data: Any) -> list[tuple[str, str]]:
    """What was typed, to be sent again."""
    left_out = ("csrfmiddlewaretoken", "action", "version")
    return [
        (name, text)
        for name, texts in data.lists()
        if name not in left_out and not name.startswith(("version_", "keep_"))
        for text in texts
    ]


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def edit_offer_sums(request: HttpRequest, client: Client, assessment: str, offer: str) -> HttpResponse:
    found = find_offer(client, assessment, offer)
    if request.method == "GET":
        return _sums_page(request, client, found, _sums(found), found.version)
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
    above = (_above(offer), (offer.name, back))
    context = option_page(request, client, offer.assessment.slug, "Paid once", "list_offers", *above)
    context |= {
        "offer": offer,
        "rows": rows,
        "version": version,
        "check": check,
        "page_url": request.path,
        "back_url": back,
        "lead": "Selection, set-up, training, transition: whatever falls due once, in which month after signing.",
    }
    return render(request, "assessments/options/edit_sums.html", context, status=status)


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
