"""Logo and colour of a client's reports, with a preview."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import Conflict
from reports.forms import LetterheadForm
from reports.models import Letterhead
from reports.selectors.letterhead import letterhead_of
from reports.services.letterhead import save_letterhead


@require_http_methods(["GET", "POST"])
@client_view(Role.EDITOR)
def edit_letterhead(request: HttpRequest, client: Client) -> HttpResponse:
    row = letterhead_of(client)
    if request.method != "POST":
        return _page(request, client, row, _empty_form(row))
    form = LetterheadForm(request.POST, request.FILES, has_logo=bool(row.logo))
    if not form.is_valid():
        return _page(request, client, row, form, 422)
    try:
        _save(request, client, row, form.cleaned_data)
    except Conflict:
        messages.warning(request, "A colleague changed this meanwhile. Look at it, then change it again.")
        return _page(request, client, letterhead_of(client), _empty_form(letterhead_of(client)), 409)
    messages.success(request, "Saved. Reports that are issued from now on have it.")
    return redirect(reverse("edit_letterhead", args=[client.slug]))


def _save(request: HttpRequest, client: Client, row: Letterhead, given: dict[str, Any]) -> None:
    kept = "" if given.get("no_logo") else row.logo
    save_letterhead(
        client=client,
        actor=person(request),
        version=given["version"],
        logo=given["logo"] or kept,
        colour=given["colour"],
    )


def _empty_form(row: Letterhead) -> LetterheadForm:
    return LetterheadForm(initial={"colour": row.colour, "version": row.version}, has_logo=bool(row.logo))


def _page(
    request: HttpRequest, client: Client, row: Letterhead, form: LetterheadForm, status: int = 200
) -> HttpResponse:
    context = {
        "client": client,
        "letterhead": row,
        "form": form,
        "crumbs": [
            {"label": client.name, "url": reverse("list_clients")},
            {"label": "Reports", "url": reverse("list_reports", args=[client.slug])},
            {"label": "Logo and colour"},
        ],
    }
    return render(request, "reports/edit_letterhead.html", context, status=status)
