"""What the pages on offers and options have around them: those of the guided assessment."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from assessments.journey.option_sheets import moves_work
from assessments.models import Assessment, Option
from assessments.selectors.decisions import latest_decision
from assessments.views.journey_frame import crumbs, frame, journey_of
from clients.models import Client
from vendors.choices import VendorKind
from vendors.journey.questions import Question, vendor_sheets
from vendors.models import Offer
from vendors.selectors.vendors import offers_of

ABOUT_EXCHANGE = ("currency_rate", "currency_volatility_per_year")
STEPS = (
    ("Offers", "list_offers"),
    ("Options", "list_options"),
    ("Vendors side by side", "compare_vendors"),
    ("Law and gates", "show_law"),
)


def option_page(
    request: HttpRequest, client: Client, slug: str, here: str, step: str, *above: tuple[str, str]
) -> dict[str, Any]:
    """Context of a page on offers or options. step: name of the address that the page belongs to."""
    journey = journey_of(client, slug)
    context = frame(request, journey, here=here)
    context["groups"] = [*context["groups"], steps(journey.assessment, step)]
    context["breadcrumbs"] = [
        *crumbs(journey.assessment, ""),
        *({"label": label, "url": url} for label, url in above),
        {"label": here, "url": ""},
    ]
    return context | {"decision": latest_decision(journey.assessment)}


def steps(assessment: Assessment, current: str) -> dict[str, Any]:
    offers = Offer.objects.filter(assessment=assessment, archived=None).count()
    options = Option.objects.filter(assessment=assessment, archived=None).count()
    counts = {"list_offers": offers, "list_options": options}
    tasks = [
        {
            "label": label,
            "url": link(assessment, name),
            "state": "done" if counts.get(name) else "todo",
            "note": str(counts[name]) if counts.get(name) else "",
            "current": name == current,
        }
        for label, name in STEPS
    ]
    return {"title": "Options", "tasks": tasks}


def link(assessment: Assessment, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"client": assessment.client.slug, "assessment": assessment.slug, **more})


def find_offer(client: Client, assessment: str, slug: str) -> Offer:
    found = offers_of(client, assessment).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def find_option(client: Client, assessment: str, slug: str) -> Option:
    rows = Option.objects.filter(assessment__client=client, assessment__slug=assessment, archived=None)
    found = rows.select_related("assessment__client").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def summary_of(option: Option) -> str:
    """Who does how much, in a line."""
    if not moves_work(option.model):
        return "All work stays in-house."
    rows = option.allocations.all()
    if not rows:
        return "No work is given away yet."
    streams: dict[str, list[str]] = {}
    for row in rows:
        part = "" if row.share >= 1 else f" ({row.share:.0%})"
        streams.setdefault(row.offer.vendor.name, []).append(row.stream.name + part)
    return "; ".join(f"{vendor}: {', '.join(names)}" for vendor, names in streams.items())


def sheet_of(offer: Offer) -> str:
    return "own_centre" if offer.vendor.kind == VendorKind.OWN_CENTRE else "offer"


def terms_of(offer: Offer, section: str = "") -> list[Question]:
    """What is asked about an offer; on exchange rates only where it is in other money."""
    same = offer.currency == offer.assessment.client.currency
    asked = vendor_sheets().of_sheet(sheet_of(offer)).values()
    wanted = (q for q in asked if not section or q.section == section)
    return [q for q in wanted if not (same and q.key in ABOUT_EXCHANGE)]


def offers_crumb(offer: Offer) -> tuple[str, str]:
    return ("Offers", link(offer.assessment, "list_offers"))


def currency_for(offer: Offer, question: Any) -> str:
    own: str = offer.assessment.client.currency
    return offer.currency if question.unit.startswith("price") else own
