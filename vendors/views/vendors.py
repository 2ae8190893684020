"""The list of vendors and one vendor's profile."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from clients.views.drafts import keeps_typed, typed, versions
from vendors.choices import VendorKind
from vendors.forms.facts import seen_version
from vendors.forms.vendors import VendorForm
from vendors.journey.choices import country_name
from vendors.journey.profile import certificates, missing
from vendors.journey.questions import vendor_sheets
from vendors.models import Vendor
from vendors.selectors.vendors import references_called, vendors_of
from vendors.services.vendors import archive_vendor as put_away
from vendors.services.vendors import change_vendor
from vendors.services.vendors import create_vendor as make_vendor
from vendors.views.frame import find_vendor, link, page, vendor_page

HEAD = ("name", "country_iso3", "place", "note")
FACTS = len(vendor_sheets().of_sheet("vendor"))


@client_view(Role.VIEWER)
@require_GET
def list_vendors(request: HttpRequest, client: Client) -> HttpResponse:
    archived = "archived" in request.GET
    today = timezone.localdate()
    rows = [_row(vendor, today) for vendor in vendors_of(client, archived=archived)]
    context = page(request, client, "Vendors") | {"rows": rows, "archived": archived}
    return render(request, "vendors/list_vendors.html", context)


def _row(vendor: Any, today: Any) -> dict[str, Any]:
    main = next((site for site in vendor.sites.all() if site.is_main), None)
    proofs = certificates(vendor.certifications.all(), today)
    return {
        "vendor": vendor,
        "url": link(vendor, "show_vendor"),
        "country": country_name(main.country_iso3 if main else vendor.country_iso3),
        "place": main.city if main else vendor.place,
        "known": min(100, round(100 * vendor.fact_count / FACTS)),
        "proofs": [proof for proof in proofs if proof.state == "pass"],
        "heard": max([vendor.heard, *(fact.value or 0 for fact in vendor.noted)]),
        "waiting": any(row.submitted and not row.revoked for row in vendor.links.all()),
    }


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def create_vendor(request: HttpRequest, client: Client) -> HttpResponse:
    kind = VendorKind.OWN_CENTRE if "own_centre" in request.GET else VendorKind.VENDOR
    form = VendorForm(typed(request), initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        try:
            vendor = make_vendor(client=client, actor=person(request), **form.cleaned_data)
            return redirect(link(vendor, "show_vendor"))
        except ValidationError as error:
            form.add_error("name", error.messages[0])
    context = page(request, client, "New vendor") | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "vendors/create_vendor.html", context, status=status)


@client_view(Role.VIEWER)
@require_GET
def show_vendor(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    context = vendor_page(request, found)
    references = list(found.references.all())
    context |= {
        "country": country_name(found.country_iso3),
        "certificates": certificates(found.certifications.all(), timezone.localdate()),
        "references": references,
        "heard": references_called(found),
        "missing": missing(context["parts"]),
        "own_centre": found.kind == VendorKind.OWN_CENTRE,
    }
    return render(request, "vendors/show_vendor.html", context)


@client_view(Role.EDITOR)
@keeps_typed
@require_http_methods(["GET", "POST"])
def edit_vendor(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    initial = {name: getattr(found, name) for name in HEAD}
    form = VendorForm(typed(request), initial=initial, kind_is_fixed=True)
    status, version = 200, found.version
    if request.method == "POST":
        if form.is_valid():
            status = _changed(request, found, form)
            if status == 200:
                return redirect(link(found, "show_vendor"))
            version = Vendor.objects.get(pk=found.pk).version
        status = 409 if status == 409 else 422
    context = vendor_page(request, found, "Name and place") | {"form": form}
    context |= {"versions": versions(request, [("version", version)]), "version": version}
    return render(request, "vendors/edit_vendor.html", context, status=status)


def _changed(request: HttpRequest, vendor: Vendor, form: VendorForm) -> int:
    try:
        seen = seen_version(request.POST)
        change_vendor(vendor, version=seen, actor=person(request), **form.cleaned_data)
    except ValidationError as error:
        form.add_error("name", error.messages[0])
        return 422
    except Conflict as conflict:
        now: Any = conflict.current
        where = ", ".join(filter(None, (now.place, country_name(now.country_iso3))))
        words = f"A colleague changed this meanwhile to “{now.name}”, {where}. Save again to keep yours."
        form.add_error(None, words)
        return 409
    return 200


@client_view(Role.EDITOR)
@require_POST
def archive_vendor(request: HttpRequest, client: Client, vendor: str) -> HttpResponse:
    found = find_vendor(client, vendor)
    archive = request.POST.get("action") != "restore"
    try:
        put_away(found, version=seen_version(request.POST), actor=person(request), archive=archive)
    except Conflict:
        messages.error(request, "A colleague changed this vendor meanwhile. Look at it again first.")
        return redirect(link(found, "show_vendor"))
    words = "was put away. Its offers and answers are kept." if archive else "is back."
    messages.success(request, f"{found.name} {words}")
    return redirect("list_vendors", client=client.slug)
