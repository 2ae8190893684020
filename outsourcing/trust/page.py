"""The page "How this was tested": the newest report on the tests, in words."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clients.permissions import signed_in_view
from outsourcing.trust.report import Report, newest


@signed_in_view
@never_cache
@require_safe
def how_tested(request: HttpRequest) -> HttpResponse:
    report = newest()
    return render(request, "how_tested.html", {"report": _shown(report) if report else None})


def _shown(report: Report) -> dict[str, Any]:
    stages = report["stages"]
    return {
        "date": dt.datetime.fromisoformat(report["date"]),
        "commit": report["commit"][:12],
        "changed": report["changed_since_commit"],
        "machine": report["machine"],
        "long": report["long"],
        "stages": [{**stage, "time": _time(stage["seconds"])} for stage in stages],
        "passed": sum(stage["passed"] for stage in stages),
        "failed": sum(stage["failed"] for stage in stages),
        "skipped": sum(stage["skipped"] for stage in stages),
        "promises": [_promise(promise) for promise in report["promises"]],
    }


def _promise(promise: Report) -> dict[str, Any]:
    return {**promise, "verdict": _verdict(promise), "figures": _figures(promise["figures"])}


def _verdict(promise: Report) -> str:
    if promise["failed"]:
        return "failed"
    return "held" if promise["passed"] else "not run"


def _figures(figures: list[Report]) -> list[dict[str, str]]:
    """One line per figure; where two databases gave different values, both with their names."""
    by_name: dict[str, list[Report]] = {}
    for entry in figures:
        by_name.setdefault(entry["name"], []).append(entry)
    return [{"label": name, "value": _value(entries)} for name, entries in by_name.items()]


def _value(entries: list[Report]) -> str:
    texts = [f"{_number(entry['value'])} {entry['unit']}".strip() for entry in entries]
    if len(set(texts)) == 1:
        return texts[0]
    return "; ".join(f"{text} ({entry['database']})" for text, entry in zip(texts, entries, strict=True))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:,.3g}"


def _time(seconds: int) -> str:
    return f"{seconds // 60} min {seconds % 60:02d} s"
