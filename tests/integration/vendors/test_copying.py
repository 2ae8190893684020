"""A vendor goes to another client with its facts, never with quotes or what references said."""

from typing import Any

from django.urls import reverse
from django_scopes import scope

from clients.choices import Role
from clients.services import add_member, create_client
from ui.estimates import make_estimate
from vendors.models import Certification, Offer, Reference, Site, Vendor
from vendors.services.facts import contents_of
from vendors.services.vendors import save_profile

SAID = {
    "satisfaction": make_estimate(0.8, "C"),
    "audit_rights": True,
    "wage_per_hour": make_estimate(3.0, "C"),
    "location_accepted_share": make_estimate(0.7, "D"),
    "about.ownership": "family",
}


def prepare(world: Any) -> None:
    with scope(client=world.client):
        save_profile(world.vendor, contents=SAID, actor=world.owner)
        site = Site.objects.create(vendor=world.vendor, country_iso3="PHL", city="Manila", is_main=True)
        Certification.objects.create(vendor=world.vendor, name="SOC 2", site=site)
        Reference.objects.create(vendor=world.vendor, company="Shoe Shop")


def send(world: Any, browser_of: Any, to: str) -> Any:
    url = reverse("copy_vendor", kwargs={"client": world.client.slug, "vendor": "meridian"})
    return browser_of("editor").post(url, {"client": to})


def test_facts_come_along_and_quotes_and_references_stay(world: Any, browser_of: Any) -> None:
    prepare(world)
    add_member(client=world.other, user=world.editor, role=Role.EDITOR, actor=None)
    for _ in range(2):
        assert send(world, browser_of, world.other.slug).status_code == 302
    with scope(client=world.other):
        made = Vendor.objects.get()
        facts = contents_of(made)
        assert not Offer.objects.exists()
        assert not Reference.objects.exists()
        assert (made.ownership, made.sites.get().city, str(made.certifications.get().site)) == (
            "family", "Manila", "Manila",
        )  # fmt: skip
    assert set(facts) == {"satisfaction", "audit_rights", "wage_per_hour"}


def test_amounts_stay_behind_where_the_other_counts_in_other_money(world: Any, browser_of: Any) -> None:
    prepare(world)
    euro = create_client(name="Euro House", country_iso3="DEU", currency="EUR", owner=world.editor)
    assert send(world, browser_of, euro.slug).status_code == 302
    with scope(client=euro):
        assert set(contents_of(Vendor.objects.get())) == {"satisfaction", "audit_rights"}


def test_only_where_one_may_write(world: Any, browser_of: Any) -> None:
    assert send(world, browser_of, world.other.slug).status_code == 422
    add_member(client=world.other, user=world.editor, role=Role.VIEWER, actor=None)
    assert send(world, browser_of, world.other.slug).status_code == 422
    with scope(client=world.other):
        assert not Vendor.objects.exists()


def test_another_vendor_of_that_name_is_not_touched(world: Any, browser_of: Any) -> None:
    prepare(world)
    add_member(client=world.other, user=world.editor, role=Role.EDITOR, actor=None)
    with scope(client=world.other):
        Vendor.objects.create(client=world.other, slug="meridian", name="Meridian", country_iso3="IND")
    answer = send(world, browser_of, world.other.slug)
    assert answer.status_code == 422
    assert "has a vendor of this name already" in answer.content.decode()
