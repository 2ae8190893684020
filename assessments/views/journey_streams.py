"""One contact stream: the work in it and the data that agents see."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from assessments.forms.answers import PageForm
from assessments.forms.offered import offer_figures
from assessments.forms.row_table import MOST_ROWS
from assessments.journey.progress import applies, next_page, row_count
from assessments.journey.questions import Page, Question, questionnaire
from assessments.journey.wording import words_of
from assessments.models import ContactStream
from assessments.selectors.answered import row_values
from assessments.selectors.reference_figures import place_of
from assessments.services.rows import save_row
from assessments.views.journey_frame import (
    Journey,
    find_page,
    frame,
    journey_of,
    keep_typed,
    page_link,
    typed_before,
)
from assessments.views.journey_rows import FORMS
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import sent_again
from ui.numbers import whole_number
from vendors.services.facts import UNKNOWN

EMPTY = {"channels": [], "required_country_iso3": "", "concurrency": 1.0, "name": ""}
PARTS = {"work": ("streams", "streams"), "data": ("data", "kinds")}


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def describe_stream(
    request: HttpRequest, client: Client, assessment: str, stream: str, part: str = "work"
) -> HttpResponse:
    journey, page = journey_of(client, assessment), find_page(*PARTS[part])
    row = next((row for row in journey.answered.streams if row.slug == stream), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _save(request, journey, page, row, part)
    form = _form(journey, page, row, typed_before(journey, request))
    return _shown(request, journey, page, row, part, form)


def answer_data(request: HttpRequest, journey: Journey, page: Page) -> HttpResponse:
    """The page of the section: which streams still lack their kinds of data. Posting goes on."""
    if request.method == "POST":
        later = request.POST.get("action") == "later"
        following = next_page(page)
        assert following is not None
        return redirect(journey.link("list_tasks") if later else page_link(journey.assessment, following))
    questions = questionnaire().of_page(page)
    asked = next(q for q in questions if q.field == "data_categories")
    section = questionnaire().section(page.section)
    streams = [
        {
            "stream": row,
            "url": journey.link("describe_stream_data", stream=row.slug),
            "count": row_count(questions, row_values(row), journey.given),
            "said": words_of(asked, row_values(row)["data_categories"], journey.currency),
        }
        for row in journey.answered.streams
    ]
    context = frame(request, journey, page=page) | {
        "page": page,
        "section": section,
        "step": questionnaire().sections.index(section) + 1,
        "steps": len(questionnaire().sections),
        "streams": streams,
        "streams_url": page_link(journey.assessment, find_page(*PARTS["work"])),
        "page_url": page_link(journey.assessment, page),
    }
    return render(request, "assessments/stream_data.html", context)


@client_view(Role.EDITOR)
@require_GET
def add_table_row(
    request: HttpRequest, client: Client, assessment: str, section: str, page: str
) -> HttpResponse:
    """One more empty row, for pages with JavaScript; without it the button sends the form."""
    found, journey = find_page(section, page), journey_of(client, assessment)
    if found.kind not in FORMS:
        raise Http404
    number = whole_number(request.GET.get("rows"))
    if number >= MOST_ROWS:
        return HttpResponse(status=204)
    form = FORMS[found.kind](prefix=f"t{number}", currency=journey.currency)
    context = {"form": form, "rows": number + 1}
    return render(request, "assessments/added_row.html", context)


def _questions(journey: Journey, page: Page, row: ContactStream) -> tuple[Question, ...]:
    values = row_values(row)
    asked = (q for q in questionnaire().of_page(page) if q.table and applies(q, journey.given, values))
    return tuple(replace(q, optional=q.optional or q.field == "name") for q in asked)


def _form(journey: Journey, page: Page, row: ContactStream, data: Any = None) -> PageForm:
    questions, values = _questions(journey, page, row), row_values(row)
    by_id = {q.id: values.get(q.field) for q in questions}
    form = PageForm(questions, currency=journey.currency, values=by_id, data=data)
    offer_figures(form, place_of(journey.assessment))
    return form


def _save(request: HttpRequest, journey: Journey, page: Page, row: ContactStream, part: str) -> HttpResponse:
    form = _form(journey, page, row, request.POST)
    complete = form.is_valid()
    changes = _changes(request, form, row)
    if changes.get("name") == "":
        form.add_error("service__streams__name", "Give this stream a name")
        changes.pop("name")
        complete = False
    try:
        save_row(row, version=whole_number(request.POST.get("version")), actor=person(request), **changes)
    except Conflict as conflict:
        if conflict.current is None:
            raise Http404 from None
        return _differ(request, journey, page, row, part, form, changes)
    keep_typed(journey, request, request.POST, saved=complete)
    if complete:
        return redirect(_following(journey, row, part, request.POST.get("action", "")))
    return _shown(request, journey, page, row, part, form, status=422)


def _changes(request: HttpRequest, form: PageForm, row: ContactStream) -> dict[str, Any]:
    """Columns to write: what nobody knows is noted apart, for the column itself stays empty then."""
    answers = {
        key: value for key, value in form.answers.items() if request.POST.get(f"keep_{key}") != "theirs"
    }
    fields = {key.rpartition(".")[2]: value for key, value in answers.items()}
    unknown = {name for name, value in fields.items() if value == UNKNOWN}
    left = (set(row.not_known) - set(fields)) | unknown
    values = {name: None if value == UNKNOWN else value for name, value in fields.items()}
    values = {name: EMPTY.get(name) if value is None else value for name, value in values.items()}
    return values | {"not_known": sorted(left)}


def _following(journey: Journey, row: ContactStream, part: str, action: str) -> str:
    """The next stream, then back to the page that lists them."""
    rows = list(journey.answered.streams)
    at = rows.index(row)
    if action == "later":
        return journey.link("list_tasks")
    if at + 1 < len(rows):
        name = "describe_stream" if part == "work" else "describe_stream_data"
        return journey.link(name, stream=rows[at + 1].slug)
    return page_link(
        journey.assessment, find_page("streams", "year") if part == "work" else find_page("data", "loss")
    )


def _shown(
    request: HttpRequest,
    journey: Journey,
    page: Page,
    row: ContactStream,
    part: str,
    form: PageForm,
    status: int = 200,
) -> HttpResponse:
    section = questionnaire().section(page.section)
    context = frame(request, journey, page=page) | {
        "form": form,
        "section": section,
        "stream": row,
        "part": part,
        "list_url": page_link(journey.assessment, page),
        "versions": [("version", row.version)],
        "page_url": request.path,
        "slips": [],
    }
    return render(request, "assessments/describe_stream.html", context, status=status)


def _differ(
    request: HttpRequest,
    journey: Journey,
    page: Page,
    row: ContactStream,
    part: str,
    form: PageForm,
    changes: dict[str, Any],
) -> HttpResponse:
    now = row_values(row)
    clashes = [
        {
            "key": q.id,
            "text": q.text,
            "theirs": words_of(q, now.get(q.field), journey.currency),
            "mine": words_of(q, form.answers[q.id], journey.currency),
            "by": row.answered_by,
        }
        for q in form.questions
        if q.id in form.answers and changes.get(q.field) != getattr(row, q.field)
    ]
    context = frame(request, journey, page=page) | {
        "clashes": clashes,
        "typed": sent_again(request.POST),
        "versions": [("version", row.version)],
        "page": page,
        "page_url": request.path,
    }
    return render(request, "assessments/answers_differ.html", context, status=409)
