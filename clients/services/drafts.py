"""Keep what a person typed until it is saved. One draft per person and page."""

import datetime as dt
from typing import Final

from django.http import QueryDict
from django.utils import timezone

from clients.models import Client, Draft, User

MOST_FIELDS: Final = 400
MOST_LETTERS: Final = 200_000
MOST_DRAFTS: Final = 200
KEEP_DAYS: Final = 90
NUL = "\x00"  # no database keeps it in JSON
NOT_TYPED: Final = ("csrfmiddlewaretoken", "action")


def keep_draft(
    *, client: Client, user: User, page: str, data: QueryDict, opened: dt.datetime | None = None
) -> bool:
    """Whether it was kept: not if the page was saved after it had been opened, for then it is no draft.

    Typed texts are nobody else's business and no answers: no entry in the audit trail.
    """
    rows = Draft.objects.filter(client=client, user=user)
    saved_since = opened is not None and rows.filter(page=page, data={}, changed__gt=opened).exists()
    typed = _typed(data)
    if saved_since or sum(len(text) for texts in typed.values() for text in texts) > MOST_LETTERS:
        return False
    _put(client, user, page, typed)
    for pk in rows.order_by("-changed").values_list("pk", flat=True)[MOST_DRAFTS:]:
        rows.filter(pk=pk).delete()
    return True


def drop_draft(*, client: Client, user: User, page: str) -> None:
    """The page was saved, or the person does not want it any more."""
    _put(client, user, page, {})


def clean_drafts() -> int:
    """Nobody comes back to what was typed long ago."""
    before = timezone.now() - dt.timedelta(days=KEEP_DAYS)
    return Draft.objects.with_scopes_disabled().filter(changed__lt=before).delete()[0]


def _put(client: Client, user: User, page: str, typed: dict[str, list[str]]) -> None:
    values = {"data": typed, "changed": timezone.now()}
    Draft.objects.update_or_create(client=client, user=user, page=page, defaults=values)


def _typed(data: QueryDict) -> dict[str, list[str]]:
    return {
        name.replace(NUL, ""): [text.replace(NUL, "") for text in data.getlist(name)]
        for name in list(data)[:MOST_FIELDS]
        if name not in NOT_TYPED
    }
