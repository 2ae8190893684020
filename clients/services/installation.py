"""The installation's own log: in the database, and as a line for whoever collects the log of the service."""

import logging
from typing import Any

from clients.models import InstallationEvent, User

logger = logging.getLogger(__name__)


def note_in_log(*, action: str, target: str, actor: User | None, **details: Any) -> InstallationEvent:
    event = InstallationEvent(
        action=action, target=target[:240], actor_email=actor.email if actor else "", details=details
    )
    event.save()
    logger.warning("%s: %s", action, target)
    return event
