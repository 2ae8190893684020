"""The options of an assessment: seen together, added, put in order, changed and removed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.choices import OptionModel
from assessments.forms.options import OptionForm, OptionHeadForm
from assessments.journey.option_sheets import moves_work, option_sheets, questions_of
from assessments.models import Allocation, Option
from assessments.services.options import (
    change_option,
    holder_of,
    save_option_sums,
)
from assessments.services.options import create_option as make_option
from assessments.services.options import move_option as move
from assessments.services.options import remove_option as take_away
from assessments.views.journey_frame import find_assessment
from assessments.views.options_frame import find_option, link, option_page, summary_of
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, sent_again, typed, versions
from vendors.forms.facts import FactsForm, seen_version
from vendors.forms.rows import rows_form, with_one_more
from vendors.journey.wording import words_of
from vendors.selectors.vendors import offers_of
from vendors.services.facts import contents_of, save_facts, versions_of
from vendors.services.offers import plain_sums
from vendors.views.differ import both_answers

MEANWHILE = "A colleague changed this option meanwhile. What you typed stands below; save again to keep it."


@client_view(Role.VIEWER)
@require_GET
def list_options(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    shares = Prefetch("allocations", Allocation.objects.select_related("stream", "offer__vendor"))
    own = Option.objects.filter(assessment=subject, archived=None)
    rows = list(own.select_related("assessment__client").prefetch_related(shares, "waivers"))
    if not any(row.model == OptionModel.STAY for row in rows):
        rows.insert(0, Option(assessment=subject, name="Stay as is", model=OptionModel.STAY))
    context = option_page(request, client, assessment, "Options", "list_options")
    context["rows"] = [_row(option, place, len(rows)) for place, option in enumerate(rows)]
    return render(request, "assessments/options/list_options.html", context)


def _row(option: Option, place: int, count: int) -> dict[str, Any]:
    saved = option.pk is not None
    return {
        "option": option,
        "summary": summary_of(option) if saved else "All work stays in-house.",
        "url": link(option.assessment, "edit_option", option=option.slug) if saved else "",
        "mix_url": link(option.assessment, "mix_option", option=option.slug)
        if saved and moves_work(option.model)
        else "",
        "move_url": link(option.assessment, "move_option", option=option.slug) if saved else "",
        "waivers": option.waivers.all() if saved else (),
        "first": place == 0,
        "last": place == count - 1,
    }


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def create_option(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    subject = find_assessment(client, assessment)
    offers = offers_of(client, assessment)
    form = OptionForm(typed(request), offers=offers, initial={"offer": request.GET.get("offer")})
    if request.method == "POST" and form.is_valid():
        try:
            option = make_option(assessment=subject, actor=person(request), **form.cleaned_data)
            name = "mix_option" if moves_work(option.model) else "edit_option"
            return redirect(link(subject, name, option=option.slug))
        except ValidationError as error:
            form.add_error("name", error.messages[0])
    above = ("Options", link(subject, "list_options"))
    context = option_page(request, client, assessment, "New option", "list_options", above)
    context |= {"form": form, "offers": offers, "back_url": above[1]}
    return render(
        request,
        "assessments/options/create_option.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_option(request: HttpRequest, client: Client, assessment: str, option: str) -> HttpResponse:
    found = find_option(client, assessment, option)
    if request.method == "GET":
        return _edit_page(request, client, found, *_forms(found, typed(request)))
    if "add_row" in request.POST:
        forms = _forms(found, with_one_more(request.POST, "sums"))
        return _edit_page(request, client, found, *forms, check=False)
    return _save(request, client, found)


def _forms(option: Option, data: Any = None) -> tuple[OptionHeadForm, FactsForm, Any]:
    currency = option.assessment.client.currency
    initial = {name: getattr(option, name) for name in ("name", "start_month", "transfer_month", "note")}
    head = OptionHeadForm(data, model=option.model, initial=initial)
    facts = FactsForm(questions_of(option.model), currency=currency, values=contents_of(option), data=data)
    rows = None
    if moves_work(option.model):
        rows = rows_form("sums", stored=plain_sums(option), data=data, currency=currency)
    return head, facts, rows


def _save(request: HttpRequest, client: Client, option: Option) -> HttpResponse:
    head, facts, rows = _forms(option, request.POST)
    actor, version = person(request), seen_version(request.POST)
    valid = [head.is_valid(), facts.is_valid(), rows is None or rows.is_valid()]
    kept = {key: value for key, value in facts.answers.items() if request.POST.get(f"keep_{key}") != "theirs"}
    try:
        saved = save_facts(holder_of(option), contents=kept, versions=facts.seen_versions, actor=actor)
        if valid[0]:
            version = _head_saved(option, head, version, actor)
        if valid[2] and rows is not None:
            save_option_sums(option, rows.rows(), version=version, actor=actor)
    except ValidationError as error:
        head.add_error("name", error.messages[0])
        valid[0] = False
    except Conflict:
        head.add_error(None, MEANWHILE)
        now = find_option(client, option.assessment.slug, option.slug)
        return _edit_page(request, client, now, head, facts, rows, status=409)
    if saved.clashes:
        return _differ(request, client, option, facts, saved.clashes)
    if not all(valid):
        now = find_option(client, option.assessment.slug, option.slug)
        return _edit_page(request, client, now, head, facts, rows, status=422)
    messages.success(request, "Saved.")
    return redirect(link(option.assessment, "list_options"))


def _head_saved(option: Option, head: OptionHeadForm, seen: int, actor: Any) -> int:
    """The version that the rest of the page builds on: one higher where the head changed."""
    before = option.version
    change_option(option, version=seen, actor=actor, **head.cleaned_data)
    return option.version if option.version != before else seen


def _edit_page(
    request: HttpRequest,
    client: Client,
    option: Option,
    head: OptionHeadForm,
    facts: FactsForm,
    rows: Any,
    *,
    status: int = 200,
    check: bool = True,
) -> HttpResponse:
    above = ("Options", link(option.assessment, "list_options"))
    context = option_page(request, client, option.assessment.slug, option.name, "list_options", above) | {
        "option": option,
        "head": head,
        "form": facts,
        "rows": rows,
        "check": check,
        "versions": versions(
            request, [("version", option.version), *facts.version_fields(versions_of(option))]
        ),
        "page_url": request.path,
        "back_url": above[1],
        "moves_work": moves_work(option.model),
        "is_stay": option.model == OptionModel.STAY,
        "sections": [s for s in option_sheets().sections if any(q.sheet == s.sheet for q in facts.questions)],
    }
    return render(request, "assessments/options/edit_option.html", context, status=status)


def _differ(
    request: HttpRequest, client: Client, option: Option, facts: FactsForm, clashes: list[Any]
) -> HttpResponse:
    questions = {question.key: question for question in facts.questions}
    currency = option.assessment.client.currency
    now = find_option(client, option.assessment.slug, option.slug)
    context = option_page(request, client, option.assessment.slug, option.name, "list_options") | {
        "clashes": both_answers(clashes, questions, lambda q, said: words_of(q, said, currency)),
        "typed": sent_again(request.POST),
        "versions": [("version", now.version), *facts.version_fields(versions_of(now))],
        "page_url": request.path,
    }
    return render(request, "assessments/options/facts_differ.html", context, status=409)


@client_view(Role.EDITOR)
@require_POST
def move_option(request: HttpRequest, client: Client, assessment: str, option: str) -> HttpResponse:
    found = find_option(client, assessment, option)
    move(found, up=request.POST.get("action") == "up", actor=person(request))
    return redirect(link(found.assessment, "list_options"))


@client_view(Role.EDITOR)
@require_POST
def remove_option(request: HttpRequest, client: Client, assessment: str, option: str) -> HttpResponse:
    found = find_option(client, assessment, option)
    try:
        take_away(found, version=seen_version(request.POST), actor=person(request))
        messages.success(request, f"“{found.name}” was removed. Earlier decisions keep it.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except Conflict:
        messages.error(request, "A colleague changed this option meanwhile. Look at it again first.")
    return redirect(link(found.assessment, "list_options"))
