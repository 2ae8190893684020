"""A row of one client is out of reach of another, and of code that forgot to say for whom it works."""

import pytest
from django.apps import apps
from django.db import models
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from clients.models import Client
from clients.models.scoping import ClientManager
from vendors.models import Site, Vendor

GLOBAL = {"User", "Client", "InstallationEvent", "Job", "Worker"}
OF_A_PERSON = {"SentForm"}
REFERENCE_DATA = {
    "Benchmark", "Country", "DataCategory", "LegalRule", "ReferenceEdition", "Source", "Wage",
}  # fmt: skip
OWN_APPS = ("clients", "vendors", "assessments", "reports", "jobs")


@pytest.fixture
def two_clients(db: None) -> tuple[Client, Client]:
    here = Client.objects.create(name="Here", slug="here", country_iso3="USA", currency="USD")
    there = Client.objects.create(name="There", slug="there", country_iso3="USA", currency="USD")
    for client in (here, there):
        vendor = Vendor(client=client, slug="v", name=f"Vendor of {client.name}", country_iso3="COL")
        vendor.save()
        Site(vendor=vendor, country_iso3="COL", city=f"City of {client.name}").save()
    return here, there


def tenant_models() -> list[type[models.Model]]:
    own = (model for label in OWN_APPS for model in apps.get_app_config(label).get_models())
    return [model for model in own if model.__name__ not in GLOBAL | OF_A_PERSON | REFERENCE_DATA]


def test_a_query_without_a_scope_is_refused(two_clients: tuple[Client, Client]) -> None:
    for query in (Vendor.objects.count, Vendor.objects.first, lambda: list(Site.objects.all())):
        with pytest.raises(ScopeError):
            query()


def test_a_scope_shows_only_its_client(two_clients: tuple[Client, Client]) -> None:
    here, there = two_clients
    with scope(client=here):
        assert [vendor.name for vendor in Vendor.objects.all()] == ["Vendor of Here"]
        assert [site.city for site in Site.objects.all()] == ["City of Here"]
        assert list(there.vendors.all()) == []
    with scope(client=[here, there]):
        assert Vendor.objects.count() == 2


def test_looking_everywhere_has_to_be_said(two_clients: tuple[Client, Client]) -> None:
    assert Vendor.objects.with_scopes_disabled().count() == 2


@pytest.mark.django_db
def test_every_model_of_a_client_is_guarded_and_its_path_leads_to_the_client() -> None:
    client = Client.objects.create(name="C", slug="c", country_iso3="USA", currency="USD")
    checked = tenant_models()
    assert len(checked) >= 30
    for model in checked:
        assert isinstance(model._default_manager, ClientManager), model
        with scope(client=client):
            assert model._default_manager.count() == 0
