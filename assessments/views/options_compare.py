"""Vendors side by side: what they claim against what is proved, what they cost, what is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments.selectors.quick_decision import Quick, quick_decision
from assessments.selectors.should_cost import ShouldCost, should_cost
from assessments.views.journey_frame import find_assessment
from assessments.views.options_frame import link, option_page, terms_of
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from scoring.case import Provider
from scoring.decision import GateResult, OptionResult
from ui.formats import estimate_text, money_text, percent_text
from vendors.choices import VendorKind
from vendors.journey.choices import country_name
from vendors.journey.profile import certificates, line_of, profile
from vendors.journey.questions import vendor_sheets
from vendors.models import Benchmark, Offer
from vendors.selectors.claims import heard_of
from vendors.selectors.vendors import offers_of, references_called
from vendors.services.facts import contents_of
from vendors.services.vendors import profile_of

SHOWN = (
    *("first_contact_resolution", "satisfaction", "service_level", "turnover_per_year", "skill_level"),
    *("agents_at_language_level_share", "understood_share", "dedicated_agents_share"),
    *("audit_rights", "real_time_data", "recordings", "labour_attestation", "wage_per_hour"),
    *("financial_standing", "incident_rubric", "months_to_take_back"),
)
ORDER = ("fail", "open", "waived", "pass", "not_applicable")


@client_view(Role.VIEWER)
@require_GET
def compare_vendors(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    offers = list(
        offers_of(client, assessment)
        .filter(vendor__archived=None)
        .prefetch_related(
            *(
                f"vendor__{part}"
                for part in ("facts", "sites", "languages", "certifications__site", "references")
            )
        )
    )
    quick = quick_decision(subject)
    columns = [_column(offer, quick, timezone.localdate()) for offer in offers]
    context = option_page(request, client, assessment, "Vendors side by side", "compare_vendors") | {
        "columns": columns,
        "facts": _facts(offers),
        "missing": quick.missing,
        "published": _published(),
        "offers_url": link(subject, "list_offers"),
    }
    return render(request, "assessments/options/compare_vendors.html", context)


def _published() -> Benchmark | None:
    """How much of a price pays agents, where somebody published it."""
    return Benchmark.objects.filter(pk="price_split_agent").first()


def _column(offer: Offer, quick: Quick, today: date) -> dict[str, Any]:
    vendor, client = offer.vendor, offer.assessment.client
    vendor.client = client
    site = next((site for site in vendor.sites.all() if site.is_main), None)
    proofs = certificates(vendor.certifications.all(), today)
    return {
        "offer": offer,
        "own_centre": vendor.kind == VendorKind.OWN_CENTRE,
        "url": link(offer.assessment, "show_offer", offer=offer.slug),
        "country": country_name(site.country_iso3 if site else vendor.country_iso3),
        "proofs": proofs,
        "heard": references_called(vendor),
        "price": _price(offer),
        "cost": _should_cost(offer, quick),
        "result": _result(offer, quick, client.currency),
        "missing": _missing(offer),
    }


def _price(offer: Offer) -> str:
    price = contents_of(offer).get("price")
    known = isinstance(price, dict) and price.get("likely") is not None
    return estimate_text(price, offer.currency) if known else ""


def _should_cost(offer: Offer, quick: Quick) -> dict[str, Any] | None:
    """Only where an option uses the offer: the case holds no others."""
    provider = _provider(offer, quick)
    if quick.case is None or provider is None or provider.offer is None:
        return None
    return _cost_words(should_cost(quick.case, provider), quick.case.currency)


def _provider(offer: Offer, quick: Quick) -> Provider | None:
    providers: Iterable[Provider] = quick.case.providers if quick.case else ()
    return next((provider for provider in providers if provider.id == offer.slug), None)


def _cost_words(cost: ShouldCost, currency: str) -> dict[str, Any]:
    words = {
        "fail": "cannot pay local wages",
        "open": "pay of agents not known" if cost.of_all else "leaves little beside local wages",
        "pass": "can pay local wages",
    }
    amounts = {name: getattr(cost, name) for name in ("price", "pay", "bare", "full")}
    share = cost.share_paid_to_agents
    said = {name: "" if amount is None else money_text(amount, currency) for name, amount in amounts.items()}
    return said | {
        "share": "" if share is None else percent_text(share),
        "of_all": cost.of_all,
        "state": cost.state,
        "words": words.get(cost.state, ""),
        "grade": cost.grade,
        "own_word": cost.own_word,
        "missing": cost.missing,
        "no_price": cost.no_price,
    }


def _result(offer: Offer, quick: Quick, currency: str) -> dict[str, Any] | None:
    """Of the option that this vendor does alone."""
    options = quick.decision.options if quick.decision else ()
    option = next((o for o in options if o.providers == (offer.slug,)), None)
    if option is None:
        return None
    cost = option.money.cost_per_resolved_contact
    return {
        "option": option.name,
        "gates": [gate for gate in _sorted(option) if gate.state in ("fail", "open", "waived")],
        "counts": {state: sum(g.state == state for g in option.gates) for state in ORDER},
        "cost": money_text(cost.mean, currency),
        "cost_range": f"{money_text(cost.low, currency)} to {money_text(cost.high, currency)}",
    }


def _sorted(option: OptionResult) -> list[GateResult]:
    return sorted(option.gates, key=lambda gate: (ORDER.index(gate.state), gate.gate))


def _missing(offer: Offer) -> list[str]:
    sheet = "own_centre" if offer.vendor.kind == VendorKind.OWN_CENTRE else "offer"
    said = contents_of(offer)
    terms = [question.text for question in terms_of(offer) if said.get(question.key) is None]
    if sheet == "own_centre":
        return terms
    return [*terms, *(line.label for part in profile(offer.vendor) for line in part.missing)]


def _facts(offers: list[Offer]) -> list[dict[str, Any]]:
    questions = vendor_sheets().of_sheet("vendor")
    known = [
        (profile_of(offer.vendor), heard_of(offer.vendor.references.all()), offer.assessment.client.currency)
        for offer in offers
    ]
    return [
        {
            "label": questions[key].text,
            "lines": [
                line_of(questions[key], contents.get(key), currency, heard.get(key, []))
                for contents, heard, currency in known
            ],
        }
        for key in SHOWN
    ]
