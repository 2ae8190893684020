"""Who asks, how often, for which client, and in which role: before anything of the request is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django_scopes import scope
from ninja.decorators import decorate_view
from ninja.security import HttpBearer

from api.problems import problem
from clients.choices import Role
from clients.models import ApiToken
from clients.services import find_token, note_use
from vendors.services.limits import address_of, is_within

REQUESTS_A_MINUTE = 240
WRONG_IN_TEN_MINUTES = 20
SCHEME = "Bearer "
Run = Callable[..., HttpResponse]
Operation = TypeVar("Operation", bound=Callable[..., Any])


class Bearer(HttpBearer):
    """For the description of the interface. An operation that forgot its guard lets nobody in."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        return getattr(request, "api_token", None)


def guarded(role: Role) -> Callable[[Operation], Operation]:
    """Below the operation's own decorator. An address that names a client names the token's client."""

    def around(run: Run) -> Run:
        @wraps(run)
        def guard(request: HttpRequest, **parts: Any) -> HttpResponse:
            response = _answer(run, role, request, parts)
            response["Cache-Control"] = "no-store"
            return response

        return guard

    return decorate_view(around)


def token_of(request: HttpRequest) -> ApiToken:
    """Behind the guard there is one."""
    return request.api_token  # type: ignore[attr-defined, no-any-return]


def _answer(run: Run, role: Role, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    token = _token(request)
    if token is None:
        return _unknown(request)
    if not is_within(f"api:{token.pk}", REQUESTS_A_MINUTE, 60):
        return problem(429, headers={"Retry-After": "60"})
    if parts.get("client", token.client.slug) != token.client.slug:
        return problem(404)
    if not Role(token.role).includes(role):
        return problem(403)
    note_use(token)
    request.api_token = token  # type: ignore[attr-defined]
    with scope(client=token.client):
        return run(request, **parts)


def _token(request: HttpRequest) -> ApiToken | None:
    header = request.headers.get("Authorization", "")
    return find_token(header.removeprefix(SCHEME).strip()) if header.startswith(SCHEME) else None


def _unknown(request: HttpRequest) -> HttpResponse:
    """Whoever tries many is stopped for a while."""
    if not is_within(f"api-wrong:{address_of(request)}", WRONG_IN_TEN_MINUTES, 600):
        return problem(429, headers={"Retry-After": "600"})
    return problem(401, headers={"WWW-Authenticate": "Bearer"})
