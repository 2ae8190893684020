"""Begin an assessment, and a client with it."""

from django.db import transaction

from assessments.models import Assessment
from clients.models import Client, User
from clients.services import create_client, free_slug, record


@transaction.atomic
def begin_assessment(*, client: Client, title: str, actor: User) -> Assessment:
    taken = Assessment.objects.filter(client=client)
    slug = free_slug(title, lambda slug: taken.filter(slug=slug).exists(), 60, "assessment")
    assessment = Assessment(client=client, slug=slug, title=title, created_by=actor)
    assessment.full_clean(validate_unique=False, validate_constraints=False)
    assessment.save()
    target = f"assessment {slug}"
    record(client=client, actor=actor, action="assessment.begin", target=target, after={"title": title})
    return assessment


def begin_client(*, name: str, country_iso3: str, currency: str, sector: str, actor: User) -> Client:
    """A new client whose owner is the person who made it."""
    return create_client(name=name, country_iso3=country_iso3, currency=currency, sector=sector, owner=actor)
