"""A section of a vendor's profile: rows and questions on one page, kept as far as they are right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, sent_again, typed, versions
from vendors.forms.facts import FactsForm, seen_version
from vendors.forms.rows import RowSet, rows_form, with_one_more
from vendors.journey.profile import ROWS_OF, sections_for
from vendors.journey.questions import Section, vendor_sheets
from vendors.journey.wording import words_of
from vendors.models import Vendor
from vendors.services.facts import versions_of
from vendors.services.vendors import profile_of, save_profile
from vendors.views.differ import both_answers
from vendors.views.frame import find_vendor, link, vendor_page

COLUMNS = {
    "sites": ("pk", "country_iso3", "city", "name", "timezone", "seats", "is_main"),
    "languages": ("code", "voice_level", "written_level", "share_of_agents", "tested_by"),
    "certifications": ("pk", "name", "scope", "expires"),
}
MEANWHILE = (
    "A colleague changed this vendor while you were typing. Nothing was overwritten. What you typed stands "
    "below: save again to keep it, or open the page anew to see theirs."
)
COVERS = {True: "yes", False: "no", None: ""}


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_vendor_profile(request: HttpRequest, client: Client, vendor: str, section: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    here = next((s for s in sections_for(found) if s.id == section), None)
    if here is None:
        raise Http404
    if request.method == "GET":
        data = typed(request)
        return _shown(request, found, here, _facts(found, here, data), _rows(found, here, data))
    if "add_row" in request.POST:
        data = with_one_more(request.POST, ROWS_OF[here.id])
        return _shown(request, found, here, _facts(found, here, data), _rows(found, here, data), check=False)
    return _save(request, found, here)


def _facts(vendor: Vendor, section: Section, data: Any = None) -> FactsForm:
    questions = vendor_sheets().of_section("vendor", section.id)
    return FactsForm(questions, currency=vendor.client.currency, values=profile_of(vendor), data=data)


def _rows(vendor: Vendor, section: Section, data: Any = None) -> RowSet | None:
    kind = ROWS_OF.get(section.id)
    if kind is None:
        return None
    return rows_form(kind, stored=stored_rows(vendor, kind), data=data, sites=vendor.sites.all())


def stored_rows(vendor: Vendor, kind: str) -> list[dict[str, Any]]:
    rows = []
    for row in getattr(vendor, kind).all():
        values = {name: getattr(row, name) for name in COLUMNS[kind]}
        if kind == "certifications":
            values |= {"covers": COVERS[row.covers_site_and_scope], "site": row.site}
        rows.append(values)
    return rows


def _save(request: HttpRequest, vendor: Vendor, section: Section) -> HttpResponse:
    facts, rows = _facts(vendor, section, request.POST), _rows(vendor, section, request.POST)
    valid = facts.is_valid() and (rows is None or rows.is_valid())
    kept = {key: value for key, value in facts.answers.items() if request.POST.get(f"keep_{key}") != "theirs"}
    try:
        saved = save_profile(
            vendor,
            contents=kept,
            versions=facts.seen_versions,
            seen=seen_version(request.POST),
            part=ROWS_OF.get(section.id, ""),
            rows=rows.rows() if rows is not None and rows.is_valid() else None,
            actor=person(request),
        )
    except Conflict:
        return _changed_meanwhile(request, vendor, section, facts)
    if saved.clashes:
        return _differ(request, vendor, section, facts, saved.clashes)
    if not valid:
        return _shown(request, find_vendor(vendor.client, vendor.slug), section, facts, rows, status=422)
    messages.success(request, "Saved.")
    if request.POST.get("action") == "later":
        return redirect(link(vendor, "show_vendor"))
    return redirect(_next(vendor, section))


def _next(vendor: Vendor, section: Section) -> str:
    sections = sections_for(vendor)
    place = sections.index(section) + 1
    if place < len(sections):
        return link(vendor, "edit_vendor_profile", section=sections[place].id)
    return link(vendor, "list_vendor_references")


def _shown(
    request: HttpRequest,
    vendor: Vendor,
    section: Section,
    facts: FactsForm,
    rows: RowSet | None,
    *,
    status: int = 200,
    check: bool = True,
) -> HttpResponse:
    context = vendor_page(request, vendor, section.title, section.id) | {
        "section": section,
        "form": facts,
        "rows": rows,
        "rows_kind": ROWS_OF.get(section.id, ""),
        "versions": versions(
            request, [("version", vendor.version), *facts.version_fields(versions_of(vendor))]
        ),
        "check": check,
        "page_url": link(vendor, "edit_vendor_profile", section=section.id),
    }
    return render(request, "vendors/edit_vendor_profile.html", context, status=status)


def _changed_meanwhile(
    request: HttpRequest, vendor: Vendor, section: Section, facts: FactsForm
) -> HttpResponse:
    """The rows or the company were changed by a colleague: hers are shown, mine stand in the fields."""
    now = find_vendor(vendor.client, vendor.slug)
    rows = _rows(now, section, request.POST)
    facts.add_error(None, MEANWHILE)
    return _shown(request, now, section, facts, rows, status=409)


def _differ(
    request: HttpRequest, vendor: Vendor, section: Section, form: FactsForm, clashes: list[Any]
) -> HttpResponse:
    """Two people gave different answers: both are shown, and the person chooses."""
    questions = vendor_sheets().of_sheet("vendor")
    currency = vendor.client.currency
    now = find_vendor(vendor.client, vendor.slug)
    context = vendor_page(request, now, section.title, section.id) | {
        "clashes": both_answers(clashes, questions, lambda q, said: words_of(q, said, currency)),
        "typed": sent_again(request.POST),
        "versions": [("version", now.version), *form.version_fields(versions_of(now))],
        "page_url": link(vendor, "edit_vendor_profile", section=section.id),
    }
    return render(request, "vendors/answers_differ.html", context, status=409)
