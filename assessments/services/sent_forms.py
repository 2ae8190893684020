"""A double click, a resent form or a retry makes one thing."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from assessments.models import SentForm
from clients.models import User


def once(*, user: User, key: str, make: Callable[[], str]) -> str:
    """What make gives, or what it gave when this form came for the first time.

    The key is written before anything is made, in one transaction with it: of two copies that arrive at the
    same time one waits for the other and then finds what came of it.
    """
    try:
        with transaction.atomic():
            sent = SentForm.objects.create(user=user, key=key)
            sent.made = make()
            sent.save(update_fields=["made"])
            return sent.made
    except IntegrityError:
        earlier = SentForm.objects.filter(user=user, key=key).first()
        if earlier is None:  # something else was refused than the key
            raise
        return earlier.made
