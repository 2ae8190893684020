"""Who signed in, out, or tried to: one line each in the log, without what was typed."""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from clients.models import User
from vendors.services.limits import address_of

logger = logging.getLogger("security")


@receiver(user_logged_in)
def say_signed_in(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    logger.info("signed in: person %s from %s", user.pk, address_of(request))


@receiver(user_logged_out)
def say_signed_out(sender: Any, request: HttpRequest, user: User | None, **more: Any) -> None:
    if user is not None:
        logger.info("signed out: person %s from %s", user.pk, address_of(request))


@receiver(user_login_failed)
def say_refused(sender: Any, request: HttpRequest | None = None, **more: Any) -> None:
    """Not what was typed into the field for the address: people type passwords there, too."""
    logger.warning("sign-in refused: from %s", address_of(request) if request else "a program")
