"""Tokens for programs: made and revoked by owners, each for one client and one role."""

import datetime as dt
import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clients.choices import Role
from clients.models import ApiToken, Client, User
from clients.selectors.membership import membership_of
from clients.services.audit import record

PREFIX, HINT_LENGTH = "oa_", 9
NOTED_EVERY = dt.timedelta(minutes=1)  # not with every request: each note is a write


@transaction.atomic
def make_token(
    *, client: Client, name: str, role: Role, days: int, key: str, actor: User
) -> tuple[ApiToken, str, bool]:
    """The row, the token itself, and whether it is new: the same form sent twice makes one."""
    token = _token(client, name, role, key)
    rows = ApiToken.objects.with_scopes_disabled()
    Client.objects.select_for_update().get(pk=client.pk)
    if found := rows.filter(token_hash=hash_of(token)).first():
        return found, token, False
    made = ApiToken(client=client, name=name, role=role, created_by=actor)
    made.token_hash, made.hint = hash_of(token), token[:HINT_LENGTH]
    made.expires = timezone.now() + dt.timedelta(days=days)
    made.clean_fields()
    made.save()
    after = {"role": role.value, "until": made.expires}
    record(client=client, actor=actor, action="token.make", target=f"token {made}", after=after)
    return made, token, True


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: User) -> None:
    """Refused from its next request on."""
    rows = ApiToken.objects.with_scopes_disabled().filter(pk=token.pk, revoked=None)
    if rows.update(revoked=timezone.now()):
        before = {"role": token.role}
        record(
            client=token.client, actor=actor, action="token.revoke", target=f"token {token}", before=before
        )


def find_token(token: str) -> ApiToken | None:
    """One that opens something: not ended, not revoked, and made by somebody who still owns the client.

    The only query that looks for tokens across clients: the token is the key.
    """
    rows = ApiToken.objects.with_scopes_disabled().select_related("client", "created_by")
    found = rows.filter(token_hash=hash_of(token)).first()
    if found is None or not found.is_open or found.created_by is None or not found.created_by.is_active:
        return None
    maker = membership_of(found.created_by, found.client.slug)
    return found if maker and maker.role == Role.OWNER else None


def note_use(token: ApiToken) -> None:
    now = timezone.now()
    if token.last_used is None or now - token.last_used > NOTED_EVERY:
        ApiToken.objects.with_scopes_disabled().filter(pk=token.pk).update(last_used=now)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _token(client: Client, name: str, role: Role, key: str) -> str:
    words = "\n".join(["api token", str(client.pk), name, role.value, key])
    digest = hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).digest()
    return PREFIX + urlsafe_b64encode(digest).decode().rstrip("=")
