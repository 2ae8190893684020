"""What an invited person sees: the way in, or that it has ended."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clients.choices import Role
from clients.forms import ROLE_TITLES, AccountForm
from clients.models import Invitation
from clients.permissions import person
from clients.services import InvitationClosed, accept, find_invitation, open_account

GONE = 410


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody signed in joins with a click; anybody else makes an account or signs in first."""
    invitation = find_invitation(token)
    if invitation is None:
        raise Http404
    if request.user.is_authenticated:
        return _for_a_person(request, invitation)
    if not invitation.is_open and not _was_used(invitation):
        return _closed(request)
    return _for_nobody(request, invitation, token)


def _for_a_person(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    who = person(request)
    if _was_used(invitation) and invitation.accepted_by_id == who.pk:
        return redirect("/")
    if not invitation.is_open:
        return _closed(request)
    if who.email.lower() != invitation.email:
        return _page(request, invitation, status=403, wrong_person=True)
    if request.method != "POST":
        return _page(request, invitation)
    try:
        accept(invitation, user=who)
    except InvitationClosed:
        return _closed(request)
    messages.success(request, f"You belong to {invitation.client.name} now.")
    return redirect("/")


def _for_nobody(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The answers are the same for addresses with and without an account."""
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    if not invitation.is_open:
        return redirect(sign_in)
    form = AccountForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            open_account(invitation, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
        except InvitationClosed:
            return _closed(request)
        messages.success(request, "Thank you. Sign in with your address to go on.")
        return redirect(sign_in)
    status = 422 if form.errors else 200
    return _page(request, invitation, status=status, form=form, sign_in_url=sign_in)


def _was_used(invitation: Invitation) -> bool:
    return invitation.accepted is not None


def _page(request: HttpRequest, invitation: Invitation, *, status: int = 200, **more: Any) -> HttpResponse:
    role = ROLE_TITLES[Role(invitation.role)]
    context = {"invitation": invitation, "client": invitation.client, "role": role, **more}
    return render(request, "clients/accept_invitation.html", context, status=status)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "clients/invitation_closed.html", status=GONE)
