"""Vendors and their profiles: made once, changed with care, refused where it must be."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django_scopes import scope

from clients.models import AuditEvent
from clients.services import Conflict
from vendors.models import Certification, Site, Vendor
from vendors.services.facts import contents_of, versions_of
from vendors.services.vendors import change_vendor, save_profile

NEW = {"name": "Andes Voice", "kind": "vendor", "country_iso3": "COL", "place": "Bogota", "note": ""}
QUALITY = {"satisfaction_likely": "82", "satisfaction_evidence": "C"}


def address(world: SimpleNamespace, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"client": world.client.slug, **more})


def section(world: SimpleNamespace, name: str) -> str:
    return address(world, "edit_vendor_profile", vendor="meridian", section=name)


def versions(world: SimpleNamespace) -> dict[str, str]:
    with scope(client=world.client):
        vendor = Vendor.objects.get(pk=world.vendor.pk)
        seen = {f"version_{key}": str(number) for key, number in versions_of(vendor).items()}
        return {"version": str(vendor.version), **seen}


def facts(world: SimpleNamespace) -> dict[str, Any]:
    with scope(client=world.client):
        return contents_of(Vendor.objects.get(pk=world.vendor.pk))


def test_a_vendor_is_made_once_however_often_it_is_sent(world: Any, browser_of: Any) -> None:
    browser = browser_of("editor")
    answers = [browser.post(address(world, "create_vendor"), NEW) for _ in range(3)]
    assert {answer["Location"] for answer in answers} == {address(world, "show_vendor", vendor="andes-voice")}
    with scope(client=world.client):
        assert Vendor.objects.filter(name="Andes Voice").count() == 1
        assert AuditEvent.objects.filter(action="vendor.create", target="vendor andes-voice").count() == 1


def test_another_vendor_of_the_same_name_is_refused(world: Any, browser_of: Any) -> None:
    answer = browser_of("editor").post(
        address(world, "create_vendor"), {**NEW, "name": "Meridian", "country_iso3": "IND"}
    )
    assert answer.status_code == 422
    assert "There is a vendor “Meridian” already" in answer.content.decode()


def test_a_vendor_called_new_does_not_take_the_address_of_the_form(world: Any, browser_of: Any) -> None:
    answer = browser_of("editor").post(address(world, "create_vendor"), {**NEW, "name": "New"})
    assert answer["Location"] == address(world, "show_vendor", vendor="new-2")


@pytest.mark.parametrize("name", ["", " ", "x" * 161])
def test_a_name_is_needed_and_fits(world: Any, browser_of: Any, name: str) -> None:
    assert (
        browser_of("editor").post(address(world, "create_vendor"), {**NEW, "name": name}).status_code == 422
    )


def test_a_viewer_may_look_and_not_touch(world: Any, browser_of: Any) -> None:
    browser = browser_of("viewer")
    assert browser.get(address(world, "list_vendors")).status_code == 200
    assert browser.get(address(world, "show_vendor", vendor="meridian")).status_code == 200
    assert browser.post(address(world, "create_vendor"), NEW).status_code == 403
    assert browser.post(section(world, "quality"), QUALITY).status_code == 403


def test_an_answer_is_kept_with_its_evidence(world: Any, browser_of: Any) -> None:
    answer = browser_of("editor").post(section(world, "quality"), {**QUALITY, **versions(world)})
    assert answer.status_code == 302
    kept = facts(world)["satisfaction"]
    assert (kept["likely"], kept["evidence"]) == (0.82, "C")


def test_nobody_knows_is_an_answer(world: Any, browser_of: Any) -> None:
    data = {"satisfaction_evidence": "unknown", "process_maturity": "unknown"}
    browser_of("editor").post(section(world, "quality"), {**data, **versions(world)})
    kept = facts(world)
    assert kept["satisfaction"]["evidence"] == "unknown"
    assert kept["process_maturity"] == {"unknown": True}


def test_what_is_right_is_kept_and_what_is_wrong_stands_to_be_corrected(world: Any, browser_of: Any) -> None:
    data = {**QUALITY, "turnover_per_year_likely": "thirty", "turnover_per_year_evidence": "C"}
    answer = browser_of("editor").post(section(world, "quality"), {**data, **versions(world)})
    assert answer.status_code == 422
    assert 'value="thirty"' in answer.content.decode()
    assert set(facts(world)) == {"satisfaction"}


def test_two_people_see_both_answers_and_choose(world: Any, browser_of: Any) -> None:
    seen = versions(world)
    browser_of("owner").post(section(world, "quality"), {**QUALITY, **seen})
    mine = {"satisfaction_likely": "70", "satisfaction_evidence": "D", **seen}
    answer = browser_of("editor").post(section(world, "quality"), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "82" in page
    assert "70" in page
    assert facts(world)["satisfaction"]["likely"] == 0.82
    again = {**mine, **versions(world), "keep_satisfaction": "mine"}
    assert browser_of("editor").post(section(world, "quality"), again).status_code == 302
    assert facts(world)["satisfaction"]["likely"] == 0.70


def rows(kind: str, *given: dict[str, str], initial: int = 0) -> dict[str, str]:
    data = {f"{kind}-TOTAL_FORMS": str(len(given)), f"{kind}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(given):
        data |= {f"{kind}-{number}-{name}": value for name, value in row.items()}
    return data


MANILA = {"country_iso3": "PHL", "city": "Manila", "timezone": "Asia/Manila", "is_main": "on"}


def test_sites_are_kept_and_only_one_does_the_work(world: Any, browser_of: Any) -> None:
    two = rows("sites", MANILA, {"country_iso3": "PHL", "city": "Cebu"})
    assert browser_of("editor").post(section(world, "sites"), {**two, **versions(world)}).status_code == 302
    with scope(client=world.client):
        assert [(site.city, site.is_main) for site in Site.objects.all()] == [
            ("Manila", True),
            ("Cebu", False),
        ]
    both = rows("sites", MANILA, {**MANILA, "city": "Cebu"})
    answer = browser_of("editor").post(section(world, "sites"), {**both, **versions(world)})
    assert answer.status_code == 422
    assert "Only one site" in answer.content.decode()


def test_one_more_row_keeps_what_was_typed(world: Any, browser_of: Any) -> None:
    data = {**rows("sites", MANILA), **versions(world), "add_row": "1"}
    page = browser_of("editor").post(section(world, "sites"), data).content.decode()
    assert 'value="Manila"' in page
    assert 'name="sites-1-city"' in page
    with scope(client=world.client):
        assert not Site.objects.exists()


def test_rows_of_a_colleague_are_not_overwritten(world: Any, browser_of: Any) -> None:
    seen = versions(world)
    browser_of("owner").post(section(world, "sites"), {**rows("sites", MANILA), **seen})
    answer = browser_of("editor").post(
        section(world, "sites"), {**rows("sites", {**MANILA, "city": "Davao"}), **seen}
    )
    assert answer.status_code == 409
    assert 'value="Davao"' in answer.content.decode()
    with scope(client=world.client):
        assert [site.city for site in Site.objects.all()] == ["Manila"]


@pytest.mark.parametrize(
    ("field", "text"), [("timezone", "Asia/Nowhere"), ("country_iso3", "QQQ"), ("seats", "-1")]
)
def test_a_wrong_site_is_refused(world: Any, browser_of: Any, field: str, text: str) -> None:
    data = {**rows("sites", {**MANILA, field: text}), **versions(world)}
    assert browser_of("editor").post(section(world, "sites"), data).status_code == 422


@pytest.mark.parametrize(
    ("covers", "expires", "words"),
    [
        ("yes", "2099-01-01", "counts as proof"),
        ("yes", "2020-01-01", "expired: no proof"),
        ("no", "2099-01-01", "other site or work: no proof"),
        ("", "2099-01-01", "not checked yet: no proof"),
        ("yes", "", "not checked yet: no proof"),
    ],
)
def test_only_a_current_certificate_of_this_site_is_proof(
    world: Any, browser_of: Any, covers: str, expires: str, words: str
) -> None:
    browser = browser_of("editor")
    row = {"name": "ISO 27001", "scope": "", "covers": covers, "expires": expires}
    data = {**rows("certifications", row), **versions(world)}
    assert browser.post(section(world, "security"), data).status_code == 302
    assert words in browser.get(address(world, "show_vendor", vendor="meridian")).content.decode()


def test_a_certificate_of_another_site_is_no_proof(world: Any, browser_of: Any) -> None:
    with scope(client=world.client):
        elsewhere = Site.objects.create(vendor=world.vendor, country_iso3="PHL", city="Cebu")
        Certification.objects.create(
            vendor=world.vendor,
            site=elsewhere,
            name="SOC 2",
            covers_site_and_scope=True,
            expires="2099-01-01",
        )
    page = browser_of("viewer").get(address(world, "show_vendor", vendor="meridian")).content.decode()
    assert "other site or work: no proof" in page


def test_a_vendor_put_away_leaves_the_list_and_comes_back(world: Any, browser_of: Any) -> None:
    browser = browser_of("editor")
    url = address(world, "archive_vendor", vendor="meridian")
    browser.post(url, {"version": "1", "action": "archive"})
    assert "Meridian" not in _listed(browser, world)
    browser.post(url, {"version": "2", "action": "restore"})
    assert "Meridian" in _listed(browser, world)


def _listed(browser: Any, world: Any) -> str:
    page = browser.get(address(world, "list_vendors")).content.decode()
    return page[page.find("<tbody>") :]


def test_services_refuse_an_old_version(world: Any) -> None:
    with scope(client=world.client):
        change_vendor(world.vendor, version=1, actor=world.owner, place="Cebu")
        stale = Vendor.objects.get(pk=world.vendor.pk)
        with pytest.raises(Conflict):
            change_vendor(stale, version=1, actor=world.editor, place="Davao")
        with pytest.raises(Conflict):
            save_profile(
                stale, contents={"about.ownership": "a fund"}, versions={}, seen=1, actor=world.editor
            )


def test_every_change_is_in_the_audit_trail(world: Any, browser_of: Any) -> None:
    browser_of("editor").post(section(world, "quality"), {**QUALITY, **versions(world)})
    with scope(client=world.client):
        event = AuditEvent.objects.get(action="facts.save")
    assert event.actor_email == "editor@example.org"
    assert event.before == {"satisfaction": None}
    assert event.after["satisfaction"]["likely"] == 0.82


def test_a_second_main_site_beside_an_unchanged_one_is_refused(world: Any, browser_of: Any) -> None:
    browser_of("editor").post(section(world, "sites"), {**rows("sites", MANILA), **versions(world)})
    with scope(client=world.client):
        first = {**MANILA, "pk": str(Site.objects.get().pk)}
    both = rows("sites", first, {**MANILA, "city": "Cebu"}, initial=1)
    answer = browser_of("editor").post(section(world, "sites"), {**both, **versions(world)})
    assert answer.status_code == 422


def test_rows_that_stay_as_they_are_change_nothing(world: Any, browser_of: Any) -> None:
    browser_of("editor").post(section(world, "sites"), {**rows("sites", MANILA), **versions(world)})
    before = versions(world)
    with scope(client=world.client):
        same = {**MANILA, "pk": str(Site.objects.get().pk)}
    browser_of("editor").post(section(world, "sites"), {**rows("sites", same, initial=1), **before})
    assert versions(world) == before
    gone = rows("sites", {**same, "DELETE": "on"}, initial=1)
    browser_of("editor").post(section(world, "sites"), {**gone, **before})
    with scope(client=world.client):
        assert not Site.objects.exists()
