"""How often something may be done from one place, counted in the cache that all processes share."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Of the person, not of our own proxies; what a stranger writes into the header is not believed."""
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def is_within(name: str, most: int, seconds: int) -> bool:
    """Counts this time and says whether it is still within the limit."""
    key = f"limit:{name}:{int(time.time() // seconds)}"
    cache.add(key, 0, seconds * 2)
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # gone between the two calls
        return True
