"""The page of a deal plan, and drafting, reviewing and printing it."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_POST

from assessments.models import Assessment, Decision
from assessments.selectors.decisions import latest_decision
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from reports.charts import view as chart_view
from reports.models import DealPlan, PlanTerm, TermPart
from reports.presenters.numbers import date_words
from reports.presenters.plan import PlanTable, told, wording
from reports.presenters.plan.parts import spec_of
from reports.selectors.plan import (
    Worked,
    facts_of,
    plan_of,
    plannable,
    plans_of,
    reading_of,
    terms_of,
    worked_out,
)
from reports.services.issuing import issue_plan as have_plan_drawn
from reports.services.plan import draft_plan as write_draft
from reports.services.plan_review import review_plan as write_review
from reports.views.decision import crumbs
from ui.numbers import whole_number

MEANWHILE = "A colleague changed the plan meanwhile. Look at it again first."
COUNTED = "The gate “Contingency plan” counts it as soon as the decision is computed again."


@require_GET
@client_view(Role.VIEWER)
def show_plan(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    decision = latest_decision(subject)
    plan = plan_of(subject, request.GET.get("option", "")[:60])
    context = {
        "assessment": subject,
        "crumbs": crumbs(client, subject, "Deal plan"),
        "may_edit": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
        "draft_url": reverse("draft_plan", args=[client.slug, subject.slug]),
        "decision_url": reverse("show_decision", args=[client.slug, subject.slug]),
        "options": _options(decision, plan),
        "others": [other for other in plans_of(subject) if plan and other.pk != plan.pk],
    }
    if plan is not None:
        context |= _plan_context(plan, decision)
    return render(request, "reports/plan/show_plan.html", context)


@require_POST
@client_view(Role.EDITOR)
def draft_plan(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """Draft the plan of an option, or bring it up to the newest decision."""
    subject = find_assessment(client, assessment)
    decision = latest_decision(subject)
    option = request.POST.get("option", "")
    if decision is None or option not in {o.option_id for o in plannable(reading_of(decision))}:
        raise Http404
    try:
        plan = write_draft(decision=decision, option=option, user=person(request))
    except Conflict:
        messages.error(request, MEANWHILE)
        return redirect(reverse("show_plan", args=[client.slug, subject.slug]))
    messages.success(request, "Drafted from the newest decision. What you wrote yourself stands as it was.")
    return redirect(address(plan))


@require_POST
@client_view(Role.EDITOR)
def review_plan(request: HttpRequest, client: Client, assessment: str, plan: int) -> HttpResponse:
    """Somebody looked at exit and contingency: the next day of review is set."""
    found = find_plan(client, assessment, plan)
    try:
        day = write_review(plan=found, version=version_of(request), user=person(request))
    except Conflict:
        messages.error(request, MEANWHILE)
    else:
        messages.success(request, f"Looked at today; next on {date_words(day.isoformat())}. {COUNTED}")
    if request.POST.get("back") == "results":
        return redirect(f"{reverse('show_results', args=[client.slug, assessment])}?option={found.option}")
    return redirect(address(found) + "#exit")


@require_POST
@client_view(Role.EDITOR)
def issue_plan(request: HttpRequest, client: Client, assessment: str, plan: int) -> HttpResponse:
    """Print the plan alone: numbered, dated and frozen like every report."""
    found = find_plan(client, assessment, plan)
    key = request.POST.get("key", "")
    hashed = hashlib.sha256(f"plan {key}".encode()).hexdigest() if key else ""
    report = have_plan_drawn(plan=found, user=person(request), idempotency_key=hashed)
    return redirect(reverse("show_report", args=[client.slug, report.number, report.version]))


def find_assessment(client: Client, slug: str) -> Assessment:
    return get_object_or_404(Assessment.objects.select_related("client"), slug=slug, client=client)


def find_plan(client: Client, assessment: str, plan: int) -> DealPlan:
    subject = find_assessment(client, assessment)
    return get_object_or_404(plans_of(subject), pk=plan)


def version_of(request: HttpRequest) -> int:
    return whole_number(request.POST.get("version"))


def address(plan: DealPlan) -> str:
    place = [plan.assessment.client.slug, plan.assessment.slug]
    return f"{reverse('show_plan', args=place)}?option={plan.option}"


def _options(decision: Decision | None, plan: DealPlan | None) -> list[dict[str, str]]:
    """Options that could be planned and are not on the page yet."""
    if decision is None:
        return []
    reading = reading_of(decision)
    found = [option for option in plannable(reading) if plan is None or option.option_id != plan.option]
    return [{"id": o.option_id, "name": reading.option_name(o.option_id)} for o in found]


def _plan_context(plan: DealPlan, newest: Decision | None) -> dict[str, Any]:
    terms, worked = list(terms_of(plan)), worked_out(plan)
    facts = facts_of(plan, terms)
    place = [plan.assessment.client.slug, plan.assessment.slug, plan.pk]
    return {
        "plan": plan,
        "decided": date_words(facts.decided),
        "old": newest is not None and newest.pk != plan.decision_id,
        "note": wording.counsel_note(),
        "counts": _counts(facts),
        "contract": _contract(worked, terms),
        "parts": {part.value: [_row(t) for t in terms if t.part == part] for part in TermPart},
        "review_on": date_words(facts.review_on) if facts.review_on else "",
        "due": plan.is_due,
        "issue_key": get_random_string(24),
        "edit_urls": {
            p: reverse("edit_plan_part", args=[*place, p]) for p in ("people", "incentives", "exit")
        },
        "add_urls": {part.value: reverse("add_plan_term", args=[*place, part.value]) for part in TermPart},
        "issue_url": reverse("issue_plan", args=place),
        "review_url": reverse("review_plan", args=place),
        **_worked_context(worked, facts),
    }


def _worked_context(worked: Worked, facts: told.Facts) -> dict[str, Any]:
    reading, back, pays = worked.reading, worked.back, worked.pays
    tables = [told.metrics_table(facts, pays), told.price_table(reading, pays)] if pays else []
    return {
        "scheme_words": told.scheme_words(facts),
        "price_words": told.price_words(reading, pays) if pays else "",
        "scheme_tables": [_table(table) for table in tables],
        "warnings": told.warnings_table(reading, pays),
        "priced": bool(pays),
        "notice_words": told.notice_words(back),
        "nucleus_words": told.nucleus_words(back),
        "gap": back.gap or back.rebuilt_in is None,
        "exit_chart": chart_view.for_page(spec_of(told.chart(back)), "chart-exit"),
        "exit_tables": [_table(told.months_table(reading, back)), _table(told.cost_table(reading, back))],
    }


def _counts(facts: told.Facts) -> list[dict[str, Any]]:
    terms = facts.of("contract")
    words = dict.fromkeys(("Open", "Draft", "Proposed", "Agreed"), 0)
    for term in terms:
        words[term.status] += 1
    return [{"label": word, "value": count} for word, count in words.items()]


def _contract(worked: Worked, terms: list[PlanTerm]) -> list[dict[str, Any]]:
    """Terms by provider and group; the provider is named where there are several."""
    rows = [term for term in terms if term.part == TermPart.CONTRACT]
    keys = dict.fromkeys((term.provider, term.group) for term in rows)
    several = len({term.provider for term in rows if term.provider}) > 1
    return [
        {
            "title": group or "Terms of your own",
            "provider": worked.reading.provider_name(provider) if several and provider else "",
            "rows": [_row(term) for term in rows if (term.provider, term.group) == (provider, group)],
        }
        for provider, group in keys
    ]


def _row(term: PlanTerm) -> dict[str, Any]:
    place = [term.plan.assessment.client.slug, term.plan.assessment.slug, term.plan_id, term.pk]
    gates = [trace for trace in term.traces if trace["kind"] == "gate"]
    return {
        "term": term,
        "gates": gates,
        "traces": [trace for trace in term.traces if trace["kind"] != "gate"],
        "url": reverse("edit_plan_term", args=place),
        "edited": term.is_edited and bool(term.drafted_proposal),
    }


def _table(table: PlanTable) -> dict[str, Any]:
    """For the table component: all columns but the first hold figures."""
    columns = [{"label": head, "numeric": place > 0} for place, head in enumerate(table.heads)]
    return {"caption": table.title, "columns": columns, "rows": table.rows}
