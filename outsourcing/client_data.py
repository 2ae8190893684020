"""The owner's page for everything of a client: take it along, or take it away for good."""

import tempfile
from pathlib import Path
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view, person
from clients.services import record
from outsourcing import backups
from outsourcing.backups.holding import files_of, held_by
from ui.forms import QuestionForm

BUSY = "A report of this client is being drawn, or a file read. Try again in a minute."


class DeleteForm(QuestionForm):
    name = forms.CharField(
        label="The client's name",
        max_length=200,
        help_text="Type it exactly as it stands above.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Type the name of the client"},
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client

    def clean_name(self) -> str:
        if self.cleaned_data["name"] != self.client.name:
            raise forms.ValidationError("This is not the name of the client. Nothing was deleted.")
        return self.client.name


@client_view(Role.OWNER)
@reauthentication_required
@never_cache
@require_http_methods(["GET"])
def show_client_data(request: HttpRequest, client: Client) -> HttpResponse:
    return _page(request, client, DeleteForm(client=client))


@client_view(Role.OWNER)
@reauthentication_required
@require_POST
def export_client_data(request: HttpRequest, client: Client) -> FileResponse:
    """The file is made aside and gone from the disk before it is sent: an open file can still be read."""
    record(client=client, actor=person(request), action="client.export", target=client.slug)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        target = Path(folder) / "client"
        backups.export_client(client, target)
        file = target.open("rb")
    name = f"{client.slug}-{timezone.now():%Y%m%d}.client"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Cache-Control"] = "no-store"
    return response


@client_view(Role.OWNER)
@reauthentication_required
@require_POST
def delete_client_data(request: HttpRequest, client: Client) -> HttpResponse:
    form = DeleteForm(request.POST, client=client)
    if not form.is_valid():
        return _page(request, client, form, status=422)
    try:
        backups.delete_client(client, actor=person(request))
    except backups.Busy:
        messages.error(request, BUSY)
        return _page(request, client, form, status=409)
    messages.success(request, f"{client.name} is deleted, with everything that belonged to it.")
    return redirect("list_clients")


def _page(request: HttpRequest, client: Client, form: DeleteForm, *, status: int = 200) -> HttpResponse:
    held = held_by(client)
    crumbs = [
        {"label": client.name, "url": reverse("list_clients")},
        {"label": "People", "url": reverse("list_people", args=[client.slug])},
        {"label": "All data"},
    ]
    context = {
        "client": client,
        "form": form,
        "rows": held.count,
        "files": len(files_of(held)),
        "people": len(held.people),
        "crumbs": crumbs,
    }
    return render(request, "clients/show_client_data.html", context, status=status)
