"""Ask a vendor through a link of its own; its answers stay apart until somebody accepts them."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clients.models import User
from clients.services import record
from vendors.choices import ProposalState
from vendors.models import Offer, Vendor, VendorLink, VendorProposal
from vendors.services.facts import columns_of

Fields = Mapping[tuple[str, str], Any]


class Closed(Exception):
    """The link was revoked, has ended, or was sent off already."""


def token_for(vendor: Vendor, key: str) -> str:
    """The same key gives the same token, so that a form sent twice makes one link."""
    words = f"vendor link {vendor.pk} {key}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(
    *, vendor: Vendor, key: str, actor: User, offer: Offer | None = None, sent_to: str = ""
) -> tuple[VendorLink, str]:
    """The link and its token, which is kept nowhere."""
    token = token_for(vendor, key)
    values = {"vendor": vendor, "offer": offer, "sent_to": sent_to, "created_by": actor}
    link, made = VendorLink.objects.get_or_create(token_hash=hash_of(token), defaults=values)
    if made:
        _told(link, actor, "link.make", {"sent_to": sent_to, "offer": offer.slug if offer else ""})
    return link, token


@transaction.atomic
def revoke_link(link: VendorLink, *, actor: User) -> None:
    if VendorLink.objects.filter(pk=link.pk, revoked=None).update(revoked=timezone.now()):
        _told(link, actor, "link.revoke", None)


def find_link(token: str) -> VendorLink | None:
    """Whatever its state. The only query that looks for links across clients: the token is the key."""
    rows = VendorLink.objects.with_scopes_disabled().select_related(
        "vendor__client", "offer__assessment__client"
    )
    return rows.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def keep_proposals(link: VendorLink, fields: Fields) -> int:
    """fields: (holder, key) to content; None takes the answer back. How many changed."""
    locked = VendorLink.objects.select_for_update().get(pk=link.pk)
    if not locked.is_open:
        raise Closed
    changed = sum(_keep(locked, holder, key, content) for (holder, key), content in fields.items())
    if changed:
        _told(link, None, "link.save", {"fields": changed})
    return changed


def _keep(link: VendorLink, holder: str, key: str, content: Any) -> bool:
    row = VendorProposal.objects.filter(link=link, holder=holder, key=key).first()
    if content is None:
        if row is None:
            return False
        row.delete()
        return True
    estimate, value = columns_of(content)
    if row is not None and (row.estimate, row.value) == (estimate, value):
        return False
    row = row or VendorProposal(link=link, holder=holder, key=key)
    row.estimate, row.value, row.saved = estimate, value, timezone.now()
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    return True


@transaction.atomic
def submit_link(link: VendorLink) -> None:
    """Sent off: from now on only the client works with it. A second time changes nothing."""
    open_still = VendorLink.objects.filter(pk=link.pk, submitted=None, revoked=None)
    if open_still.filter(expires__gt=timezone.now()).update(submitted=timezone.now()):
        _told(link, None, "link.submit", {"fields": link.proposals.count()})


@transaction.atomic
def take_in_file(
    *, vendor: Vendor, key: str, actor: User, fields: Fields, offer: Offer | None = None
) -> VendorLink:
    """Answers that came as a file: to be looked at as if they had been sent through a link."""
    link, _token = make_link(vendor=vendor, key=key, actor=actor, offer=offer)
    if link.submitted is None:
        keep_proposals(link, fields)
        submit_link(link)
        link.refresh_from_db()
    return link


def contents_of(link: VendorLink) -> dict[tuple[str, str], Any]:
    rows = VendorProposal.objects.filter(link=link)
    return {(row.holder, row.key): _content(row) for row in rows}


def _content(row: VendorProposal) -> Any:
    if row.estimate is None and row.value is None:
        return {"unknown": True}
    return row.value if row.estimate is None else row.estimate


@transaction.atomic
def decide_proposals(
    link: VendorLink, *, accepted: set[int], refused: set[int], actor: User
) -> list[VendorProposal]:
    """Mark what was accepted and refused; those that were accepted now, to be written into the profile."""
    VendorLink.objects.select_for_update().get(pk=link.pk)
    rows = list(link.proposals.filter(state=ProposalState.OPEN, pk__in=accepted | refused))
    for row in rows:
        row.state = ProposalState.ACCEPTED if row.pk in accepted else ProposalState.REFUSED
        row.decided, row.decided_by = timezone.now(), actor
        row.save(update_fields=["state", "decided", "decided_by"])
    if rows:
        words = {row.key: row.state for row in rows}
        _told(link, actor, "link.decide", words)
    return [row for row in rows if row.state == ProposalState.ACCEPTED]


def _told(link: VendorLink, actor: User | None, action: str, after: Any) -> None:
    client, target = link.vendor.client, f"vendor {link.vendor.slug} link {link.pk}"
    record(client=client, actor=actor, action=action, target=target, after=after)
