"""A session ends after twelve hours, and after three hours in which nobody did anything."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

BEGAN, SEEN = "session_began", "session_seen"
NOTED_EVERY_SECONDS = 60  # not with every request: each note is a write


class SessionLimits:
    """Stands behind the middleware that knows the person. What a person does is any request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            self._limit(request, time.time())
        return self.get_response(request)

    def _limit(self, request: HttpRequest, now: float) -> None:
        session = request.session
        began, seen = session.get(BEGAN, now), session.get(SEEN, now)
        too_long = now - began >= settings.SESSION_LONGEST_SECONDS
        if too_long or now - seen >= settings.SESSION_IDLE_SECONDS:
            logout(request)
            return
        if BEGAN not in session or now - seen >= NOTED_EVERY_SECONDS:
            session[BEGAN], session[SEEN] = began, now
