"""Refusals as application/problem+json (RFC 9457). Each says what to do next."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The request cannot be read",
    401: "No valid token",
    403: "The token may not do this",
    404: "Not found",
    409: "Somebody else changed this meanwhile",
    413: "The body is too big",
    422: "The content cannot be used",
    429: "Too many requests",
}
WHAT_TO_DO = {
    400: "Send a JSON document in UTF-8, without NaN or infinite numbers and without control characters.",
    401: "Send the header “Authorization: Bearer …” with a token that an owner of the client made for you.",
    403: "Ask an owner of the client for a token that may write.",
    404: "Check the address. A token opens its own client only.",
    409: "Read the newest version, decide which value is right, and send it with that version.",
    413: "Send at most 2.5 MB at once: leave out what you do not need, or send answers in several requests.",
    422: "Correct what “errors” names and send the request again with a new Idempotency-Key.",
    429: "Wait as many seconds as the header Retry-After says.",
}


class Problem(Schema):
    """errors: one sentence for each fault · clashes: for 409, the values as they stand now."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[str] = []
    clashes: list[dict[str, Any]] = []


class Refused(Exception):
    """Raised by an operation; answered as a problem."""

    def __init__(self, status: int, errors: list[str] | None = None, **more: Any) -> None:
        super().__init__(TITLES[status])
        self.status, self.errors, self.more = status, errors or [], more


def problem(
    status: int, errors: list[str] | None = None, headers: dict[str, str] | None = None, **more: Any
) -> HttpResponse:
    content = Problem(
        title=TITLES.get(status, "Refused"),
        status=status,
        detail=WHAT_TO_DO.get(status, "Check the request."),
        errors=errors or [],
        **more,
    )
    return JsonResponse(content.dict(), status=status, content_type=MEDIA_TYPE, headers=headers)


def answer_problems(api: NinjaAPI) -> None:
    """What operations raise becomes a problem; anything else stays a fault of ours and is logged."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
        return problem(fault.status, fault.errors, **fault.more)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        return problem(422, [_sentence(error) for error in fault.errors])

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
        return problem(fault.status_code)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
        return problem(401)

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
        return problem(413)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, fault: Http404) -> HttpResponse:
        return problem(404)


def _sentence(error: dict[str, Any]) -> str:
    """Where in the request, and what is wrong; never the value itself, which may be long or hostile."""
    where = ".".join(str(part) for part in error["loc"] if part != "payload")
    return f"{where}: {error['msg']}"
