"""What a person typed on a page before and did not save."""

from django.http import QueryDict

from clients.models import Client, Draft, User


def draft_of(client: Client, user: User, page: str) -> Draft | None:
    return Draft.objects.filter(client=client, user=user, page=page).exclude(data={}).first()


def as_typed(draft: Draft) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, texts in draft.data.items():
        data.setlist(name, texts)
    return data
