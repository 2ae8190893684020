"""The first page after sign-in: everything that a person works on."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments.choices import Verdict
from assessments.snapshots.exchange import SOURCE
from clients.permissions import person, signed_in_view
from reports.presenters.portfolio import currency_words, line_view
from reports.selectors.currencies import Rates, rates_of
from reports.selectors.portfolio import UNDECIDED, Wanted, portfolio

VERDICTS = (("", "Any verdict"), *Verdict.choices, (UNDECIDED, "Not decided yet"))
SORTS = (
    ("name", "Client"),
    ("verdict", "Verdict"),
    ("saving", "Largest saving"),
    ("gates", "Most open gates"),
    ("age", "Oldest answers"),
)
Columns = tuple[tuple[str, Any], ...]


@require_GET
@signed_in_view
def list_clients(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.from_query(request.GET)
    user = person(request)
    rates = rates_of(user)
    page = portfolio(user, wanted, rates, request.GET.get("page", 1))
    today = timezone.now().date()
    rows = [_row(*_frozen(line), today, _dollars(line, rates)) for line in page]
    context = {
        "page": page,
        "rows": rows,
        "single": len(rows) == 1 and page.paginator.count == 1 and not wanted.narrows,
        "wanted": wanted,
        "verdicts": VERDICTS,
        "sorts": SORTS,
        "currency_words": currency_words(rates.several, rates.missing, SOURCE),
        "query": _query(wanted),
        "new_client_url": reverse("create_client"),
    }
    return render(request, "reports/list_clients.html", context)


def _frozen(line: dict[str, Any]) -> tuple[Columns, Columns]:
    """The line and its decision, as what a cache can find again."""
    columns = tuple((name, value) for name, value in line.items() if name != "decision")
    return columns, tuple((line["decision"] or {}).items())


@lru_cache(maxsize=2048)
def _row(columns: Columns, decision: Columns, today: dt.date, dollars: float | None) -> Mapping[str, Any]:
    """Nothing but the parameters decides how a line looks: it is drawn once for as long as it stays so."""
    line = dict(columns) | {"decision": dict(decision) or None}
    row = line_view(line, today, dollars) | _addresses(line)
    return row | {"drawn": render_to_string("reports/portfolio/line.html", {"row": row})}


def _dollars(line: dict[str, Any], rates: Rates) -> float | None:
    """The saving in US dollars, where the list holds several currencies."""
    return rates.in_dollars(line["decision"]["saving"], line["currency"]) if line["decision"] else None


def _addresses(line: dict[str, Any]) -> dict[str, str]:
    if not line["assessment"]:
        return {"begin_url": reverse("create_assessment", args=[line["slug"]])}
    place = [line["slug"], line["assessment"]]
    decision = reverse("show_decision", args=place) if line["decision"] else ""
    plan = reverse("show_plan", args=place) if line["review"] else ""
    results = reverse("show_results", args=place) if line["reasons"] else ""
    url = reverse("show_assessment", args=place)
    return {"url": url, "decision_url": decision, "plan_url": plan, "results_url": results}


def _query(wanted: Wanted) -> str:
    """What the links to other pages of the list repeat."""
    words = {"q": wanted.search, "verdict": wanted.verdict, "due": "1" if wanted.due else ""}
    return urlencode({**{key: word for key, word in words.items() if word}, "sort": wanted.sort})
