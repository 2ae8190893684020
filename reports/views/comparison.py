"""Scenarios side by side, what causes the difference, and the same as a spreadsheet."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from assessments.models import Assessment
from assessments.services.deciding import decide_assessment
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from reports.charts import view as chart_view
from reports.presenters import causes, comparison, comparison_charts, comparison_inputs
from reports.presenters.comparison import Compared
from reports.presenters.comparison_book import workbook
from reports.selectors.causes import causes_between
from reports.selectors.comparison import FEWEST, MOST, Item, items_of, usual_keys
from reports.views.decision import crumbs
from scoring.case import Case

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@client_view(Role.VIEWER)
@require_GET
def compare_scenarios(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    items, too_many = chosen(request, subject)
    context = _frame(request, subject, items) | {"too_many": too_many, "most": MOST}
    ready = [item for item in items if item.decision]
    if len(ready) >= FEWEST:
        context |= _compared(ready)
    return render(request, "reports/comparison.html", context)


@client_view(Role.VIEWER)
@require_GET
def compare_causes(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """What caused the difference between two: a part of the page, or a page of its own without JavaScript."""
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    items = items_of(request.user, request.GET.getlist("item"))  # type: ignore[arg-type]  # signed in
    if len(items) != FEWEST or any(item.decision is None for item in items):
        raise Http404
    first, second = items
    context = _frame(request, subject, items) | {
        "causes": _causes(first, second),
        "first": name_of(first, items),
        "second": name_of(second, items),
        "caption": f"Causes of the difference in net benefit, {name_of(second, items)}",
    }
    whole = not request.htmx  # type: ignore[attr-defined]
    return render(
        request, "reports/comparison/causes_page.html" if whole else "reports/comparison/causes.html", context
    )


@client_view(Role.EDITOR)
@require_POST
def compute_compared(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    """Compute what is missing or old, as far as it belongs to this assessment."""
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    keys = request.POST.getlist("item")
    for item in items_of(request.user, keys)[:MOST]:  # type: ignore[arg-type]  # signed in
        if item.assessment == subject and (item.decision is None or item.outdated):
            decide_assessment(subject, request.user, scenario=item.scenario)  # type: ignore[arg-type]
    address = reverse("compare_scenarios", args=[client.slug, subject.slug])
    return redirect(f"{address}?{urlencode({'item': keys}, doseq=True)}")


@client_view(Role.VIEWER)
@require_GET
def download_comparison(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = get_object_or_404(Assessment.objects.select_related("client"), slug=assessment, client=client)
    ready = [item for item in chosen(request, subject)[0] if item.decision]
    if len(ready) < FEWEST:
        raise Http404
    found = compared(ready)
    book = workbook(found, comparison.regret(found), comparison_inputs.differences(found))
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{client.slug}-scenarios.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def compared(items: Sequence[Item]) -> list[Compared]:
    return [Compared(name_of(item, items), group_of(item), item.reading) for item in items]


def chosen(request: HttpRequest, subject: Assessment) -> tuple[list[Item], bool]:
    keys = list(dict.fromkeys(request.GET.getlist("item"))) or usual_keys(subject)
    return items_of(request.user, keys[:MOST]), len(keys) > MOST  # type: ignore[arg-type]  # signed in


def _compared(items: Sequence[Item]) -> dict[str, Any]:
    found = compared(items)
    rows = comparison.regret(found)
    charts = [comparison_charts.small_multiples(found), comparison_charts.net_benefit_differences(found)]
    return {
        "ready": True,
        "columns": [_column(item, one) for item, one in zip(items, found, strict=True)],
        "headline": comparison.verdict_sentence(found),
        "robust": comparison.regret_sentence(rows),
        "lines": comparison.lines(found),
        "regret": rows,
        "inputs": comparison_inputs.differences(found),
        "charts": [
            chart_view.for_page(spec, f"compare-{number}")
            for number, spec in enumerate(charts)
            if spec and not spec.empty
        ],
        "causes_of": _pairs(items),
        "several_clients": len({item.assessment.pk for item in items}) > 1,
    }


def _column(item: Item, one: Compared) -> dict[str, Any]:
    return {
        "name": one.name,
        "group": one.group,
        "verdict": one.reading.decision.verdict.kind,
        "outdated": item.outdated,
        "url": _address(item),
    }


def _pairs(items: Sequence[Item]) -> list[dict[str, str]]:
    """Each scenario against the first one, where both come from the same answers."""
    first = items[0]
    same = [item for item in items[1:] if item.assessment == first.assessment]
    place = [first.assessment.client.slug, first.assessment.slug]
    address = reverse("compare_causes", args=place)
    return [
        {
            "name": name_of(item, items),
            "url": f"{address}?{urlencode({'item': [first.key, item.key]}, doseq=True)}",
        }
        for item in same
    ]


def _causes(first: Item, second: Item) -> causes.CausesView | None:
    if first.decision is None or second.decision is None:
        raise Http404
    return causes_between(Case.from_dict(first.decision.case), Case.from_dict(second.decision.case))


def _frame(request: HttpRequest, subject: Assessment, items: Sequence[Item]) -> dict[str, Any]:
    place = [subject.client.slug, subject.slug]
    query = urlencode({"item": [item.key for item in items]}, doseq=True)
    missing = [item for item in items if item.assessment == subject and (not item.decision or item.outdated)]
    return {
        "assessment": subject,
        "client": subject.client,
        "crumbs": crumbs(subject.client, subject, "Scenarios side by side"),
        "items": [{"key": item.key, "name": name_of(item, items)} for item in items],
        "missing": [name_of(item, items) for item in missing],
        "may_edit": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
        "compute_url": reverse("compute_compared", args=place),
        "issue_url": f"{reverse('issue_comparison', args=place)}?{query}",
        "download_url": f"{reverse('download_comparison', args=place)}?{query}",
        "back_url": f"{reverse('compare_scenarios', args=place)}?{query}",
        "choose_url": reverse("list_scenarios", args=place),
    }


def name_of(item: Item, items: Sequence[Item]) -> str:
    """With the client's name where several are compared."""
    name = item.scenario.name if item.scenario else "As it is"
    several = len({other.assessment.pk for other in items}) > 1
    return f"{item.assessment.client.name}: {name}" if several else name


def group_of(item: Item) -> str:
    return f"{item.assessment.client.name} – {item.assessment.title}"


def _address(item: Item) -> str:
    place = [item.assessment.client.slug, item.assessment.slug]
    if item.scenario:
        return reverse("show_scenario", args=[*place, item.scenario.slug])
    return reverse("show_decision", args=place)
