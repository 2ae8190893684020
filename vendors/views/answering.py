"""The vendor's own pages: no account, one link, nothing but its profile and its quote."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_scopes import scope

from vendors.forms.asked import WorkbookForm, read_answers, step_form, step_rows, unit_words
from vendors.forms.rows import with_one_more
from vendors.journey.asked import Step, plain_rows, steps_of
from vendors.journey.workbook import answers_in, workbook
from vendors.models import VendorLink
from vendors.services.limits import address_of, is_within
from vendors.services.links import Closed, contents_of, find_link, keep_proposals, submit_link
from vendors.services.workbook_child import Refused
from vendors.services.workbooks import read_workbook
from vendors.views.asking import workbook_response

REQUESTS_A_MINUTE = 120
WRONG_IN_TEN_MINUTES = 20
UPLOADS_IN_TEN_MINUTES = 20
View = Callable[..., HttpResponseBase]


def vendor_view(view: View) -> View:
    """For a page behind a vendor's link: the view gets the link, and runs in the scope of its client.

    Unknown, withdrawn and ended links answer the same. Whoever tries many is stopped for a while.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address = address_of(request)
        if not is_within(f"vendor-link:{address}", REQUESTS_A_MINUTE, 60):
            return _too_often(request)
        link = find_link(token)
        if link is None or not (link.is_open or link.submitted) or link.revoked:
            within = is_within(f"vendor-link-wrong:{address}", WRONG_IN_TEN_MINUTES, 600)
            return _closed(request) if within else _too_often(request)
        with scope(client=link.vendor.client):
            if link.submitted and request.method == "POST":
                return redirect("answer_as_vendor", token=token)
            return view(request, link, token, *args, **kwargs)

    return never_cache(guarded)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "vendors/link_closed.html", status=404)


def _too_often(request: HttpRequest) -> HttpResponse:
    response = render(request, "vendors/link_too_often.html", status=429)
    response["Retry-After"] = "600"
    return response


@vendor_view
@require_GET
def answer_as_vendor(request: HttpRequest, link: VendorLink, token: str) -> HttpResponse:
    context = _frame(link, token) | {"upload": WorkbookForm()}
    return render(request, "vendors/answer_as_vendor.html", context)


@vendor_view
@require_http_methods(["GET", "POST"])
def answer_step(request: HttpRequest, link: VendorLink, token: str, holder: str, step: str) -> HttpResponse:
    here = next((s for s in steps_of(link) if (s.holder, s.id) == (holder, step)), None)
    if here is None or link.submitted:
        raise Http404
    contents = contents_of(link)
    if request.method == "GET":
        return _step_page(
            request, link, token, here, step_form(link, here, contents), step_rows(here, contents)
        )
    if "add_row" in request.POST:
        data = with_one_more(request.POST, here.rows)
        form, rows = step_form(link, here, contents, data), step_rows(here, contents, data)
        return _step_page(request, link, token, here, form, rows, check=False)
    return _keep_step(request, link, token, here, contents)


def _keep_step(request: HttpRequest, link: VendorLink, token: str, step: Step, contents: Any) -> HttpResponse:
    """What is right is kept, whatever else is wrong."""
    form, rows = step_form(link, step, contents, request.POST), step_rows(step, contents, request.POST)
    valid = form.is_valid()
    fields = {(step.holder, key): value for key, value in form.answers.items()}
    if rows is not None:
        valid = rows.is_valid() and valid
        if rows.is_valid():
            fields[(step.holder, f"rows.{step.rows}")] = plain_rows(rows.rows()) or None
    try:
        keep_proposals(link, fields)
    except Closed:
        return _closed(request)
    if not valid:
        return _step_page(request, link, token, step, form, rows, status=422)
    messages.success(request, "Saved. Nothing is sent until you send it off.")
    steps = steps_of(link)
    place = steps.index(step) + 1
    if request.POST.get("action") == "later" or place == len(steps):
        return redirect("answer_as_vendor", token=token)
    return redirect("answer_step", token=token, holder=steps[place].holder, step=steps[place].id)


def _step_page(
    request: HttpRequest,
    link: VendorLink,
    token: str,
    step: Step,
    form: Any,
    rows: Any,
    *,
    status: int = 200,
    check: bool = True,
) -> HttpResponse:
    context = _frame(link, token, step) | {
        "step": step,
        "form": form,
        "rows": rows,
        "rows_kind": step.rows,
        "check": check,
        "page_url": request.path,
    }
    return render(request, "vendors/answer_step.html", context, status=status)


@vendor_view
@require_POST
def submit_answers(request: HttpRequest, link: VendorLink, token: str) -> HttpResponse:
    submit_link(link)
    return redirect("answer_as_vendor", token=token)


@vendor_view
@require_GET
def download_workbook(request: HttpRequest, link: VendorLink, token: str) -> HttpResponse:
    if link.submitted:
        raise Http404
    contents = contents_of(link)
    steps = steps_of(link)
    content = workbook(link.vendor.name, steps, contents, unit_words(link, contents))
    return workbook_response(link.vendor, content)


@vendor_view
@require_POST
def upload_workbook(request: HttpRequest, link: VendorLink, token: str) -> HttpResponse:
    if not is_within(f"vendor-upload:{link.pk}", UPLOADS_IN_TEN_MINUTES, 600):
        return _too_often(request)
    upload = WorkbookForm(request.POST, request.FILES)
    faults: list[Any] = []
    if upload.is_valid():
        try:
            steps = steps_of(link)
            texts = answers_in(read_workbook(upload.cleaned_data["file"]), steps)
            fields, faults = read_answers(link, steps, texts)
            if not faults:
                keep_proposals(link, fields)
                messages.success(
                    request, f"{len(fields)} answers were read from the workbook. Look them over."
                )
                return redirect("answer_as_vendor", token=token)
        except Refused as refusal:
            upload.add_error("file", str(refusal))
        except Closed:
            return _closed(request)
    context = _frame(link, token) | {"upload": upload, "faults": faults}
    return render(request, "vendors/answer_as_vendor.html", context, status=422)


def _frame(link: VendorLink, token: str, current: Step | None = None) -> dict[str, Any]:
    contents = contents_of(link)
    tasks: dict[str, list[dict[str, Any]]] = {}
    for step in steps_of(link):
        given = sum(key in contents for key in step.keys)
        state = "todo" if not given else "done" if given == len(step.keys) else "started"
        group = "Your quote" if step.holder == "offer" else "Your company"
        tasks.setdefault(group, []).append(
            {
                "label": step.title,
                "url": reverse("answer_step", args=[token, step.holder, step.id]),
                "state": state,
                "note": f"{given} of {len(step.keys)}" if state == "started" else "",
                "current": step == current,
            }
        )
    return {
        "vendor_link": link,
        "vendor": link.vendor,
        "asking": link.vendor.client.name,
        "groups": [{"title": title, "tasks": rows} for title, rows in tasks.items()],
        "token": token,
        "given": len(contents),
        "home_url": reverse("answer_as_vendor", args=[token]),
    }
