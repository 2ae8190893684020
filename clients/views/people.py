"""The people of a client: for its owners."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clients.choices import Role
from clients.forms import ROLE_TITLES, InviteForm, RoleForm
from clients.models import Client, Invitation, Membership
from clients.permissions import client_view, person
from clients.selectors import members_of, open_invitations_of
from clients.services import (
    Conflict,
    LastOwner,
    change_role,
    invite,
    remove_member,
    revoke_invitation,
    send_invitation,
)

KEY_LENGTH = 24
LAST_OWNER = "This is the last owner. Make somebody else an owner first."


@client_view(Role.OWNER)
@never_cache
@require_http_methods(["GET", "POST"])
def list_people(request: HttpRequest, client: Client) -> HttpResponse:
    """The address of a new invitation is shown once, on the page that answers the click."""
    form = InviteForm(request.POST or None, client=client)
    if request.method != "POST":
        return _page(request, client, form)
    if not form.is_valid():
        return _page(request, client, form, status=422)
    key = request.POST.get("key", "")[:64] or get_random_string(KEY_LENGTH)
    made, token, new = invite(client=client, key=key, actor=person(request), **form.cleaned_data)
    if not made.is_open:
        _say_closed(request)
        return redirect(_address(client))
    address = request.build_absolute_uri(reverse("accept_invitation", args=[token]))
    sent = send_invitation(made, address) if new else None
    return _page(request, client, InviteForm(client=client), made=made, address=address, sent=sent)


def _say_closed(request: HttpRequest) -> None:
    messages.error(request, "This invitation was used or withdrawn meanwhile. Make a new one.")


@client_view(Role.OWNER)
@require_POST
def withdraw_invitation(request: HttpRequest, client: Client, invitation: int) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.select_related("client"), client=client, pk=invitation)
    revoke_invitation(found, actor=person(request))
    messages.success(request, f"The invitation of {found.email} was withdrawn.")
    return redirect(_address(client))


@client_view(Role.OWNER)
@require_POST
def change_member_role(request: HttpRequest, client: Client, member: int) -> HttpResponse:
    found = _member(client, member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the roles.")
        return _page(request, client, InviteForm(client=client), status=422)
    try:
        change_role(found, actor=person(request), **form.cleaned_data)
    except (Conflict, LastOwner) as refusal:
        somebody = "Somebody else changed this role meanwhile. This is how it stands now."
        messages.error(request, LAST_OWNER if isinstance(refusal, LastOwner) else somebody)
        return _page(request, client, InviteForm(client=client), status=409)
    messages.success(request, f"{found.user.name} is now: {ROLE_TITLES[form.cleaned_data['role']]}.")
    return redirect(_address(client) if _stays_owner(request, found, form.cleaned_data["role"]) else "/")


@client_view(Role.OWNER)
@require_http_methods(["GET", "POST"])
def remove_person(request: HttpRequest, client: Client, member: int) -> HttpResponse:
    found = _member(client, member)
    if request.method != "POST":
        crumbs = [*_crumbs(client, _address(client)), {"label": "Remove"}]
        context = {"client": client, "member": found, "crumbs": crumbs, "people_url": _address(client)}
        return render(request, "clients/remove_person.html", context)
    try:
        remove_member(found, actor=person(request))
    except LastOwner:
        messages.error(request, LAST_OWNER)
        return _page(request, client, InviteForm(client=client), status=409)
    messages.success(request, f"{found.user.name} no longer belongs to {client.name}.")
    return redirect("/" if found.user_id == person(request).pk else _address(client))


def _member(client: Client, member: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("client", "user"), client=client, pk=member)


def _stays_owner(request: HttpRequest, changed: Membership, role: Role) -> bool:
    return changed.user_id != person(request).pk or role == Role.OWNER


def _page(
    request: HttpRequest, client: Client, form: InviteForm, *, status: int = 200, **new: Any
) -> HttpResponse:
    context = {
        "client": client,
        "form": form,
        "key": get_random_string(KEY_LENGTH),
        "members": members_of(client),
        "roles": list(ROLE_TITLES.items()),
        "invitations": [(row, ROLE_TITLES[Role(row.role)]) for row in open_invitations_of(client)],
        "crumbs": _crumbs(client),
        **new,
    }
    return render(request, "clients/list_people.html", context, status=status)


def _crumbs(client: Client, url: str = "") -> list[dict[str, str]]:
    return [{"label": client.name, "url": reverse("list_clients")}, {"label": "People", "url": url}]


def _address(client: Client) -> str:
    return reverse("list_people", args=[client.slug])
