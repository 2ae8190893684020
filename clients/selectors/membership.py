"""Where a person belongs. These are the only queries that look across clients."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from clients.models import Client, Membership

Person = AbstractBaseUser | AnonymousUser


def membership_of(user: Person, client_slug: str) -> Membership | None:
    """The person's role at this client; None where she has none or there is no such client."""
    everywhere = Membership.objects.with_scopes_disabled().select_related("client", "user")
    return everywhere.filter(user_id=user.pk or 0, client__slug=client_slug).first()


def memberships_of(user: Person) -> QuerySet[Membership]:
    """All roles of a person at clients that are not archived, by name of the client."""
    everywhere = Membership.objects.with_scopes_disabled().select_related("client")
    return everywhere.filter(user_id=user.pk or 0, client__archived=None).order_by(
        "client__name", "client_id"
    )


def clients_of(user: Person) -> QuerySet[Client]:
    return Client.objects.filter(memberships__user_id=user.pk or 0, archived=None)
