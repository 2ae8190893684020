"""Make clients and give people roles."""

from collections.abc import Callable

from django.db import transaction
from django.utils.text import slugify

from clients.choices import Role
from clients.models import Client, Membership, User
from clients.services.audit import record


def free_slug(name: str, is_taken: Callable[[str], bool], longest: int = 80, otherwise: str = "item") -> str:
    """A word for addresses and cases made from the name, with a number where it is taken."""
    stem = slugify(name)[: longest - 5].strip("-") or otherwise
    slug, number = stem, 1
    while is_taken(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def create_client(
    *,
    name: str,
    country_iso3: str,
    currency: str,
    sector: str = "",
    owner: User | None = None,
    is_demo: bool = False,
) -> Client:
    """A new client; the owner, if one is given, gets the role."""
    slug = free_slug(name, lambda slug: Client.objects.filter(slug=slug).exists(), otherwise="client")
    client = Client(
        name=name, slug=slug, sector=sector, country_iso3=country_iso3, currency=currency, is_demo=is_demo
    )
    client.full_clean()
    client.save()
    after = {"name": name, "sector": sector, "country": country_iso3, "currency": currency}
    record(client=client, actor=owner, action="client.create", target=client.slug, after=after)
    if owner:
        add_member(client=client, user=owner, role=Role.OWNER, actor=owner)
    return client


@transaction.atomic
def add_member(*, client: Client, user: User, role: Role, actor: User | None) -> Membership:
    """Give a person a role, or change the one she has."""
    everywhere = Membership.objects.with_scopes_disabled()
    membership = everywhere.filter(client=client, user=user).first() or Membership(client=client, user=user)
    before = {"role": membership.role} if membership.pk else None
    membership.role = role
    membership.clean_fields()
    membership.save()
    target = f"membership {user.email}"
    record(
        client=client,
        actor=actor,
        action="membership.set",
        target=target,
        before=before,
        after={"role": role.value},
    )
    return membership
