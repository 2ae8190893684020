"""The steps of one assessment, beneath the breadcrumbs of all its pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# label, name of the address, words in the names of addresses that belong to it
STEPS = (
    ("Overview", "show_assessment", ("show_assessment", "quick_start")),
    ("Questions", "list_tasks", ()),
    ("Options", "list_options", ("option", "offer", "compare_vendors", "weigh_split", "best_mix")),
    ("Law and gates", "show_law", ("law", "gate", "duties")),
    ("Weights", "show_weights", ("weight", "weigh", "judgement")),
    ("Decision", "show_decision", ("decision", "keep_tried", "issue_report")),
    ("Deal plan", "show_plan", ("plan",)),
    ("Results", "show_results", ("results", "begin_deal", "month")),
    ("Scenarios", "list_scenarios", ("scenario", "compar")),
)


def assessment_steps(request: HttpRequest) -> dict[str, Any]:
    """Template context: `assessment_steps`, for the tabs component."""
    match = request.resolver_match
    if not match or not getattr(request, "membership", None) or "assessment" not in match.kwargs:
        return {}
    here = _step_of(match.url_name or "")
    known = {part: match.kwargs[part] for part in ("client", "assessment")}
    steps = (_step(label, route, known, label == here) for label, route, _ in STEPS)
    return {"assessment_steps": [step for step in steps if step]}


def _step(label: str, route: str, known: dict[str, Any], current: bool) -> dict[str, Any] | None:
    try:
        return {"label": label, "url": reverse(route, kwargs=known), "current": current}
    except NoReverseMatch:
        return None


def _step_of(name: str) -> str:
    for label, route, words in STEPS:
        if name == route or any(word in name for word in words):
            return label
    return "Questions"
