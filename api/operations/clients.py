"""The client that a token opens."""

from django.http import HttpRequest
from ninja import Router

from api.guarding import guarded, token_of
from api.schemas import ClientOut, Clients, Slug, refusals
from clients.choices import Role
from clients.models import Client

router = Router(tags=["clients"])


@router.get(
    "/clients", response={200: Clients, **refusals()}, summary="The clients that the token opens: one"
)
@guarded(Role.VIEWER)
def list_clients(request: HttpRequest) -> dict[str, object]:
    return {"total": 1, "items": [token_of(request).client]}


@router.get("/clients/{client}", response={200: ClientOut, **refusals()}, summary="One client")
@guarded(Role.VIEWER)
def read_client(request: HttpRequest, client: Slug) -> Client:
    return token_of(request).client
