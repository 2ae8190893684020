"""Prove a PDF that somebody sends: it is kept until it is computed again, then deleted."""

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache

from clients.models import Client, User
from clients.services import record
from jobs.models import Job
from jobs.services import enqueue
from reports.press.child import Limits, Stopped, in_child, with_django

PROVE = "prove_report"
MOST_BYTES = 10 * 1024 * 1024
KEPT_SECONDS = 3600
TOO_MUCH = "This file took too long or too much memory to compute. A report of this program does not."
_PROVE_FILE = "reports.verification.proof.prove_file"
_LIMITS = Limits(seconds=90, memory=1536 * 1024**2)


def take_proof(*, client: Client, user: User, data: bytes, name: str, key: str = "") -> Job:
    """Queue the recomputation. The same key gives the job that exists already."""
    _clear()
    token = secrets.token_hex(16)
    path = _path(token)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o600)
    sha256 = hashlib.sha256(data).hexdigest()
    params = {"file": token, "name": name[:120], "sha256": sha256}
    job = enqueue(kind=PROVE, params=params, client=client, user=user, idempotency_key=key)
    if job.params["file"] != token:
        path.unlink()
    else:
        record(client=client, actor=user, action=PROVE, target=name[:120], after={"sha256": sha256})
    return job


def proved(job: Job, still_wanted: Callable[[float], None]) -> dict[str, Any]:
    """What came out. The file is gone afterwards; the answer can be read for an hour."""
    path = _path(job.params["file"])
    answer = path.with_suffix(".json")
    try:
        in_child(with_django, (_PROVE_FILE, path, answer), still_wanted, _LIMITS)
        found: dict[str, Any] = json.loads(answer.read_text())
    except (Stopped, OSError):
        found = {"refused": TOO_MUCH}
    for leftover in (path, answer):
        leftover.unlink(missing_ok=True)
    cache.set(_cache_key(job), found, KEPT_SECONDS)
    return found


def proof_of(job: Job) -> dict[str, Any] | None:
    """What came out, as long as it is kept."""
    found: dict[str, Any] | None = cache.get(_cache_key(job))
    return found


def _path(token: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "proofs" / f"{token}.pdf"


def _cache_key(job: Job) -> str:
    return f"proof:{job.pk}"


def _clear() -> None:
    """What a killed worker left behind."""
    for path in _path("").parent.glob("*"):
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
