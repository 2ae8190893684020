"""The rules that bear, what they say about each site, and the gates with what closes or waives them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.forms.options import WaiverForm
from assessments.models import Assessment, GateWaiver, Option
from assessments.selectors.quick_decision import Quick, quick_decision
from assessments.services.law import add_rule, show_duties, switch_pending_law
from assessments.services.options import end_waiver
from assessments.services.options import waive_gate as answer_for
from assessments.views.journey_frame import find_assessment
from assessments.views.options_frame import find_option, link, option_page
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed
from scoring.case import Case, LegalRule, Provider
from scoring.criteria import applies, forbids
from scoring.decision import GateResult
from vendors.choices import LegalEffect, VendorKind
from vendors.forms.facts import seen_version
from vendors.journey.choices import country_name
from vendors.models import DataCategory, Vendor
from vendors.models import LegalRule as Rule
from vendors.services.facts import versions_of

ORDER = ("fail", "open", "waived", "pass", "not_applicable")
ABOUT_ME = "A colleague changed this meanwhile. Look at it again first."
WAIVABLE = ("open", "fail")


@client_view(Role.VIEWER)
@require_GET
def show_law(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    quick = quick_decision(subject)
    labels = dict(DataCategory.objects.values_list("id", "label"))
    rules = quick.case.laws if quick.case else ()
    bearing = {rule.id for rule in rules}
    known = {rule.id: rule for rule in Rule.objects.all()}
    context = option_page(request, client, assessment, "Law and gates", "show_law") | {
        "rules": [_rule(quick.case, rule, known.get(rule.id), subject, labels) for rule in rules],
        "others": [rule for rule in known.values() if rule.id not in bearing],
        "categories": _categories(quick.case, labels),
        "unanswered": _unanswered(quick.case),
        "vendors": _duties(client, quick),
        "options": _gates(subject, quick),
        "missing": quick.missing,
        "version": subject.version,
        "may_waive": Role(request.membership.role).includes(Role.OWNER),  # type: ignore[attr-defined]
    }
    return render(request, "assessments/options/show_law.html", context)


def _rule(
    case: Case | None, rule: LegalRule, row: Rule | None, assessment: Assessment, labels: dict[str, str]
) -> dict[str, Any]:
    pending = row is not None and row.is_pending
    assert case is not None
    return {
        "rule": rule,
        "effect": LegalEffect(rule.effect).label,
        "categories": [labels.get(key, key) for key in rule.categories],
        "url": row.source_url if row else "",
        "confidence": row.confidence if row else "",
        "pending": pending,
        "in_force": rule.id in case.method.pending_laws_in_force,
        "added": rule.id in assessment.law_ids,
        "sites": [_site(case, rule, provider) for provider in case.providers if provider.kind != "in_house"],
    }


def _site(case: Case, rule: LegalRule, provider: Provider) -> dict[str, Any]:
    """What the rule says about the work that this provider would do."""
    used = {a.stream_id for o in case.options for a in o.allocations if a.provider_id == provider.id}
    streams = [stream for stream in case.service.streams if stream.id in used]
    categories = frozenset(category for stream in streams for category in stream.data_categories or ())
    if not (rule.status.startswith("in force") or rule.id in case.method.pending_laws_in_force):
        return {"place": place_of(provider), "state": "", "words": "does not count yet"}
    staff = any(category.startswith("staff_") for category in rule.categories)
    place = place_of(provider)
    if staff:
        return {"place": place, "state": "open", "words": "bears on the people released"}
    if not applies(rule, case, categories):
        return {"place": place, "state": "", "words": "does not touch its work"}
    if forbids(rule, provider.country_iso3):
        return {"place": place, "state": "fail", "words": "may not be done there"}
    if rule.effect in ("informational", "prohibits"):
        return {"place": place, "state": "pass", "words": "may be done there"}
    shown = provider.duties_evidenced or ()
    met = rule.id in shown
    return {"place": place, "state": "pass" if met else "open", "words": "shown" if met else "not shown yet"}


def place_of(provider: Provider) -> str:
    return f"{provider.name}, {country_name(provider.country_iso3)}"


def _categories(case: Case | None, labels: dict[str, str]) -> list[str]:
    streams = case.service.streams if case else ()
    keys = sorted({category for stream in streams for category in stream.data_categories or ()})
    return [labels.get(key, key) for key in keys]


def _unanswered(case: Case | None) -> list[str]:
    return [s.name for s in case.service.streams if s.data_categories is None] if case else []


def _duties(client: Client, quick: Quick) -> list[dict[str, Any]]:
    """For each vendor the duties that it has to show, with those that it has shown."""
    if quick.case is None:
        return []
    found = []
    slugs = {provider.id: provider for provider in quick.case.providers if provider.kind == "vendor"}
    vendors = Vendor.objects.filter(client=client, kind=VendorKind.VENDOR, offers__slug__in=slugs)
    vendors = vendors.filter(offers__assessment__slug=quick.case.id.partition("/")[2]).distinct()
    for vendor in vendors.prefetch_related("facts", "offers"):
        provider = next(p for key, p in slugs.items() if any(o.slug == key for o in vendor.offers.all()))
        duties = [
            {"rule": rule, "shown": rule.id in (provider.duties_evidenced or ())}
            for rule in quick.case.laws
            if _site(quick.case, rule, provider)["words"] in ("shown", "not shown yet")
        ]
        version = versions_of(vendor).get("duties_evidenced", 0)
        if duties:
            found.append({"vendor": vendor, "duties": duties, "version": version})
    return found


def _gates(assessment: Assessment, quick: Quick) -> list[dict[str, Any]]:
    if quick.decision is None:
        return []
    waivers = {
        (row.option.slug, row.gate): row
        for row in GateWaiver.objects.filter(option__assessment=assessment).select_related("option")
    }
    return [
        {
            "name": option.name,
            "caption": f"Gates of {option.name}",
            "slug": option.option_id,
            "gates": [
                {
                    "gate": gate,
                    "waiver": waivers.get((option.option_id, gate.gate)),
                    "may_waive": gate.state in WAIVABLE,
                }
                for gate in sorted(option.gates, key=lambda g: (ORDER.index(g.state), g.gate))
                if gate.state != "not_applicable"
            ],
            "counts": {state: sum(g.state == state for g in option.gates) for state in ORDER},
        }
        for option in quick.decision.options
        if option.is_outsourcing
    ]


@client_view(Role.EDITOR)
@require_POST
def switch_law(request: HttpRequest, client: Client, assessment: str, rule: str) -> HttpResponse:
    """Count a pending law as in force or not; bring a rule in, or take one out that was brought in."""
    subject = find_assessment(client, assessment)
    row = get_object_or_404(Rule, pk=rule)
    action, version = request.POST.get("action"), seen_version(request.POST)
    try:
        if action in ("in_force", "not_in_force"):
            switch_pending_law(
                subject, rule=row, in_force=action == "in_force", version=version, actor=person(request)
            )
        elif action in ("add", "remove"):
            add_rule(subject, rule=row, add=action == "add", version=version, actor=person(request))
        messages.success(request, f"Saved: {row.regime}.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except Conflict:
        messages.error(request, ABOUT_ME)
    return redirect(link(subject, "show_law"))


@client_view(Role.EDITOR)
@require_POST
def show_duties_met(request: HttpRequest, client: Client, assessment: str, vendor: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    found = get_object_or_404(Vendor.objects.select_related("client"), client=client, slug=vendor)
    known = set(Rule.objects.values_list("id", flat=True))
    saved = show_duties(
        subject,
        vendor=found,
        shown=set(request.POST.getlist("shown")) & known,
        listed=set(request.POST.getlist("listed")) & known,
        version=seen_version(request.POST),
        actor=person(request),
    )
    if saved.clashes:
        messages.error(request, ABOUT_ME)
    else:
        messages.success(request, f"Saved what {found.name} has shown.")
    return redirect(link(subject, "show_law"))


@client_view(Role.OWNER)
@keeps_typed
@require_http_methods(["GET", "POST"])
def waive_gate(request: HttpRequest, client: Client, assessment: str, option: str, gate: str) -> HttpResponse:
    found = find_option(client, assessment, option)
    result = _gate(found, gate)
    form, status = WaiverForm(typed(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer_for(option=found, gate=gate, actor=person(request), **form.cleaned_data)
                messages.success(request, f"Gate {gate} is waived. The report says so on page 1.")
                return redirect(link(found.assessment, "show_law"))
            except Conflict as conflict:
                by = getattr(conflict.current, "by_name", "a colleague")
                form.add_error(None, f"{by} answers for this gate already. End that first.")
                status = 409
    back = link(found.assessment, "show_law")
    context = option_page(
        request, client, assessment, f"Waive {gate}", "show_law", ("Law and gates", back)
    ) | {
        "form": form,
        "option": found,
        "gate": result,
        "back_url": back,
    }
    return render(request, "assessments/options/waive_gate.html", context, status=status)


def _gate(option: Option, gate: str) -> GateResult:
    """Only a gate that is not passed can be waived."""
    decision = quick_decision(option.assessment).decision
    results = next((o.gates for o in decision.options if o.option_id == option.slug), ()) if decision else ()
    found = next((g for g in results if g.gate == gate and g.state in (*WAIVABLE, "waived")), None)
    if found is None:
        raise Http404
    return found


@client_view(Role.OWNER)
@require_POST
def end_gate_waiver(
    request: HttpRequest, client: Client, assessment: str, option: str, gate: str
) -> HttpResponse:
    found = find_option(client, assessment, option)
    row = get_object_or_404(
        GateWaiver.objects.select_related("option__assessment__client"), option=found, gate=gate
    )
    end_waiver(row, actor=person(request))
    messages.success(request, f"Gate {gate} counts again.")
    return redirect(link(found.assessment, "show_law"))
