"""The decision so far, beside the questions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from assessments.journey.progress import first_missing
from assessments.journey.questions import questionnaire
from assessments.journey.wording import question_of
from assessments.selectors.decision_so_far import NO_OPTIONS, SoFar
from assessments.selectors.decision_so_far import decision_so_far as read_decision
from assessments.views.journey_frame import Journey, journey_of, page_link
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from ui.formats import money_compact, money_range, percent_text


@client_view(Role.VIEWER)
@require_GET
def decision_so_far(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    return render(request, "assessments/panel.html", {"panel": panel(journey_of(client, assessment))})


def panel(journey: Journey) -> dict[str, Any]:
    """What the side panel shows: verdict, chances, gates, and the one thing to find out next."""
    so_far = read_decision(journey.assessment)
    if so_far.missing:
        return {"kind": "", "rows": [], "note": so_far.missing, "go_on": _what_to_add(journey, so_far)}
    return {
        "kind": so_far.verdict,
        "rows": _rows(journey, so_far),
        "note": so_far.note,
        "next": _next(journey, so_far),
    }


def _what_to_add(journey: Journey, so_far: SoFar) -> dict[str, str]:
    """Where what is missing is added."""
    if so_far.missing == NO_OPTIONS:
        return {"url": journey.link("list_options"), "label": "Add an option"}
    return {"url": journey.link("quick_start"), "label": "Start quickly"}


def _rows(journey: Journey, so_far: SoFar) -> list[dict[str, str]]:
    years = f"{so_far.horizon_months / 12:g}"
    return [
        {"label": "Best option so far", "value": so_far.best},
        {"label": "Chance it saves money", "value": percent_text(so_far.p_saves)},
        {
            "label": f"Saving over {years} years",
            "value": money_range(so_far.saving_low, so_far.saving_high, journey.currency),
        },
        {"label": "Gates open", "value": f"{so_far.gates_open} of {so_far.gates}"},
    ]


def _next(journey: Journey, so_far: SoFar) -> dict[str, str] | None:
    """The question most worth answering better, with a link where it is one of ours; else where to go on."""
    if so_far.next_path == "":
        return _go_on(journey)
    return {
        "title": so_far.next_label,
        "sentence": _worth_words(journey, so_far),
        "url": _link_to(journey, so_far.next_path),
    }


def _worth_words(journey: Journey, so_far: SoFar) -> str:
    """A range stays in one line: a minus sign at its end would read as a dash."""
    if not so_far.whole_money:
        worth = money_compact(so_far.next_money, journey.currency)
        return f"Knowing it exactly could be worth up to {worth}. {so_far.next_question}".strip()
    whole = money_compact(so_far.whole_money, journey.currency)
    moved = money_range(so_far.moved_low, so_far.moved_high, journey.currency)
    return format_html(
        "No single answer changes the choice by itself yet; all together could be worth up to {}. "
        'This one moves the saving most: <span class="nowrap">{}</span>.',
        whole,
        moved,
    )


def _go_on(journey: Journey) -> dict[str, str] | None:
    page = first_missing(journey.given)
    if page is None:
        return None
    return {
        "title": page.title,
        "sentence": "No single answer would change the decision by itself now. Go on with the open pages.",
        "url": page_link(journey.assessment, page),
    }


def _link_to(journey: Journey, path: str) -> str:
    if question := question_of(path):
        page = questionnaire().page_of(question)
        return f"{page_link(journey.assessment, page)}#div_id_{path.replace('.', '__')}"
    parts = path.split(".")
    if parts[:2] == ["service", "streams"] and len(parts) == 4:
        link = journey.link("describe_stream", stream=parts[2])
        return f"{link}#div_id_service__streams__{parts[3]}"
    if parts[:2] == ["service", "cost_lines"]:
        page = next(p for p in questionnaire().section("overheads").pages if p.kind == "cost_lines")
        return page_link(journey.assessment, page)
    return ""
