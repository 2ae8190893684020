"""Whether this process can do its work: for load balancers and for whoever runs the service."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.selectors import last_sign_of_life, waiting_jobs

SILENT_AFTER_SECONDS = 60


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    try:
        worker = _worker()
        health = {"status": "ok", "database": _database(), "worker": worker}
    except DatabaseError as error:
        return JsonResponse({"status": "failed", "database": type(error).__name__}, status=503)
    if not worker["alive"]:
        health["status"] = "degraded"
    return JsonResponse(health)


def _database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SHOW server_version")
            return {"engine": connection.vendor, "version": cursor.fetchone()[0]}
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
    safe = settings.SQLITE_WAL_IS_SAFE
    return {"engine": "sqlite", "version": version, "journal": journal, "wal_reset_bug_fixed": safe}


def _worker() -> dict[str, Any]:
    age = last_sign_of_life()
    seconds = None if age is None else round(age.total_seconds(), 1)
    return {
        "engine": settings.JOBS_ENGINE,
        "alive": seconds is not None and seconds < SILENT_AFTER_SECONDS,
        "seconds_since_sign_of_life": seconds,
        "jobs_waiting": waiting_jobs().count(),
    }
