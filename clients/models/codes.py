"""Codes of countries and currencies in the database: three capital letters."""

from django.db.models import CheckConstraint, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact


def three_capitals(field: str, *, name: str, says: str) -> CheckConstraint:
    """The refusal of anything else; without a regular expression, which bare SQLite does not know."""
    condition = Q(Exact(Length(field), 3)) & Q(**{field: Upper(field)})
    return CheckConstraint(condition=condition, name=name, violation_error_message=says)
