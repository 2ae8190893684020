"""Nothing typed is lost: a page with a form keeps what was typed until it is saved."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.choices import Role
from clients.models import Client
from clients.models.drafts import LONGEST_PAGE
from clients.permissions import client_view, person
from clients.selectors.drafts import as_typed, draft_of
from clients.services import drafts
from ui.numbers import whole_number_sent

P = ParamSpec("P")
ClientView = Callable[Concatenate[HttpRequest, Client, P], HttpResponseBase]
Pairs = list[tuple[str, int]]
PAGE, OPENED = "draft_page", "draft_opened"


def keeps_typed(view: ClientView[P]) -> ClientView[P]:
    """Below client_view, for a page with one form that it also sends to itself.

    The view fills its form from `typed(request)` and its version fields by `versions(request, …)`. What was
    sent and not saved is kept; it stands in the form again when the person comes back.
    """

    @wraps(view)
    def guarded(request: HttpRequest, client: Client, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        bring_draft(request, client, request.path)
        response = view(request, client, *args, **kwargs)
        if request.method == "POST":
            settle_draft(request, client, response, request.path)
        return response

    return cast(ClientView[P], guarded)


def bring_draft(request: HttpRequest, client: Client, page: str) -> None:
    """What was typed on the page before stands in its form again."""
    note_opened(request)
    if request.method == "GET":
        request.draft = draft_of(client, person(request), page)  # type: ignore[attr-defined]


def note_saved(request: HttpRequest) -> None:
    """For a view that has saved and does not lead on: it shows what is to be seen only now."""
    request.was_saved = True  # type: ignore[attr-defined]


def note_opened(request: HttpRequest) -> None:
    """When the page was made, in milliseconds: what it sends after it was saved elsewhere is no draft."""
    request.opened = int(timezone.now().timestamp() * 1000)  # type: ignore[attr-defined]


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, or what was typed here before; None for a page opened afresh."""
    if request.method == "POST":
        return request.POST
    found = getattr(request, "draft", None)
    return as_typed(found) if found else None


def versions(request: HttpRequest, pairs: Iterable[tuple[str, int]]) -> Pairs:
    """Name and number of what the form builds on: with a draft, what the person saw when she typed it."""
    shown = list(pairs)
    draft = typed(request) if request.method == "GET" else None
    if draft is None:
        request.versions_shown = shown  # type: ignore[attr-defined]
        return shown
    texts = ((name, draft.get(name, ""), number) for name, number in shown)
    sent = ((name, whole_number_sent(text), number) for name, text, number in texts)
    return [(name, number if seen is None else seen) for name, seen, number in sent]


def sent_again(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed, as hidden fields of a page that asks which of two answers is right."""
    left_out = ("csrfmiddlewaretoken", "action", "version")
    return [
        (name, text)
        for name, texts in data.lists()
        if name not in left_out and not name.startswith(("version_", "keep_"))
        for text in texts
    ]


def settle_draft(request: HttpRequest, client: Client, response: HttpResponseBase, page: str) -> None:
    """A page that leads on has saved; one that comes back has not, and builds on the versions it shows."""
    user = person(request)
    if 300 <= response.status_code < 400 or getattr(request, "was_saved", False):
        drafts.drop_draft(client=client, user=user, page=page)
        return
    data = request.POST.copy()
    for name, number in getattr(request, "versions_shown", ()):
        data[name] = str(number)
    drafts.keep_draft(client=client, user=user, page=page, data=data)


@client_view(Role.EDITOR)
@require_POST
def keep_draft(request: HttpRequest, client: Client) -> HttpResponse:
    """What stands in the form so far, sent by the page while somebody types."""
    page, data = request.GET.get(PAGE, ""), request.POST.copy()
    kept = _is_page_of(client, page) and drafts.keep_draft(
        client=client, user=person(request), page=page, data=data, opened=_opened(request)
    )
    return render(request, "clients/draft_kept.html", {"kept": kept})


@client_view(Role.EDITOR)
@require_POST
def drop_draft(request: HttpRequest, client: Client) -> HttpResponse:
    page = request.GET.get(PAGE, "")
    if not _is_page_of(client, page):
        return redirect("list_clients")
    drafts.drop_draft(client=client, user=person(request), page=page)
    return redirect(page)


def _is_page_of(client: Client, page: str) -> bool:
    """An address of this client, so that a draft can be found again and nobody is led elsewhere."""
    if len(page) > LONGEST_PAGE:
        return False
    try:
        match = resolve(page)
    except Resolver404:
        return False
    return match.kwargs.get("client") == client.slug


def _opened(request: HttpRequest) -> dt.datetime | None:
    text = request.GET.get(OPENED, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 15):
        return None
    return dt.datetime.fromtimestamp(int(text) / 1000, dt.UTC)
