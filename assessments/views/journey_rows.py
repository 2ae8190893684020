"""A table of rows typed in one go: kept row by row, so that a fault in one loses none."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessments.forms.row_table import RowTable
from assessments.forms.rows import CostLineRowForm, RowForm, StreamRowForm
from assessments.journey.progress import next_page
from assessments.journey.questions import Page, questionnaire
from assessments.journey.wording import words_of
from assessments.models import ContactStream, CostLine
from assessments.selectors.answered import row_values
from assessments.services.rows import add_row, remove_row, save_row
from assessments.views.journey_frame import Journey, frame, journey_of, keep_typed, page_link, typed_before
from clients.permissions import person
from clients.services import Conflict

FORMS: dict[str, Any] = {"streams": StreamRowForm, "cost_lines": CostLineRowForm}
MODELS: dict[str, Any] = {"streams": ContactStream, "cost_lines": CostLine}


def answer(request: HttpRequest, journey: Journey, page: Page) -> HttpResponse:
    if request.method == "POST":
        return _save(request, journey, page)
    typed = typed_before(journey, request)
    table = _table(journey, page, typed)
    if typed is not None:
        table.is_valid()
    return _shown(request, journey, page, table)


def _table(journey: Journey, page: Page, data: Any = None, more: int = 0) -> RowTable:
    rows = journey.answered.streams if page.kind == "streams" else journey.answered.cost_lines
    return RowTable(FORMS[page.kind], rows, currency=journey.currency, data=data, more=more)


def _save(request: HttpRequest, journey: Journey, page: Page) -> HttpResponse:
    more = 1 if "add_row" in request.POST else 0
    table = _table(journey, page, request.POST, more)
    table.is_valid()
    _keep(request, journey, page, table)
    clashes = any(form.theirs for form in table.forms)
    keep_typed(journey, request, request.POST, saved=not table.errors and not clashes)
    if table.errors or clashes:
        now = journey_of(journey.assessment.client, journey.assessment.slug)
        return _shown(request, now, page, table, status=409 if clashes else 422)
    if more:
        return redirect(page_link(journey.assessment, page) + "#add-row")
    if request.POST.get("action") == "later":
        messages.success(request, "Saved. You can go on whenever you like.")
        return redirect(journey.link("list_tasks"))
    following = next_page(page)
    assert following is not None
    return redirect(page_link(journey.assessment, following))


def _keep(request: HttpRequest, journey: Journey, page: Page, table: RowTable) -> None:
    """Each row that is right. Without a right total, volumes that hang on shares are not touched."""
    shares_wrong = bool(table.total and table.total.errors)
    for form in table.filled:
        if form.errors or (shares_wrong and form.cleaned_data.get("share") is not None):
            continue
        try:
            _keep_row(request, journey, page, form, table)
        except Conflict as conflict:
            _tell_clash(journey, page, form, conflict)
        except ValidationError as error:
            form.add_error("name", error.messages[0])


def _keep_row(request: HttpRequest, journey: Journey, page: Page, form: Any, table: RowTable) -> None:
    model, row = MODELS[page.kind], form.row
    if form.cleaned_data["remove"]:
        if row is not None:
            options = remove_row(row, version=form.seen_version, actor=person(request))
            also = f", also from {options} option{'s' if options > 1 else ''}" if options else ""
            messages.success(request, f"“{row.name}” was removed{also}.")
        return
    values = form.values(table.whole)
    if row is None:
        add_row(
            model,
            assessment=journey.assessment,
            name=form.cleaned_data["name"],
            actor=person(request),
            **values,
        )
    else:
        name = form.cleaned_data["name"]
        save_row(row, version=form.seen_version, actor=person(request), name=name, **values)


def _tell_clash(journey: Journey, page: Page, form: RowForm, conflict: Conflict) -> None:
    """What a colleague wrote, beside what was typed; saving again takes what was typed."""
    row = conflict.current
    if row is None:
        form.theirs = ["A colleague removed this row in the meantime. Clear it, or save it as a new one."]
        return
    values = row_values(row)  # type: ignore[arg-type]
    said = [
        f"{question.text} {words_of(question, values.get(question.field), journey.currency)}"
        for question in questionnaire().of_table(page.kind)
        if question.page == page.id and question.field in _typed_fields(page)
    ]
    by = getattr(row, "answered_by", None)
    form.theirs = [f"{by or 'A colleague'} changed this row in the meantime. Now it says:", *said]
    form.newest_version = row.version  # type: ignore[attr-defined]


def _typed_fields(page: Page) -> tuple[str, ...]:
    if page.kind == "streams":
        return ("name", "contacts_per_month", "handle_seconds")
    return ("name", "kind", "amount_per_year", "avoidable_share")


def _shown(
    request: HttpRequest, journey: Journey, page: Page, table: RowTable, status: int = 200
) -> HttpResponse:
    section = questionnaire().section(page.section)
    context = frame(request, journey, page=page) | {
        "page": page,
        "section": section,
        "step": questionnaire().sections.index(section) + 1,
        "steps": len(questionnaire().sections),
        "table": table,
        "page_url": page_link(journey.assessment, page),
        "row_url": journey.link("add_table_row", section=page.section, page=page.id),
        "streams": [
            {"stream": stream, "url": journey.link("describe_stream", stream=stream.slug)}
            for stream in journey.answered.streams
        ],
        "import_url": journey.link("import_contacts"),
    }
    return render(request, f"assessments/{page.kind}.html", context, status=status)
