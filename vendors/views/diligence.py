"""What was heard: references that were called, and interviews that were held."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed, versions
from vendors.forms.diligence import InterviewForm, ReferenceForm
from vendors.forms.facts import seen_version
from vendors.journey.questions import vendor_sheets
from vendors.journey.talks import talk_questions
from vendors.models import Interview, Reference, Vendor
from vendors.selectors.vendors import references_called
from vendors.services.diligence import add_vendor_reference as write_reference
from vendors.services.diligence import change_reference, save_interview
from vendors.services.diligence import remove_vendor_reference as take_away
from vendors.views.frame import find_vendor, link, vendor_page

AGAIN = {True: "yes", False: "no", None: ""}
MEANWHILE = "A colleague changed this meanwhile. What you typed stands below; save again to keep it."
FIELDS = (
    "company",
    "contact",
    "similar_work",
    "verified",
    "called_by",
    "called_on",
    "outcome",
    "confirms_facts",
)


@client_view(Role.VIEWER)
@require_GET
def list_vendor_references(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    labels = {key: question.text for key, question in vendor_sheets().of_sheet("vendor").items()}
    rows = [
        {
            "reference": reference,
            "url": link(found, "edit_vendor_reference", reference=reference.pk),
            "confirms": [labels.get(key, key) for key in reference.confirms_facts],
        }
        for reference in found.references.all()
    ]
    context = vendor_page(request, found, "References", "list_vendor_references") | {
        "rows": rows,
        "heard": references_called(found),
        "questions": talk_questions()["reference"],
    }
    return render(request, "vendors/list_vendor_references.html", context)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def add_vendor_reference(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    form = ReferenceForm(typed(request), initial={"called_by": person(request).name})
    if request.method == "POST" and form.is_valid():
        write_reference(vendor=found, actor=person(request), **form.cleaned_data)
        return _heard(request, found)
    return _reference_page(request, found, form, None, 0, 422 if request.method == "POST" else 200)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_vendor_reference(request: HttpRequest, client: Client, vendor: str, reference: int) -> HttpResponse:
    found = find_vendor(client, vendor)
    row = get_object_or_404(Reference.objects.select_related("vendor__client"), vendor=found, pk=reference)
    initial = {name: getattr(row, name) for name in FIELDS}
    initial["would_hire_again"] = AGAIN[row.would_hire_again]
    form, status, version = ReferenceForm(typed(request), initial=initial), 200, row.version
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                seen = seen_version(request.POST)
                change_reference(row, version=seen, actor=person(request), **form.cleaned_data)
                return _heard(request, found)
            except Conflict as conflict:
                form.add_error(None, MEANWHILE)
                status, version = 409, getattr(conflict.current, "version", 0)
    return _reference_page(request, found, form, row, version, status)


@client_view(Role.EDITOR)
@require_POST
def remove_vendor_reference(
    request: HttpRequest, client: Client, vendor: str, reference: int
) -> HttpResponse:
    found = find_vendor(client, vendor)
    row = get_object_or_404(Reference.objects.select_related("vendor__client"), vendor=found, pk=reference)
    try:
        take_away(row, version=seen_version(request.POST), actor=person(request))
        messages.success(request, f"The call to {row.company} was removed.")
    except Conflict:
        messages.error(request, "A colleague changed this reference meanwhile. Look at it again first.")
    return redirect(link(found, "list_vendor_references"))


def _heard(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    messages.success(request, "Saved. What was confirmed now counts as independently checked.")
    return redirect(link(vendor, "list_vendor_references"))


def _reference_page(
    request: HttpRequest, vendor: Vendor, form: ReferenceForm, row: Any, version: int, status: int
) -> HttpResponse:
    here = row.company if row else "New reference"
    above = ("References", link(vendor, "list_vendor_references"))
    context = vendor_page(request, vendor, here, "list_vendor_references") | {
        "form": form,
        "reference": row,
        "versions": versions(request, [("version", version)]),
        "questions": talk_questions()["reference"],
    }
    context["breadcrumbs"].insert(-1, {"label": above[0], "url": above[1]})
    return render(request, "vendors/edit_vendor_reference.html", context, status=status)


@client_view(Role.VIEWER)
@require_GET
def list_vendor_interviews(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    rows = Interview.objects.filter(vendor=found).prefetch_related("answers")
    context = vendor_page(request, found, "Interviews", "list_vendor_interviews") | {
        "rows": [
            {"interview": row, "url": link(found, "edit_vendor_interview", interview=row.pk)} for row in rows
        ],
        "questions": talk_questions()["vendor"],
    }
    return render(request, "vendors/list_vendor_interviews.html", context)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def add_vendor_interview(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found, questions = find_vendor(client, vendor), talk_questions()["vendor"]
    initial = {"held_by": person(request).name}
    form = InterviewForm(typed(request), questions=questions, initial=initial)
    if request.method == "POST" and form.is_valid():
        save_interview(vendor=found, answers=form.answers, actor=person(request), **form.head)
        messages.success(request, "The interview was saved.")
        return redirect(link(found, "list_vendor_interviews"))
    return _interview_page(request, found, form, 0, 422 if request.method == "POST" else 200)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_vendor_interview(request: HttpRequest, client: Client, vendor: str, interview: int) -> HttpResponse:
    found = find_vendor(client, vendor)
    row = get_object_or_404(Interview.objects.prefetch_related("answers"), vendor=found, pk=interview)
    said = {answer.question: answer.answer for answer in row.answers.all()}
    questions = list(dict.fromkeys([*said, *talk_questions()["vendor"]]))
    initial: dict[str, Any] = {name: getattr(row, name) for name in ("held_on", "held_by", "spoke_with")}
    initial |= {f"answer_{number}": said.get(question, "") for number, question in enumerate(questions)}
    form, status, version = (
        InterviewForm(typed(request), questions=questions, initial=initial),
        200,
        row.version,
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                seen = seen_version(request.POST)
                save_interview(
                    vendor=found,
                    answers=form.answers,
                    actor=person(request),
                    interview=row,
                    version=seen,
                    **form.head,
                )
                messages.success(request, "The interview was saved.")
                return redirect(link(found, "list_vendor_interviews"))
            except Conflict as conflict:
                form.add_error(None, MEANWHILE)
                status, version = 409, getattr(conflict.current, "version", 0)
    return _interview_page(request, found, form, version, status)


def _interview_page(
    request: HttpRequest, vendor: Vendor, form: InterviewForm, version: int, status: int
) -> HttpResponse:
    context = vendor_page(request, vendor, "Interview", "list_vendor_interviews") | {
        "form": form,
        "versions": versions(request, [("version", version)]),
    }
    context["breadcrumbs"].insert(-1, {"label": "Interviews", "url": link(vendor, "list_vendor_interviews")})
    return render(request, "vendors/edit_vendor_interview.html", context, status=status)
