"""The list of tasks and "Check your answers"."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assessments.journey.progress import SectionProgress, applies, first_missing, is_answered, row_count
from assessments.journey.questions import Question, Section, questionnaire
from assessments.journey.wording import evidence_of, source_of, words_of
from assessments.models import ContactStream, CostLine
from assessments.selectors.answered import assignments, members, open_comments, row_values
from assessments.services.teamwork import assign_section
from assessments.views.journey_frame import Journey, frame, journey_of, page_link, section_link
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person


@client_view(Role.VIEWER)
@require_GET
def list_tasks(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    journey = journey_of(client, assessment)
    missing = first_missing(journey.given)
    context = frame(request, journey, here="Questions") | {
        "task_groups": _groups(journey),
        "next_url": page_link(journey.assessment, missing) if missing else journey.link("check_answers"),
        "begun": any(done.state != "todo" for done in journey.sections),
        "complete": missing is None,
        "members": members(client),
    }
    return render(request, "assessments/list_tasks.html", context)


@client_view(Role.EDITOR)
@require_POST
def assign_task(request: HttpRequest, client: Client, assessment: str, section: str) -> HttpResponse:
    journey = journey_of(client, assessment)
    known = next((s for s in questionnaire().sections if s.id == section), None)
    member = next((m for m in members(client) if str(m.pk) == request.POST.get("user")), None)
    if known is None or (request.POST.get("user") and member is None):
        messages.error(request, "Choose somebody who works for this client.")
    else:
        assign_section(assessment=journey.assessment, section=section, user=member, actor=person(request))
        who = f"{member.name} answers" if member else "Nobody in particular answers"
        messages.success(request, f"{who} “{known.title}”.")
    return redirect(journey.link("list_tasks"))


@client_view(Role.VIEWER)
@require_GET
def check_answers(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    journey = journey_of(client, assessment)
    notes = open_comments(journey.assessment)
    context = frame(request, journey, here="Check your answers") | {
        "options_url": journey.link("list_options"),
        "sections": [_checked(journey, done, notes) for done in journey.sections],
        "missing": sum(done.count.asked - done.count.answered for done in journey.sections),
    }
    return render(request, "assessments/check_answers.html", context)


def _groups(journey: Journey) -> list[dict[str, Any]]:
    people = assignments(journey.assessment)
    groups: dict[str, list[dict[str, Any]]] = {}
    for done in journey.sections:
        task = {
            "id": done.section.id,
            "title": done.section.title,
            "lead": done.section.lead,
            "url": section_link(journey, done),
            "state": done.state,
            "count": done.count,
            "minutes": round(done.minutes_left),
            "assigned": people.get(done.section.id),
            "last": _last_answer(journey, done.section),
            "assign_url": journey.link("assign_task", section=done.section.id),
            "who": sorted({who for q in _asked(done.section) for who in q.who}),
        }
        groups.setdefault(done.section.group, []).append(task)
    return [{"title": title, "tasks": tasks} for title, tasks in groups.items()]


def _asked(section: Section) -> list[Question]:
    return [q for q in questionnaire().questions.values() if q.section == section.id]


def _last_answer(journey: Journey, section: Section) -> Any:
    """The latest answer of a section: who gave it and when."""
    keys = {q.id for q in questionnaire().of_section(section.id)}
    rows: list[Any] = [row for key, row in journey.answered.answers.items() if key in keys]
    if section.id in ("streams", "data"):
        rows += journey.answered.streams if section.id == "streams" else ()
    if section.id == "overheads":
        rows += journey.answered.cost_lines
    return max(rows, key=lambda row: row.answered_at, default=None)


def _checked(journey: Journey, done: SectionProgress, notes: dict[str, int]) -> dict[str, Any]:
    lines = [
        _line(journey, question, journey.given.contents.get(question.id), notes)
        for question in questionnaire().of_section(done.section.id)
        if applies(question, journey.given)
    ]
    tables = []
    if done.section.id == "streams":
        tables = [_stream(journey, stream) for stream in journey.answered.streams]
    if done.section.id == "overheads":
        tables = [_cost_line(journey, line) for line in journey.answered.cost_lines]
    return {"section": done.section, "state": done.state, "lines": lines, "tables": tables}


def _line(journey: Journey, question: Question, content: Any, notes: dict[str, int]) -> dict[str, Any]:
    page = questionnaire().page_of(question)
    return {
        "label": question.text,
        "value": words_of(question, content, journey.currency),
        "missing": not is_answered(content) and not question.optional,
        "open": not is_answered(content),
        "evidence": evidence_of(content),
        "source": source_of(content),
        "url": f"{page_link(journey.assessment, page)}#div_id_{question.id.replace('.', '__')}",
        "history_url": journey.link("show_answer", key=question.id),
        "answer": journey.answered.answers.get(question.id),
        "comments": notes.get(question.id, 0),
    }


def _row_lines(journey: Journey, row: ContactStream | CostLine, table: str) -> list[dict[str, Any]]:
    values = row_values(row)
    return [
        {
            "label": question.text,
            "value": words_of(question, values.get(question.field), journey.currency),
            "evidence": evidence_of(values.get(question.field)),
            "missing": not is_answered(values.get(question.field)) and not question.optional,
            "open": not is_answered(values.get(question.field)),
        }
        for question in questionnaire().of_table(table)
        if question.field != "name" and applies(question, journey.given, values)
    ]


def _stream(journey: Journey, stream: ContactStream) -> dict[str, Any]:
    count = row_count(questionnaire().of_table("streams"), row_values(stream), journey.given)
    return {
        "name": stream.name,
        "url": journey.link("describe_stream", stream=stream.slug),
        "count": count,
        "lines": _row_lines(journey, stream, "streams"),
    }


def _cost_line(journey: Journey, line: CostLine) -> dict[str, Any]:
    count = row_count(questionnaire().of_table("cost_lines"), row_values(line), journey.given)
    page = next(p for p in questionnaire().section("overheads").pages if p.kind == "cost_lines")
    return {
        "name": line.name,
        "url": page_link(journey.assessment, page),
        "count": count,
        "lines": _row_lines(journey, line, "cost_lines"),
    }
