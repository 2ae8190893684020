"""Ask a vendor: make its link, take its answers in field by field, or send the same as a workbook."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.views.drafts import keeps_typed, note_saved, typed
from vendors.choices import ProposalState
from vendors.forms.asked import AskForm, WorkbookForm, read_answers, unit_words
from vendors.journey.accepting import accept
from vendors.journey.asked import content_of_claim, question_for, steps_of
from vendors.journey.wording import NOT_ASKED, words_of
from vendors.journey.workbook import answers_in, workbook
from vendors.models import Offer, Vendor, VendorLink, VendorProposal
from vendors.services.facts import contents_of as facts_of
from vendors.services.links import contents_of, make_link, revoke_link, take_in_file
from vendors.services.offers import plain_sums
from vendors.services.vendors import profile_of
from vendors.services.workbook_child import Refused
from vendors.services.workbooks import read_workbook
from vendors.views.frame import find_vendor, link, vendor_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEY_LENGTH = 24
TO_READ = {"sites": "country_iso3", "languages": "code", "certifications": "name"}


@client_view(Role.EDITOR)
@keeps_typed
@never_cache
@require_http_methods(["GET", "POST"])
def ask_vendor(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    """The address of a new link is shown once, on the page that answers the click."""
    found = find_vendor(client, vendor)
    form = AskForm(typed(request), offers=_offers(found))
    address = ""
    if request.method == "POST" and form.is_valid():
        key = request.POST.get("key", "")[:64] or get_random_string(KEY_LENGTH)
        note_saved(request)
        made, token = make_link(vendor=found, key=key, actor=person(request), **form.cleaned_data)
        if made.is_open:
            address = request.build_absolute_uri(reverse("answer_as_vendor", args=[token]))
    status = 422 if request.method == "POST" and form.errors else 200
    return _ask_page(request, found, form, WorkbookForm(), address, status)


def _offers(vendor: Vendor) -> Any:
    return Offer.objects.filter(vendor=vendor, archived=None).select_related("assessment")


def _chosen(vendor: Vendor, slug: str) -> Offer | None:
    return next((offer for offer in _offers(vendor) if offer.slug == slug), None)


def _ask_page(
    request: HttpRequest, vendor: Vendor, form: Any, upload: Any, address: str, status: int, faults: Any = ()
) -> HttpResponse:
    links = VendorLink.objects.filter(vendor=vendor).select_related("offer", "created_by")
    context = vendor_page(request, vendor, "Ask the vendor") | {
        "form": form,
        "upload": upload,
        "address": address,
        "key": get_random_string(KEY_LENGTH),
        "links": [_link_row(vendor, row) for row in links.prefetch_related("proposals")],
        "faults": faults,
        "ask_url": link(vendor, "ask_vendor"),
    }
    return render(request, "vendors/ask_vendor.html", context, status=status)


def _link_row(vendor: Vendor, row: VendorLink) -> dict[str, Any]:
    waiting = sum(p.state == ProposalState.OPEN for p in row.proposals.all())
    return {"link": row, "waiting": waiting, "url": link(vendor, "review_vendor_answers", vendor_link=row.pk)}


@client_view(Role.EDITOR)
@require_POST
def revoke_vendor_link(request: HttpRequest, client: Client, vendor: str, vendor_link: int) -> HttpResponse:
    found = find_vendor(client, vendor)
    row = get_object_or_404(VendorLink.objects.select_related("vendor__client"), vendor=found, pk=vendor_link)
    revoke_link(row, actor=person(request))
    messages.success(request, "The link was withdrawn. Whoever opens it now sees nothing.")
    return redirect(link(found, "ask_vendor"))


@client_view(Role.EDITOR)
@require_GET
def download_vendor_workbook(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    unsaved = VendorLink(vendor=found, offer=_chosen(found, request.GET.get("offer", "")))
    steps = [step for step in steps_of(unsaved) if step.questions]
    return workbook_response(found, workbook(found.name, steps, {}, unit_words(unsaved, {})))


def workbook_response(vendor: Vendor, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{vendor.slug}-questions.xlsx"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@client_view(Role.EDITOR)
@require_POST
def upload_vendor_workbook(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    """Answers that came by e-mail: to be accepted field by field, like those through a link."""
    found = find_vendor(client, vendor)
    upload = WorkbookForm(request.POST, request.FILES)
    if not upload.is_valid():
        return _ask_page(request, found, AskForm(offers=_offers(found)), upload, "", 422)
    offer = _chosen(found, request.POST.get("offer", ""))
    unsaved = VendorLink(vendor=found, offer=offer)
    steps = steps_of(unsaved)
    try:
        texts = answers_in(read_workbook(upload.cleaned_data["file"]), steps)
    except Refused as refusal:
        upload.add_error("file", str(refusal))
        return _ask_page(request, found, AskForm(offers=_offers(found)), upload, "", 422)
    fields, faults = read_answers(unsaved, steps, texts)
    if faults:
        return _ask_page(request, found, AskForm(offers=_offers(found)), upload, "", 422, faults)
    key = request.POST.get("key", "")[:64] or get_random_string(KEY_LENGTH)
    made = take_in_file(vendor=found, key=f"file {key}", actor=person(request), fields=fields, offer=offer)
    return redirect(link(found, "review_vendor_answers", vendor_link=made.pk))


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def review_vendor_answers(
    request: HttpRequest, client: Client, vendor: str, vendor_link: int
) -> HttpResponse:
    found = find_vendor(client, vendor)
    rows = VendorLink.objects.select_related("vendor__client", "offer__assessment__client", "offer__vendor")
    row = get_object_or_404(rows, vendor=found, pk=vendor_link)
    if request.method == "POST" and row.submitted:
        return _decide(request, found, row)
    proposals = [_proposal(row, proposal) for proposal in row.proposals.select_related("decided_by")]
    context = vendor_page(request, found, "What they answered") | {
        "link": row,
        "waiting": [p for p in proposals if p["proposal"].state == ProposalState.OPEN],
        "settled": [p for p in proposals if p["proposal"].state != ProposalState.OPEN],
        "ask_url": link(found, "ask_vendor"),
    }
    return render(request, "vendors/review_vendor_answers.html", context)


def _decide(request: HttpRequest, vendor: Vendor, row: VendorLink) -> HttpResponse:
    everything = request.POST.get("action") == "accept_all"
    chosen = {pk: request.POST.get(f"proposal_{pk}", "") for pk in row.proposals.values_list("pk", flat=True)}
    accepted = {pk for pk, choice in chosen.items() if choice == "accept" or everything}
    refused = {pk for pk, choice in chosen.items() if choice == "refuse"} - accepted
    count = accept(row, accepted=accepted, refused=refused, actor=person(request))
    words = "1 answer was" if count == 1 else f"{count} answers were"
    messages.success(request, f"{words} taken over, as the vendor's own claims.")
    left = row.proposals.filter(state=ProposalState.OPEN).exists()
    return redirect(
        link(vendor, "review_vendor_answers", vendor_link=row.pk) if left else link(vendor, "show_vendor")
    )


def _proposal(row: VendorLink, proposal: VendorProposal) -> dict[str, Any]:
    """What they say, what it would count as, and what stands now."""
    content = contents_of_one(proposal)
    currency = _currency(row, proposal)
    question = question_for(proposal.holder, proposal.key)
    if question is None:
        kind = proposal.key.partition(".")[2]
        said = ", ".join(str(item.get(TO_READ[kind], "")) for item in content)
        return {"proposal": proposal, "label": kind.capitalize(), "said": said, "counts": "", "now": ""}
    counted = content_of_claim(question, content)
    return {
        "proposal": proposal,
        "label": question.text,
        "said": words_of(question, content, currency) if question.kind != "estimate" else "",
        "counts": words_of(question, counted, currency) if question.kind == "estimate" else "",
        "now": _now(row, proposal, question, currency),
    }


def contents_of_one(proposal: VendorProposal) -> Any:
    if proposal.estimate is None and proposal.value is None:
        return {"unknown": True}
    return proposal.value if proposal.estimate is None else proposal.estimate


def _now(row: VendorLink, proposal: VendorProposal, question: Any, currency: str) -> str:
    if proposal.holder == "vendor":
        return words_of(question, profile_of(row.vendor).get(proposal.key), currency)
    if row.offer is None:
        return NOT_ASKED
    if question.in_case:
        return words_of(question, facts_of(row.offer).get(proposal.key), currency)
    column = getattr(row.offer, proposal.key.removeprefix("about."), None)
    if column is not None:
        return words_of(question, str(column), currency)
    return ", ".join(line["name"] for line in plain_sums(row.offer)) or NOT_ASKED


def _currency(row: VendorLink, proposal: VendorProposal) -> str:
    own: str = row.vendor.client.currency
    if proposal.holder == "vendor" or row.offer is None:
        return own
    chosen = contents_of(row).get(("offer", "about.currency"))
    return chosen if isinstance(chosen, str) else row.offer.currency
