"""The first page after sign-in: everything that a person works on."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
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


@require_GET
@signed_in_view
def list_clients(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.from_query(request.GET)
    user = person(request)
    rates = rates_of(user)
    page = portfolio(user, wanted, rates, request.GET.get("page", 1))
    now = timezone.now()
    rows = [
        _with_badges(line_view(line, now, _dollars(line, rates))) | _addresses(line)
        for line in page.object_list
    ]
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


def _with_badges(row: dict[str, Any]) -> dict[str, Any]:
    """Fifty lines show a handful of different badges: each is drawn once."""
    if not row["verdict"]:
        return row
    gates = _badge("gate_badge", status=row["gates_tone"], label=row["gates"])
    return row | {"verdict_badge": _badge("verdict_badge", kind=row["verdict"]), "gate_badge": gates}


@lru_cache(maxsize=256)
def _badge(component: str, **parameters: str) -> SafeString:
    return render_to_string(f"components/{component}.html", parameters)


def _dollars(line: dict[str, Any], rates: Rates) -> float | None:
    """The saving in US dollars, where the list holds several currencies."""
    return rates.in_dollars(line["decision"]["saving"], line["currency"]) if line["decision"] else None


def _addresses(line: dict[str, Any]) -> dict[str, str]:
    if not line["assessment"]:
        return {"begin_url": reverse("create_assessment", args=[line["slug"]])}
    place = [line["slug"], line["assessment"]]
    decision = reverse("show_decision", args=place) if line["decision"] else ""
    plan = reverse("show_plan", args=place) if line["review"] else ""
    return {"url": reverse("show_assessment", args=place), "decision_url": decision, "plan_url": plan}


def _query(wanted: Wanted) -> str:
    """What the links to other pages of the list repeat."""
    words = {"q": wanted.search, "verdict": wanted.verdict, "due": "1" if wanted.due else ""}
    return urlencode({**{key: word for key, word in words.items() if word}, "sort": wanted.sort})
