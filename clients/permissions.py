"""Who may see what. Every page of a client passes through here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django_scopes import scope

from clients.choices import Role
from clients.models import Client, User
from clients.selectors import membership_of

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


def client_view(role: Role) -> Callable[[Callable[Concatenate[HttpRequest, Client, P], Any]], View]:
    """For a view whose address names the client as `<slug:client>`: it gets the Client itself.

    Nobody signed in → sign-in page · not a member → the same "not found" as for a client that does not
    exist · role too low → 403. The whole view runs in the client's scope; `request.client` and
    `request.membership` are set for templates.
    """

    def decorate(view: Callable[Concatenate[HttpRequest, Client, P], Any]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, client: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership = membership_of(request.user, client)
            if membership is None:
                raise Http404
            if not Role(membership.role).includes(role):
                raise PermissionDenied
            request.client, request.membership = membership.client, membership  # type: ignore[attr-defined]
            with scope(client=membership.client):
                return _rendered(view(request, membership.client, *args, **kwargs))

        guarded.minimal_role = role  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in_view(view: Callable[..., Any]) -> View:
    """For a page that belongs to a person rather than to a client, such as the list of clients."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _rendered(view(request, *args, **kwargs))

    return guarded


def person(request: HttpRequest) -> User:
    """Who asks. Behind client_view and signed_in_view nobody is anonymous."""
    return cast(User, request.user)


def _rendered(response: Any) -> HttpResponse:
    """A lazy response is rendered here, while the scope is active."""
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    return response  # type: ignore[no-any-return]
