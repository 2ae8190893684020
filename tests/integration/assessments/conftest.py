"""Client documents and the clients that they become."""

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope

from assessments.models import Assessment
from assessments.services.client_import import import_client
from clients.models import User

FOLDER = Path(__file__).parents[2] / "data" / "clients"
NAMES = ("case1_online_retailer", "case2_health_insurer", "case3_saas_webhost")
AS_OF = dt.date(2026, 11, 1)


def document(name: str = NAMES[0]) -> dict[str, Any]:
    return copy.deepcopy(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


@pytest.fixture
def retailer_document() -> dict[str, Any]:
    return document()


@pytest.fixture
def ana(db: None) -> User:
    return User.objects.create_user("ana@example.com", "pw", name="Ana Consultant")


@pytest.fixture
def imported(db: None) -> Callable[..., Assessment]:
    return lambda name=NAMES[0], **more: (
        import_client(document=document(name), as_of=AS_OF, **more).assessment
    )


@pytest.fixture
def retailer(imported: Callable[..., Assessment]) -> Iterator[Assessment]:
    """The retailer's assessment, in the scope of its client."""
    assessment = imported()
    with scope(client=assessment.client):
        yield assessment
