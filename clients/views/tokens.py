"""Access for programs: which tokens there are, what each may do, and when it was used last. For owners."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clients.choices import Role
from clients.forms import ROLE_TITLES, TokenForm
from clients.models import ApiToken, Client
from clients.permissions import client_view, person
from clients.services import make_token, revoke_token

KEY_LENGTH = 24


@client_view(Role.OWNER)
@never_cache
@require_http_methods(["GET", "POST"])
def list_tokens(request: HttpRequest, client: Client) -> HttpResponse:
    """A new token is shown once, on the page that answers the click."""
    form = TokenForm(request.POST or None)
    if request.method != "POST":
        return _page(request, client, form)
    if not form.is_valid():
        return _page(request, client, form, status=422)
    key = request.POST.get("key", "")[:64] or get_random_string(KEY_LENGTH)
    made, token, _ = make_token(client=client, key=key, actor=person(request), **form.cleaned_data)
    if not made.is_open:
        messages.error(request, "This token was revoked meanwhile. Make a new one.")
        return redirect(_address(client))
    return _page(request, client, TokenForm(), made=made, token=token)


@client_view(Role.OWNER)
@require_POST
def revoke_api_token(request: HttpRequest, client: Client, api_token: int) -> HttpResponse:
    found = get_object_or_404(ApiToken.objects.select_related("client"), client=client, pk=api_token)
    revoke_token(found, actor=person(request))
    messages.success(request, f"{found.name} opens nothing any more.")
    return redirect(_address(client))


def _page(
    request: HttpRequest, client: Client, form: TokenForm, *, status: int = 200, **new: Any
) -> HttpResponse:
    rows = ApiToken.objects.filter(client=client).select_related("created_by")
    crumbs = [
        {"label": client.name, "url": reverse("list_clients")},
        {"label": "People", "url": reverse("list_people", args=[client.slug])},
        {"label": "Access for programs"},
    ]
    context = {
        "client": client,
        "form": form,
        "key": get_random_string(KEY_LENGTH),
        "tokens": [(row, ROLE_TITLES[Role(row.role)]) for row in rows],
        "crumbs": crumbs,
        **new,
    }
    return render(request, "clients/list_tokens.html", context, status=status)


def _address(client: Client) -> str:
    return reverse("list_tokens", args=[client.slug])
