"""What the environment says, read for the settings; what cannot be read is refused in a sentence."""

import os
import re
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("postgres", "postgresql", "sqlite")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_HOST = re.compile(r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]")


def whole_number(name: str, default: int, *, least: int = 0, most: int) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {text!r}.")
    return int(text)


def seconds(name: str, default: float) -> float:
    text = os.environ.get(name, "").strip() or str(default)
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text) or not float(text):
        raise ImproperlyConfigured(f"{name} must be a number of seconds above 0, such as 15, not {text!r}.")
    return float(text)


def log_level(name: str, default: str) -> str:
    text = os.environ.get(name, "").strip().upper() or default
    if text not in LEVELS:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(LEVELS)}, not {text!r}.")
    return text


def hosts(name: str, default: list[str]) -> list[str]:
    found = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    for host in found:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} takes names of hosts, separated by commas, without https:// before and port or path "
                f"behind, such as advisor.example; {host!r} is none."
            )
    return found or default


def database(name: str, default: str) -> dict[str, Any]:
    return read_database_url(os.environ.get(name, "").strip() or default, name)


def read_database_url(url: str, name: str) -> dict[str, Any]:
    """The address is never repeated: it holds a password."""
    scheme = url.partition("://")[0].lower()
    if "://" not in url or scheme not in SCHEMES:
        known = ", ".join(f"{known}://" for known in SCHEMES)
        raise ImproperlyConfigured(f"{name} must begin with one of {known}.")
    try:
        if scheme != "sqlite" and _is_cut_wrongly(url):
            raise ValueError
        return dict(dj_database_url.parse(url))
    except (ValueError, AttributeError):
        raise ImproperlyConfigured(
            f"{name} cannot be read. It looks like postgres://user:password@host:5432/name; in user and "
            "password / is written as %2F, # as %23, ? as %3F, @ as %40, : as %3A, % as %25, [ as %5B."
        ) from None


def _is_cut_wrongly(url: str) -> bool:
    """A password with one of / # ? ends the part that names the host too early."""
    parts = urlsplit(url)
    return bool(parts.fragment) or "@" in parts.path + parts.query or not parts.path.strip("/")
