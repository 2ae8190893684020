"""A request that is sent again, because its answer was lost, makes nothing new."""

import hashlib
from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest
from ninja import Header

from api.guarding import token_of
from api.problems import Refused
from assessments.services.sent_forms import once
from clients.models import User
from clients.services import record

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=120,
        pattern=r"^[A-Za-z0-9_.:-]+$",
        description="Chosen by you, new for each thing. Sent again with the same body, it makes nothing new.",
    ),
]
FINGERPRINT = 32


def once_per_key(request: HttpRequest, key: str, deed: str, make: Callable[[], str]) -> str:
    """What make gives (short text), or what it gave for this key before. One transaction with the record."""
    token, body = token_of(request), hashlib.sha256(request.body).hexdigest()[:FINGERPRINT]
    place = f"/clients/{token.client.slug}/api"  # by which it is found when the client is deleted

    def make_and_record() -> str:
        made = make()
        after = {"token": str(token), "key": key}
        record(client=token.client, actor=actor_of(request), action=f"api.{deed}", target=made, after=after)
        return f"{place} {body} {made}"

    words = f"{token.pk}\n{request.method} {request.path}\n{key}"
    found = once(user=actor_of(request), key=hashlib.sha256(words.encode()).hexdigest(), make=make_and_record)
    _, before, made = found.split(" ", 2)
    if before != body:
        raise Refused(422, ["Idempotency-Key: this key was used before, with another body."])
    return made


def actor_of(request: HttpRequest) -> User:
    """A program acts for the owner who let it in; the record names the token beside her."""
    return token_of(request).created_by  # type: ignore[return-value]  # the guard lets no other in
