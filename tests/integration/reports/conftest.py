"""A decided client with its people, for tests of reports over the web."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client as Browser
from django_scopes import scope

from assessments.models import Assessment
from assessments.models import Decision as StoredDecision
from clients.choices import Role
from clients.models import Client, Membership, User
from scoring import decide
from tests.reports_examples import example_case

SignedIn = Callable[[str], Browser]


@pytest.fixture
def company(db: None) -> Iterator[Client]:
    found = Client.objects.create(
        name="Northwind Outfitters", slug="northwind", country_iso3="USA", currency="USD"
    )
    with scope(client=found):
        yield found


@pytest.fixture
def decided(company: Client) -> StoredDecision:
    """Computed by the engine, so that its report can be proved."""
    assessment = Assessment.objects.create(client=company, slug="review", title="2026 support review")
    case = example_case()
    decision = decide(case, futures=128, seed=7)
    return StoredDecision.objects.create(
        assessment=assessment,
        case=case.to_dict(),
        case_sha256=decision.case_sha256,
        decision=decision.to_dict(),
        engine_version=decision.engine_version,
        seed=7,
        futures=128,
        verdict=decision.verdict.kind,
    )


@pytest.fixture
def signed_in(company: Client) -> SignedIn:
    def open_browser(role: str) -> Browser:
        email = f"{role}@example.com"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, None, name=role.title())
            if role != "stranger":
                Membership.objects.create(user=user, client=company, role=Role(role))
        browser = Browser()
        browser.force_login(user)
        return browser

    return open_browser
