"""The project's settings with a fault: a change is confirmed to the browser before it is saved."""

import time
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from outsourcing.settings import *  # noqa: F403
from outsourcing.settings import MIDDLEWARE

LINGER_SECONDS = 0.05  # a quick disk would leave no moment to be killed in


def confirm_early(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], object]:
    """The server sends the first piece at once, with the length of the whole, and then asks for the next."""

    def answer(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        if request.method != "POST":
            return get_response(request)
        request.body  # noqa: B018 (afterwards nobody would send it any more)
        promised = StreamingHttpResponse(_confirmed_then_saved(request, get_response), status=302)
        promised["Location"], promised["Content-Length"] = "/", "1"
        return promised

    return answer


def _confirmed_then_saved(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> Iterator[bytes]:
    yield b"."
    time.sleep(LINGER_SECONDS)
    get_response(request)


MIDDLEWARE = ["tests.faults.early.confirm_early", *MIDDLEWARE]
