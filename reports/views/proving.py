"""Prove it: send a PDF, it is computed again, and the page says identical or what differs."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from jobs.models import Job
from jobs.selectors import job_of
from reports.forms import ProofForm
from reports.presenters.numbers import date_words
from reports.selectors.proving import reports_with_bytes
from reports.services.proving import PROVE, proof_of, take_proof
from reports.views.issued import rows_of
from reports.views.issuing import hashed_key
from vendors.services.limits import is_within

MOST_IN_TEN_MINUTES = 10
TOO_OFTEN = "You have sent many files within a short time. Wait ten minutes, then send this one again."


@require_http_methods(["GET", "POST"])
@client_view(Role.VIEWER)
def prove_report(request: HttpRequest, client: Client) -> HttpResponse:
    if request.method != "POST":
        return _page(request, client, ProofForm())
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, client, form, 422)
    if not is_within(f"prove:{person(request).pk}", MOST_IN_TEN_MINUTES, 600):
        form.add_error("file", TOO_OFTEN)
        return _page(request, client, form, 429)
    upload = form.cleaned_data["file"]
    key = hashed_key(request)
    job = take_proof(client=client, user=person(request), data=upload.read(), name=upload.name, key=key)
    return redirect(reverse("show_proof", args=[client.slug, job.pk]))


@require_GET
@client_view(Role.VIEWER)
def show_proof(request: HttpRequest, client: Client, proof: uuid.UUID) -> HttpResponse:
    """The page, and by htmx only what changes on it."""
    job = _job(client, proof)
    context = {"client": client, "name": job.params["name"], "crumbs": _crumbs(client, job.params["name"])}
    context |= _state(client, job)
    part = request.htmx  # type: ignore[attr-defined]
    template = "reports/proof_state.html" if part else "reports/show_proof.html"
    return render(request, template, context)


def _job(client: Client, proof: uuid.UUID) -> Job:
    try:
        job = job_of(client, proof)
    except Job.DoesNotExist:
        raise Http404 from None
    if job.kind != PROVE:
        raise Http404
    return job


def _state(client: Client, job: Job) -> dict[str, Any]:
    found = proof_of(job)
    about = (found or {}).get("about", {})
    if about.get("date"):
        about["date"] = date_words(about["date"])
    return {
        "found": found,
        "about": about,
        "waiting": found is None and not job.is_finished,
        "percent": job.progress,
        "message": job.message or "Waiting for its turn",
        "url": reverse("show_proof", args=[client.slug, job.pk]),
        "again_url": reverse("prove_report", args=[client.slug]),
        "known": rows_of(reports_with_bytes(client, job.params["sha256"])),
    }


def _page(request: HttpRequest, client: Client, form: ProofForm, status: int = 200) -> HttpResponse:
    key = request.POST.get("key") if status == 422 else ""
    context = {
        "client": client,
        "form": form,
        "key": key or get_random_string(24),
        "crumbs": _crumbs(client),
    }
    return render(request, "reports/prove_report.html", context, status=status)


def _crumbs(client: Client, here: str = "") -> list[dict[str, str]]:
    prove = {"label": "Prove it", "url": reverse("prove_report", args=[client.slug])}
    return [
        {"label": client.name, "url": reverse("list_clients")},
        {"label": "Reports", "url": reverse("list_reports", args=[client.slug])},
        *([prove, {"label": here}] if here else [{"label": "Prove it"}]),
    ]
