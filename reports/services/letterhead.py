"""The head of a client's reports."""

from django.core.exceptions import ValidationError
from django.db import transaction

from clients.models import Client, User
from clients.services import record, update_if_unchanged
from reports.charts.palette import contrast
from reports.models import Letterhead
from reports.models.letterhead import is_colour

LEAST_CONTRAST = 4.5
_PAPER = "#ffffff"


def check_colour(colour: str) -> None:
    """ValidationError where it is no colour, or words in it could not be read on white paper."""
    if colour:
        is_colour(colour)
    if colour and contrast(colour, _PAPER) < LEAST_CONTRAST:
        found = f"{contrast(colour, _PAPER):.1f}"
        raise ValidationError(
            f"Choose a darker colour: on white paper this one has a contrast of {found} to 1,"
            f" and {LEAST_CONTRAST} to 1 is needed to be read well",
            code="contrast",
        )


@transaction.atomic
def save_letterhead(*, client: Client, actor: User, version: int, logo: str, colour: str) -> Letterhead:
    """Conflict: somebody else saved first."""
    check_colour(colour)
    row, _ = Letterhead.objects.get_or_create(client=client)
    before = {"logo": bool(row.logo), "colour": row.colour}
    row = update_if_unchanged(row, version=version, logo=logo, colour=colour.lower(), changed_by=actor)
    after = {"logo": bool(row.logo), "colour": row.colour}
    record(
        client=client,
        actor=actor,
        action="edit_letterhead",
        target="head of reports",
        before=before,
        after=after,
    )
    return row
