"""A page of questions: asked, kept at every step, and never lost."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.forms.answers import PageForm, with_reference, with_slip_corrected
from assessments.forms.fields import name_of
from assessments.forms.offered import offer_figures
from assessments.journey.progress import asked_on, next_page
from assessments.journey.questions import Page, questionnaire
from assessments.journey.wording import words_of
from assessments.selectors.answered import assignments, open_comments
from assessments.selectors.reference_figures import place_of
from assessments.services.answers import save_answers
from assessments.views import journey_rows, journey_streams
from assessments.views.journey_frame import (
    Journey,
    find_page,
    frame,
    journey_of,
    keep_typed,
    page_link,
    typed_before,
)
from assessments.views.journey_panel import panel
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.views.drafts import sent_again
from ui.numbers import whole_number
from vendors.services.facts import Clash
from vendors.views.differ import both_answers

TABLES = {
    "streams": journey_rows.answer,
    "cost_lines": journey_rows.answer,
    "stream_data": journey_streams.answer_data,
}


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def answer_page(
    request: HttpRequest, client: Client, assessment: str, section: str, page: str
) -> HttpResponse:
    found, journey = find_page(section, page), journey_of(client, assessment)
    if found.kind in TABLES:
        return TABLES[found.kind](request, journey, found)
    return _save(request, journey, found) if request.method == "POST" else _ask(request, journey, found)


def _ask(request: HttpRequest, journey: Journey, page: Page) -> HttpResponse:
    """With a draft of this person, what she typed stands in the fields again, with what is wrong about it."""
    typed = typed_before(journey, request)
    form = _form(journey, page, typed)
    versions = _typed_versions(form) if typed else journey.answered.versions
    return _shown(request, journey, page, form, versions=versions, from_draft=bool(typed))


def _save(request: HttpRequest, journey: Journey, page: Page) -> HttpResponse:
    form, asked_again = _filled_in(journey, page, request.POST)
    complete = form.is_valid()
    kept = {key: value for key, value in form.answers.items() if request.POST.get(f"keep_{key}") != "theirs"}
    saved = save_answers(
        assessment=journey.assessment,
        answers=kept,
        versions=_typed_versions(form),
        actor=person(request),
    )
    keep_typed(journey, request, _typed(form), saved=complete and not saved.clashes)
    if request.htmx:  # type: ignore[attr-defined]
        return _quietly_saved(request, journey, page, form)
    if saved.clashes:
        return _differ(request, journey, page, form, saved.clashes)
    return _after(request, journey, page, form, stay=asked_again)


def _after(request: HttpRequest, journey: Journey, page: Page, form: PageForm, *, stay: bool) -> HttpResponse:
    if request.POST.get("action") == "later":
        if form.errors:
            messages.warning(request, "Saved. What could not be read waits for you on its page.")
        else:
            messages.success(request, "Saved. You can go on whenever you like.")
        return redirect(journey.link("list_tasks"))
    if form.errors:
        versions = journey_of(journey.assessment.client, journey.assessment.slug).answered.versions
        return _shown(request, journey, page, form, versions=versions, status=422)
    if stay:
        messages.success(request, "Taken over and saved.")
        return redirect(page_link(journey.assessment, page))
    following = next_page(page)
    return redirect(page_link(journey.assessment, following) if following else journey.link("check_answers"))


def _filled_in(journey: Journey, page: Page, data: QueryDict) -> tuple[PageForm, bool]:
    """The form as typed, or with the reference figure or the corrected number that a button asked for."""
    form = _form(journey, page, data)
    if name := data.get("use_reference"):
        return _form(journey, page, with_reference(form, name)), True
    if name := data.get("use_slip"):
        form.is_valid()
        return _form(journey, page, with_slip_corrected(form, name)), True
    return form, False


def _form(journey: Journey, page: Page, data: Any = None) -> PageForm:
    form = PageForm(
        asked_on(page, journey.given),
        currency=journey.currency,
        values=journey.given.contents,
        data=data,
    )
    offer_figures(form, place_of(journey.assessment))
    return form


def _shown(
    request: HttpRequest,
    journey: Journey,
    page: Page,
    form: PageForm,
    *,
    versions: Any,
    status: int = 200,
    from_draft: bool = False,
) -> HttpResponse:
    section = questionnaire().section(page.section)
    context = frame(request, journey, page=page) | {
        "form": form,
        "section": section,
        "page": page,
        "step": questionnaire().sections.index(section) + 1,
        "steps": len(questionnaire().sections),
        "versions": _version_fields(form, versions),
        "slips": [{"name": name, "label": form.fields[name].label} for name in form.slips],
        "from_draft": from_draft,
        "who": sorted({who for question in form.questions for who in question.who}),
        "assigned": assignments(journey.assessment).get(section.id),
        "about": _about(journey, form),
        "page_url": page_link(journey.assessment, page),
    }
    return render(request, "assessments/answer_page.html", context, status=status)


def _about(journey: Journey, form: PageForm) -> list[dict[str, Any]]:
    """Who answered what when, with the way to its history and comments."""
    notes = open_comments(journey.assessment)
    return [
        {
            "question": question,
            "answer": journey.answered.answers.get(question.id),
            "comments": notes.get(question.id, 0),
            "url": journey.link("show_answer", key=question.id),
        }
        for question in form.questions
    ]


def _quietly_saved(request: HttpRequest, journey: Journey, page: Page, form: PageForm) -> HttpResponse:
    """Answer to a save in passing: the panel anew, and the versions that the form now builds on."""
    now = journey_of(journey.assessment.client, journey.assessment.slug)
    context = {
        "panel": panel(now),
        "versions": _version_fields(form, now.answered.versions),
        "saved": not form.errors,
    }
    return render(request, "assessments/quietly_saved.html", context)


def _differ(
    request: HttpRequest, journey: Journey, page: Page, form: PageForm, clashes: list[Clash]
) -> HttpResponse:
    """Somebody else answered meanwhile: both values are shown, and the person chooses."""
    newest = {clash.key: clash.version for clash in clashes}
    now = journey_of(journey.assessment.client, journey.assessment.slug)
    context = frame(request, now, page=page) | {
        "clashes": both_answers(
            clashes, questionnaire().questions, lambda q, said: words_of(q, said, journey.currency)
        ),
        "typed": sent_again(_typed(form)),
        "versions": _version_fields(form, {**now.answered.versions, **newest}),
        "page": page,
        "page_url": page_link(journey.assessment, page),
    }
    return render(request, "assessments/answers_differ.html", context, status=409)


def _version_fields(form: PageForm, versions: Any) -> list[tuple[str, int]]:
    return [(f"version_{name_of(q)}", versions.get(q.id, 0)) for q in form.questions]


def _typed_versions(form: PageForm) -> dict[str, int]:
    """The versions that the person saw; rubbish counts as none seen."""
    return {q.id: whole_number(form.data.get(f"version_{name_of(q)}")) for q in form.questions}


def _typed(form: PageForm) -> QueryDict:
    return cast(QueryDict, form.data)
