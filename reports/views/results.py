"""Living with a deal: its months, what they pay, what they trigger, and what was expected."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments.models import Assessment
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from reports.charts import view as chart_view
from reports.charts.formats import quantity
from reports.exports.tables_archive import to_csv
from reports.models import DealPlan, MonthResult
from reports.presenters.numbers import date_words, number
from reports.presenters.plan.parts import PlanTable
from reports.presenters.results import told
from reports.presenters.results.expected import chart_of
from reports.presenters.results.listed import listed
from reports.presenters.results.settled import MonthPay, pay_of_month, step_of, years_of
from reports.presenters.results.watch import Watched
from reports.selectors.plan import plan_of, plans_of
from reports.selectors.results import Life, is_approved, life_of, months_of
from reports.views.decision import crumbs
from reports.views.plan import address, find_assessment, find_plan


@require_GET
@client_view(Role.VIEWER)
def show_results(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    plan = _plan_of(subject, request.GET.get("option", "")[:60])
    context = {
        "assessment": subject,
        "crumbs": crumbs(client, subject, "Results"),
        "may_edit": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
        "plan": plan,
        "plan_url": address(plan) if plan else reverse("show_plan", args=[client.slug, subject.slug]),
        "reports_url": reverse("list_reports", args=[client.slug]),
        "others": [other for other in plans_of(subject) if plan and other.pk != plan.pk],
    }
    if plan is not None:
        context |= _plan_context(plan)
    return render(request, "reports/results/show_results.html", context)


@require_GET
@client_view(Role.VIEWER)
def download_results(request: HttpRequest, client: Client, assessment: str, plan: int) -> HttpResponse:
    """One line per month, as entered and as worked out."""
    found = find_plan(client, assessment, plan)
    if found.began is None:
        raise Http404
    life = life_of(found)
    response = HttpResponse(
        to_csv(listed(life.rows, life.expected, life.began)), content_type="text/csv; charset=utf-8"
    )
    name = f"{client.slug}-{found.assessment.slug}-results.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def results_address(plan: DealPlan) -> str:
    place = [plan.assessment.client.slug, plan.assessment.slug]
    return f"{reverse('show_results', args=place)}?option={plan.option}"


def _plan_of(assessment: Assessment, option: str) -> DealPlan | None:
    """That of the option; else one whose deal began; else the one changed last."""
    if option:
        return plan_of(assessment, option)
    return plans_of(assessment).exclude(began=None).first() or plan_of(assessment)


def _plan_context(plan: DealPlan) -> dict[str, Any]:
    place = [plan.assessment.client.slug, plan.assessment.slug, plan.pk]
    context = {
        "approved": plan.began is not None or is_approved(plan),
        "began": date_words(plan.began.isoformat()) if plan.began else "",
        "begin_url": reverse("begin_deal", args=place),
        "review_on": date_words(plan.review_on.isoformat()) if plan.review_on else "",
        "due": plan.is_due,
        "review_url": reverse("review_plan", args=place),
    }
    if plan.began is None:
        return context
    return context | {
        "months_ahead": not months_of(plan),
        "csv_url": reverse("download_results", args=place),
        **_life_context(life_of(plan)),
    }


def _life_context(life: Life) -> dict[str, Any]:
    pays = [pay_of_month(row) for row in life.rows]
    years, step = years_of(life.began, pays), step_of(life.began, pays)
    missing = [month for month in months_of(life.plan)[:-1] if month not in {row.month for row in life.rows}]
    return {
        "lines": _lines(life, {pay.row.month: pay for pay in pays}),
        "heads": _heads(life),
        "missing": len(missing),
        "next_month": _month_link(life.plan, missing[0]) if missing else None,
        "stats": _stats(life, pays),
        "year_table": _table(told.year_table(years, life.reading.numbers)) if _is_paid(pays) else None,
        "step_words": told.step_words(step) if step else "",
        "workings": _workings(life, pays),
        "reasons": [_reason(one) for one in life.watched],
        "met": [one for one in life.watched if one.state == "met"],
        "charts": _charts(life),
        "voices": [_voice(row) for row in reversed(life.rows) if row.reasons or row.events],
        "decided": date_words(life.plan.decision.created.date().isoformat()),
    }


def _lines(life: Life, pays: dict[dt.date, MonthPay]) -> list[dict[str, Any]]:
    """The months, the newest first; the present one can be entered and is not missed yet."""
    rows = {row.month: row for row in life.rows}
    today = timezone.localdate().replace(day=1)
    return [
        {
            **_month_link(life.plan, month),
            "current": month == today,
            **_line(life, rows.get(month), pays.get(month)),
        }
        for month in reversed(months_of(life.plan))
    ]


def _line(life: Life, row: MonthResult | None, pay: MonthPay | None) -> dict[str, Any]:
    if row is None or pay is None:
        return {"entered": False}
    numbers, results = life.reading.numbers, told.results_words(row)
    return {
        "entered": True,
        "contacts": number(row.contacts),
        "fee": numbers.amount(float(row.fee)),
        "results": [{"head": head, "text": results.get(head, "–")} for head in _heads(life)],
        "net": told.net_words(numbers, pay.net),
        "against": told.against(row, life.place(row.month), life.expected),
        "happened": told.happened_words(row),
    }


def _heads(life: Life) -> list[str]:
    """Of all months: the scheme may have changed in between."""
    return list(dict.fromkeys(head for row in life.rows for head in told.results_words(row)))


def _month_link(plan: DealPlan, month: dt.date) -> dict[str, Any]:
    place = [plan.assessment.client.slug, plan.assessment.slug, plan.pk, f"{month:%Y-%m}"]
    return {"name": told.name_of(month), "url": reverse("enter_month", args=place)}


def _stats(life: Life, pays: list[MonthPay]) -> list[dict[str, str]]:
    if not pays:
        return []
    numbers, year = life.reading.numbers, years_of(life.began, pays)[-1]
    inside = [told.is_inside(row, life.place(row.month), life.expected) for row in life.rows]
    found = [
        {
            "value": numbers.amount(year.fees),
            "label": f"invoiced in year {year.number}, {year.months} months entered",
        },
        {"value": f"{sum(inside)} of {len(inside)}", "label": "months inside what the report expected"},
        {"value": str(sum(one.state == "met" for one in life.watched)), "label": "reasons to leave met"},
    ]
    if _is_paid(pays):
        net = {"value": told.net_words(numbers, year.net), "label": f"so far in year {year.number}"}
        found.insert(1, net)
    return found


def _is_paid(pays: list[MonthPay]) -> bool:
    return any(pay.scheme.metrics for pay in pays)


def _workings(life: Life, pays: list[MonthPay]) -> list[dict[str, Any]]:
    numbers = life.reading.numbers
    return [
        {
            "name": told.name_of(pay.row.month),
            "words": told.working_words(pay, numbers),
            "table": _table(told.working_table(pay, numbers)),
        }
        for pay in reversed(pays)
        if pay.scheme.metrics
    ]


def _reason(one: Watched) -> dict[str, Any]:
    return {"one": one, "words": told.STATES[one.state], "status": told.TONES[one.state]}


def _charts(life: Life) -> list[Any]:
    fees = {life.place(row.month): float(row.fee) for row in life.rows}
    contacts = {life.place(row.month): float(row.contacts) for row in life.rows}
    money = life.reading.numbers.money_format
    specs = {
        "fee": chart_of("Fee", life.expected.fees, fees, money, "Fee of the month"),
        "contacts": chart_of(
            "Contacts", life.expected.contacts, contacts, quantity(), "Contacts handled in the month"
        ),
    }
    return [chart_view.for_page(spec, f"chart-{key}") for key, spec in specs.items() if spec]


def _voice(row: MonthResult) -> dict[str, str]:
    return {"name": told.name_of(row.month), "reasons": row.reasons, "events": row.events}


def _table(table: PlanTable) -> dict[str, Any]:
    columns = [{"label": head, "numeric": place > 0} for place, head in enumerate(table.heads)]
    return {"caption": table.title, "columns": columns, "rows": table.rows}
