"""The interface keeps what its description says, tried with made-up requests; bounded in number."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import positive_data_acceptance
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from api import guarding
from api.interface import interface
from outsourcing.wsgi import application

from .conftest import World

pytestmark = pytest.mark.django_db(transaction=True)  # each request closes its connection at the end
REQUESTS = 10
PATHS = interface.get_openapi_schema()["paths"]
OPERATIONS = [(path, verb) for path, verbs in PATHS.items() for verb in verbs]


@pytest.fixture
def described(world: World, writer: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """With real names in the addresses: otherwise nearly all requests would end at which client is meant."""
    monkeypatch.setattr(guarding, "REQUESTS_A_MINUTE", 10**9)
    monkeypatch.setattr(guarding, "WRONG_IN_TEN_MINUTES", 10**9)
    known = {"path.client": world.client.slug, "path.assessment": world.assessment.slug}
    headers = {"Authorization": f"Bearer {writer.token}"}
    config = SchemathesisConfig.from_dict({"parameters": known, "headers": headers})
    return lambda: schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


def try_out(schema: Any, path: str, verb: str, requests: int = REQUESTS) -> None:
    """A document or an answer that fits the description may still be refused for what it says."""

    @settings(
        max_examples=requests,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][verb].as_strategy())
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answers()


@pytest.mark.parametrize(("path", "verb"), OPERATIONS)
def test_it_answers_as_described(described: Callable[[], Any], path: str, verb: str) -> None:
    try_out(described(), path, verb)


def test_a_broken_promise_would_be_seen(
    described: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = interface.get_openapi_schema

    def lying(*args: Any, **kwargs: Any) -> Any:
        schema = honest(*args, **kwargs)
        schema["paths"]["/api/v1/clients"]["get"]["responses"][200]["content"] = {
            "application/json": {"schema": {"type": "array"}}
        }
        return schema

    monkeypatch.setattr(interface, "get_openapi_schema", lying)
    with pytest.raises(FailureGroup, match="violates schema"):
        try_out(described(), "/api/v1/clients", "get", 2)
