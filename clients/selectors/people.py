"""Who belongs to a client, and who is asked to."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from clients.choices import Role
from clients.models import Client, Invitation, Membership


def members_of(client: Client) -> QuerySet[Membership]:
    """Owners first, then by name."""
    ranks = [When(role=role, then=Value(place)) for place, role in enumerate(reversed(Role))]
    rows = Membership.objects.filter(client=client).select_related("user")
    return rows.order_by(Case(*ranks, output_field=IntegerField()), "user__name", "pk")


def open_invitations_of(client: Client) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(client=client, accepted=None, revoked=None, expires__gt=timezone.now())
    return rows.select_related("invited_by")


def is_member(client: Client, email: str) -> bool:
    return Membership.objects.filter(client=client, user__email=email.lower()).exists()
