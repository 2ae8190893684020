"""The answer to a request that cannot be read: what is wrong with it, and what to do."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat

from api.problems import problem

MOST_DRAINED = 32 * 1024 * 1024
_PIECE = 64 * 1024


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400 of the project; a page for people, a problem for programs."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    _drain(request)
    if request.path.startswith("/api/"):
        return problem(status)
    most = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return render(request, f"{status}.html", {"most": most}, status=status)


def _drain(request: HttpRequest) -> None:
    """A connection that is closed with bytes still on their way takes the answer with it."""
    with suppress(OSError):
        left = MOST_DRAINED
        while left > 0 and (piece := request.read(_PIECE)):
            left -= len(piece)
