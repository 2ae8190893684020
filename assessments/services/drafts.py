"""Keep what a person typed until it can be an answer."""

from django.http import QueryDict
from django.utils import timezone

from assessments.models import Assessment, PageDraft
from clients.models import User

MOST_FIELDS, LONGEST = 400, 20_000
NUL = "\x00"  # no database keeps it in JSON
NOT_TYPED = ("csrfmiddlewaretoken", "action")


def keep_draft(*, assessment: Assessment, user: User, page: str, data: QueryDict) -> None:
    """Typed texts are nobody else's business and no answers: no entry in the audit trail."""
    typed = {
        name.replace(NUL, ""): [text[:LONGEST].replace(NUL, "") for text in data.getlist(name)]
        for name in list(data)[:MOST_FIELDS]
        if name not in NOT_TYPED
    }
    PageDraft.objects.update_or_create(
        assessment=assessment, user=user, page=page, defaults={"data": typed, "changed": timezone.now()}
    )


def drop_draft(*, assessment: Assessment, user: User, page: str) -> None:
    PageDraft.objects.filter(assessment=assessment, user=user, page=page).delete()
