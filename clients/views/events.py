"""The record of a client: who did what, when, from what to what."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from clients.choices import Role
from clients.forms import WantedEventsForm
from clients.models import AuditEvent, Client
from clients.permissions import client_view
from clients.selectors import actions_in_events, events_of, people_in_events
from clients.services import first_broken_event
from ui.cells import plain_cell

PER_PAGE = 50
LONGEST_VALUE = 300
CHECKED_UNASKED = 5_000
COLUMNS = ["Entry", "When (UTC)", "Who", "What", "Of what", "Before", "After", "Seal"]


@client_view(Role.OWNER)
@never_cache
@require_GET
def list_events(request: HttpRequest, client: Client) -> HttpResponse:
    form = _form(request, client)
    page = Paginator(events_of(client, form.wanted()), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "client": client,
        "form": form,
        "page": page,
        "rows": [_row(event) for event in page],
        "query": query.urlencode(),
        "check": _check(client, asked="check" in request.GET),
        "crumbs": [{"label": client.name, "url": reverse("list_clients")}, {"label": "Record"}],
    }
    return render(request, "clients/list_events.html", context, status=422 if form.errors else 200)


@client_view(Role.OWNER)
@require_GET
def download_events(request: HttpRequest, client: Client) -> HttpResponse:
    """What the page shows under the same filter, with every value in full."""
    form = _form(request, client)
    if form.errors:
        return redirect(f"{reverse('list_events', args=[client.slug])}?{request.GET.urlencode()}")
    lines = list(_lines(events_of(client, form.wanted())))  # here, while the client's scope is open
    response = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{client.slug}-record.csv"'
    response["Cache-Control"] = "no-store"
    return response


def words_of(action: str) -> str:
    """answer.settle_comment → Answer: settle comment"""
    subject, _, deed = action.replace("_", " ").partition(".")
    return f"{subject.capitalize()}: {deed}" if deed else subject.capitalize()


def _form(request: HttpRequest, client: Client) -> WantedEventsForm:
    actions = [(action, words_of(action)) for action in actions_in_events(client)]
    form = WantedEventsForm(request.GET, people=people_in_events(client), actions=actions)
    form.is_valid()
    return form


def _check(client: Client, *, asked: bool) -> dict[str, Any]:
    """Whether the record is whole. A long one is only read through when somebody asks."""
    count = AuditEvent.objects.filter(client=client).count()
    if count > CHECKED_UNASKED and not asked:
        return {"count": count, "done": False}
    return {"count": count, "done": True, "broken": first_broken_event(client)}


def _row(event: AuditEvent) -> dict[str, Any]:
    return {
        "number": event.sequence,
        "at": event.at,
        "who": event.actor_email or "The system",
        "what": words_of(event.action),
        "target": event.target,
        "changes": _changes(event.before, event.after),
    }


def _changes(before: Any, after: Any) -> list[dict[str, str]]:
    """Only what differs, part by part where both are made of parts."""
    if not isinstance(before or {}, dict) or not isinstance(after or {}, dict):
        return [{"name": "", "before": _short(before), "after": _short(after)}]
    old, new = before or {}, after or {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [{"name": name, "before": _short(old.get(name)), "after": _short(new.get(name))} for name in names]


def _short(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _lines(events: Any) -> Iterator[str]:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for event in events.iterator():
        texts = [
            event.actor_email,
            event.action,
            event.target,
            _whole(event.before),
            _whole(event.after),
            event.hash,
        ]
        writer.writerow([event.sequence, event.at.isoformat(), *(plain_cell(text) for text in texts)])
        yield file.getvalue()
        file.seek(0)
        file.truncate()
    yield file.getvalue()


def _whole(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
