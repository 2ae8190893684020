"""Import contacts: upload, columns, reading, and what is taken over."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.forms.contacts import MappingForm, NamesForm, UploadForm
from assessments.models import ContactImport, ImportState
from assessments.services.contact_cleaning import KEEP_DAYS
from assessments.services.contact_files import faults_of, keep_mapping, look_again, take_file
from assessments.services.contact_import.figures import usual_names
from assessments.services.contact_import.layout import Mapping, format_name
from assessments.services.contact_import.measures import OTHERS
from assessments.services.contact_import.table import Refused
from assessments.services.contact_reading import start_reading, stop_reading
from assessments.services.contact_taking import proposal_of, take_over
from assessments.views.journey_frame import Journey, frame, journey_of
from assessments.views.journey_import_words import proposed_answers, proposed_streams, week_rows, whole_rows
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from jobs.models import Job
from ui.numbers import whole_number

LONGEST_KEY = 64
NEXT = {
    ImportState.UPLOADED: "map_columns",
    ImportState.READING: "follow_import",
    ImportState.REFUSED: "map_columns",
    ImportState.CANCELLED: "map_columns",
    ImportState.READ: "review_import",
    ImportState.APPLIED: "review_import",
}


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def import_contacts(request: HttpRequest, client: Client, assessment: str) -> HttpResponse:
    journey, key = journey_of(client, assessment), request.POST.get("key", "")[:LONGEST_KEY]
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = take_file(
                assessment=journey.assessment,
                upload=form.cleaned_data["file"],
                key=key or secrets.token_urlsafe(24),
                actor=person(request),
            )
            return redirect(_link(journey, "map_columns", made))
        except Refused as refusal:
            form.add_error("file", str(refusal))
    earlier = ContactImport.objects.filter(assessment=journey.assessment).select_related("created_by")[:20]
    context = frame(request, journey, here="Import contacts") | {
        "form": form,
        "key": key or secrets.token_urlsafe(24),
        "keep_days": KEEP_DAYS,
        "earlier": [
            {"row": row, "url": _link(journey, NEXT[ImportState(row.state)], row)} for row in earlier
        ],
    }
    return render(request, "assessments/import_contacts.html", context, status=_status(form))


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def map_columns(request: HttpRequest, client: Client, assessment: str, contact_import: int) -> HttpResponse:
    journey = journey_of(client, assessment)
    row = _find(journey, contact_import)
    if row.state == ImportState.APPLIED:
        return redirect(_link(journey, "review_import", row))
    if not row.path:
        messages.info(
            request, f"The file {row.file_name} was removed after {KEEP_DAYS} days. Upload it again."
        )
        return redirect(journey.link("import_contacts"))
    sample = row.sample
    if request.method == "POST" and "look_again" in request.POST:
        return _look_again(request, journey, row)
    form = _mapping_form(row, sample, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_mapping(
                contact_import=row,
                version=whole_number(request.POST.get("version")),
                mapping=form.mapping().to_dict(),
                sample=sample,
                actor=person(request),
            )
        except Conflict:
            messages.warning(request, "A colleague changed this import in the meantime. Look at it again.")
            return redirect(_link(journey, "map_columns", row))
        start_reading(contact_import=kept, actor=person(request))
        return redirect(_link(journey, "follow_import", kept))
    return _columns_page(request, journey, row, sample, form)


def _look_again(request: HttpRequest, journey: Journey, row: ContactImport) -> HttpResponse:
    """Another encoding or separator gives other columns, so the mapping starts anew."""
    try:
        sample = look_again(
            contact_import=row,
            encoding=request.POST.get("encoding", ""),
            delimiter=request.POST.get("delimiter", ""),
        )
    except Refused as refusal:
        form = _mapping_form(row, row.sample, request.POST)
        form.is_valid()
        form.add_error("encoding", str(refusal))
        return _columns_page(request, journey, row, row.sample, form)
    mapping = sample.pop("mapping")
    row.sample, row.mapping = sample, mapping
    row.save(update_fields=["sample", "mapping"])
    return redirect(_link(journey, "map_columns", row))


def _mapping_form(row: ContactImport, sample: dict[str, Any], data: Any) -> MappingForm:
    return MappingForm(sample["header"], Mapping.from_dict(row.mapping), data, workbook=sample["workbook"])


def _columns_page(
    request: HttpRequest, journey: Journey, row: ContactImport, sample: dict[str, Any], form: MappingForm
) -> HttpResponse:
    context = frame(request, journey, here="Columns") | {
        "form": form,
        "row": row,
        "columns": [{"label": name} for name in sample["header"]],
        "rows": sample["rows"][:8],
        "format": format_name(row.mapping["format"]),
        "recognised": row.mapping["format"] != "other",
        "upload_url": journey.link("import_contacts"),
    }
    return render(request, "assessments/map_columns.html", context, status=_status(form))


@client_view(Role.EDITOR)
@require_GET
def follow_import(request: HttpRequest, client: Client, assessment: str, contact_import: int) -> HttpResponse:
    journey = journey_of(client, assessment)
    row = _find(journey, contact_import)
    if row.state != ImportState.READING:
        target = _link(journey, NEXT[ImportState(row.state)], row)
        return _go(request, target)
    job = Job.objects.filter(pk=row.job).first() if row.job else None
    if job is not None and job.state == "failed":
        messages.error(request, job.message or "The file could not be read.")
        stop_reading(contact_import=row, actor=person(request))
        return _go(request, _link(journey, "map_columns", row))
    context = frame(request, journey, here="Reading") | {
        "row": row,
        "job": job,
        "follow_url": _link(journey, "follow_import", row),
        "stop_url": _link(journey, "stop_import", row),
    }
    is_part = request.htmx  # type: ignore[attr-defined]
    return render(
        request, "assessments/parts/reading.html" if is_part else "assessments/follow_import.html", context
    )


def _go(request: HttpRequest, url: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


@client_view(Role.EDITOR)
@require_POST
def stop_import(request: HttpRequest, client: Client, assessment: str, contact_import: int) -> HttpResponse:
    journey = journey_of(client, assessment)
    row = _find(journey, contact_import)
    stop_reading(contact_import=row, actor=person(request))
    messages.success(request, "Reading was stopped. You can start it again.")
    return redirect(_link(journey, "map_columns", row))


@client_view(Role.EDITOR)
@require_http_methods(["GET", "POST"])
def review_import(request: HttpRequest, client: Client, assessment: str, contact_import: int) -> HttpResponse:
    journey = journey_of(client, assessment)
    row = _find(journey, contact_import)
    if row.sums is None:
        return redirect(_link(journey, NEXT[ImportState(row.state)], row))
    names = usual_names(row.sums) | {s: n for s, n in row.names.items() if s in row.sums["subjects"]}
    form = NamesForm(list(names), names, request.POST or None)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            take_over(
                contact_import=row,
                version=whole_number(request.POST.get("version")),
                names=form.names(),
                chosen=set(request.POST.getlist("take")),
                replace=request.POST.get("replace") == "yes",
                actor=person(request),
            )
        except Conflict:
            messages.warning(request, "A colleague changed this import in the meantime. Look at it again.")
            return redirect(_link(journey, "review_import", row))
        messages.success(request, "Taken over. Now describe what the file does not know.")
        return redirect(journey.link("answer_page", section="streams", page="streams"))
    shown = form.names() if form.is_bound and form.is_valid() else names
    return _review_page(request, journey, row, form, shown)


def _review_page(
    request: HttpRequest, journey: Journey, row: ContactImport, form: NamesForm, names: dict[str, str]
) -> HttpResponse:
    sums, proposal = row.sums or {}, proposal_of(row, names)
    context = frame(request, journey, here="What was derived") | {
        "row": row,
        "form": form,
        "fields": [
            {
                "field": form[f"name_{number}"],
                "subject": "Other, rarer subjects" if s == OTHERS else s or "No subject given",
                "count": sums["subjects"][s]["contacts"],
            }
            for number, s in enumerate(form.subjects)
        ],
        "whole": whole_rows(sums),
        "streams": proposed_streams(proposal),
        "answers": proposed_answers(proposal, journey),
        "notes": proposal.notes,
        "week": week_rows(sums["whole"]["arrivals"]),
        "outliers": [
            {**item, "subject": item["subject"] if item["subject"] != OTHERS else "Other"}
            for item in sums["outliers"]["rows"]
        ],
        "other_streams": [stream.name for stream in journey.answered.streams],
        "faults_url": _link(journey, "download_faults", row),
        "columns_url": _link(journey, "map_columns", row),
        "applied": row.state == ImportState.APPLIED,
    }
    return render(request, "assessments/review_import.html", context, status=_status(form))


@client_view(Role.EDITOR)
@require_GET
def download_faults(
    request: HttpRequest, client: Client, assessment: str, contact_import: int
) -> HttpResponse | FileResponse:
    row = _find(journey_of(client, assessment), contact_import)
    path = faults_of(row)
    if path is None or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename="unreadable-rows.csv")
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Cache-Control"] = "no-store"
    return response


def _find(journey: Journey, pk: int) -> ContactImport:
    row = ContactImport.objects.filter(assessment=journey.assessment, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _link(journey: Journey, name: str, row: ContactImport) -> str:
    return journey.link(name, contact_import=row.pk)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
