"""A double click, a resent form or a retry makes one thing."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from assessments.models import SentForm
from clients.models import User

ATTEMPTS = 25  # of people who give the same name at the same moment one gets on with each


def once(*, user: User, key: str, make: Callable[[], str]) -> str:
    """What make gives, or what it gave when this form came for the first time.

    The key is written before anything is made, in one transaction with it: of two copies that arrive at the
    same time one waits for the other and then finds what came of it. Where somebody else took the same short
    name meanwhile, all is undone and tried again, with the next name that is free.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return _made(user, key, make)
        except IntegrityError:
            earlier = SentForm.objects.filter(user=user, key=key).first()
            if earlier is not None:
                return earlier.made
    return _made(user, key, make)


def _made(user: User, key: str, make: Callable[[], str]) -> str:
    with transaction.atomic():
        sent = SentForm.objects.create(user=user, key=key)
        sent.made = make()
        sent.save(update_fields=["made"])
        return sent.made
