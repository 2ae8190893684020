"""What all vendor pages have around them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from clients.choices import Role
from clients.models import Client
from vendors.journey.profile import Part, profile
from vendors.models import Vendor
from vendors.selectors.vendors import references_called, vendor_of


def find_vendor(client: Client, slug: str) -> Vendor:
    """Not found means the same for what is not there and for what belongs to somebody else."""
    vendor = vendor_of(client, slug)
    if vendor is None:
        raise Http404
    return vendor


def link(vendor: Vendor, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"client": vendor.client.slug, "vendor": vendor.slug, **more})


def may_edit(request: HttpRequest) -> bool:
    return Role(request.membership.role).includes(Role.EDITOR)  # type: ignore[attr-defined]


def page(request: HttpRequest, client: Client, here: str, *above: tuple[str, str]) -> dict[str, Any]:
    """Context of a page about the vendors or countries of a client. above: crumbs between, label and url."""
    home = {"label": client.name, "url": reverse("list_vendors", args=[client.slug])}
    between = [{"label": label, "url": url} for label, url in above]
    return {
        "client": client,
        "currency": client.currency,
        "breadcrumbs": [home, *between, {"label": here, "url": ""}],
        "may_edit": may_edit(request),
    }


def vendor_page(request: HttpRequest, vendor: Vendor, here: str = "", current: str = "") -> dict[str, Any]:
    """Context of a page about one vendor, with the steps of its profile. current: id of a section."""
    vendors = ("Vendors", reverse("list_vendors", args=[vendor.client.slug]))
    own = ((vendor.name, link(vendor, "show_vendor")),) if here else ()
    parts = profile(vendor)
    return page(request, vendor.client, here or vendor.name, vendors, *own) | {
        "vendor": vendor,
        "parts": parts,
        "groups": steps(vendor, parts, current),
        "vendor_url": link(vendor, "show_vendor"),
    }


def steps(vendor: Vendor, parts: tuple[Part, ...], current: str) -> list[dict[str, Any]]:
    profile_tasks = [
        {
            "label": part.section.title,
            "url": link(vendor, "edit_vendor_profile", section=part.section.id),
            "state": part.state,
            "note": f"{part.answered} of {len(part.lines)}" if part.state == "started" and part.lines else "",
            "current": part.section.id == current,
        }
        for part in parts
    ]
    heard = references_called(vendor)
    talks = [
        _task(vendor, "References", "list_vendor_references", heard, current),
        _task(vendor, "Interviews", "list_vendor_interviews", len(vendor.interviews.all()), current),
    ]
    return [{"title": "Profile", "tasks": profile_tasks}, {"title": "What was heard", "tasks": talks}]


def _task(vendor: Vendor, label: str, name: str, count: int, current: str) -> dict[str, Any]:
    return {
        "label": label,
        "url": link(vendor, name),
        "state": "done" if count else "todo",
        "note": str(count) if count else "",
        "current": name == current,
    }
