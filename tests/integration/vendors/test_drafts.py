"""Nothing typed is lost on the pages of vendors, offers and options, and no draft comes back once saved."""

import pytest
from django.urls import reverse
from django_scopes import scope

from clients.choices import Role
from clients.models import Client, Draft
from clients.services import add_member
from clients.services.drafts import clean_drafts, keep_draft
from vendors.models import Vendor


@pytest.fixture
def pages(world):
    profile = [world.client.slug, world.vendor.slug]
    offer = [world.client.slug, world.assessment.slug, world.offer.slug]
    return {
        "company": reverse("edit_vendor_profile", args=[*profile, "company"]),
        "head": reverse("edit_vendor", args=profile),
        "reference": reverse("add_vendor_reference", args=profile),
        "offer": reverse("edit_offer", args=offer),
        "terms": reverse("edit_offer_section", args=[*offer, "price"]),
        "option": reverse("create_option", args=[world.client.slug, world.assessment.slug]),
        "answer": reverse("show_answer", args=[*offer[:2], "service.agent_wage_per_hour"]),
        "ask": reverse("ask_vendor", args=profile),
        "copy": reverse("copy_vendor", args=profile),
        "keep": reverse("keep_draft", args=[world.client.slug]),
        "drop": reverse("drop_draft", args=[world.client.slug]),
    }


def keep(browser, pages, page, opened="", **typed):
    query = {"draft_page": pages[page], "draft_opened": opened}
    return browser.post(pages["keep"], typed, query_params=query)


@pytest.mark.parametrize(
    ("page", "field"),
    [("head", "name"), ("reference", "company"), ("offer", "name"), ("option", "name")],
)
def test_what_was_typed_stands_in_the_form_again(browser_of, pages, page, field):
    browser = browser_of("editor")
    assert "is kept as a draft" in keep(browser, pages, page, **{field: "Typed so far"}).content.decode()
    again = browser.get(pages[page])
    assert again.status_code == 200
    assert 'value="Typed so far"' in again.content.decode()
    assert "It is not saved yet" in again.content.decode()


def test_what_could_not_be_saved_is_kept_without_javascript(browser_of, pages):
    browser = browser_of("editor")
    assert browser.post(pages["terms"], {"price_likely": "nine"}).status_code == 422
    assert 'value="nine"' in browser.get(pages["terms"]).content.decode()


def test_a_draft_belongs_to_one_person(browser_of, pages):
    keep(browser_of("editor"), pages, "head", name="Typed so far")
    assert "Typed so far" not in browser_of("owner").get(pages["head"]).content.decode()


def test_saving_ends_the_draft_even_for_what_arrives_late(browser_of, pages, world):
    browser = browser_of("editor")
    page = browser.get(pages["head"])
    opened = page.wsgi_request.opened
    sent = {"name": "Meridian Two", "country_iso3": "PHL", "version": "1"}
    keep(browser, pages, "head", opened, **sent)
    assert browser.post(pages["head"], sent).status_code == 302
    assert keep(browser, pages, "head", opened, **sent).content.decode().count("draft. It") == 0
    assert "It is not saved yet" not in browser.get(pages["head"]).content.decode()
    assert keep(browser, pages, "head", browser.get(pages["head"]).wsgi_request.opened, name="Anew")
    assert 'value="Anew"' in browser.get(pages["head"]).content.decode()


def test_a_draft_builds_on_what_the_person_saw(browser_of, pages, world):
    """A colleague saves in between: coming back to the draft does not overwrite hers."""
    editor, sent = browser_of("editor"), {"country_iso3": "PHL", "version": "1"}
    keep(editor, pages, "head", name="Mine", **sent)
    browser_of("owner").post(pages["head"], {"name": "Theirs", **sent})
    again = editor.get(pages["head"]).content.decode()
    assert 'name="version" value="1"' in again
    assert editor.post(pages["head"], {"name": "Mine", **sent}).status_code == 409
    with scope(client=world.client):
        assert Vendor.objects.get(pk=world.vendor.pk).name == "Theirs"
    after_being_told = editor.get(pages["head"]).content.decode()
    assert 'name="version" value="2"' in after_being_told and 'value="Mine"' in after_being_told


def test_a_draft_can_be_forgotten(browser_of, pages):
    browser = browser_of("editor")
    keep(browser, pages, "head", name="Typed so far")
    answer = browser.post(pages["drop"], query_params={"draft_page": pages["head"]}, follow=True)
    assert answer.redirect_chain[-1][0] == pages["head"]
    assert "Typed so far" not in answer.content.decode()


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/", "//elsewhere.example/", "/clients/other-house/"]
)
def test_only_pages_of_this_client_have_drafts(browser_of, pages, page, world):
    browser = browser_of("editor")
    browser.post(pages["keep"], {"name": "x"}, query_params={"draft_page": page})
    with scope(client=[world.client, world.other]):
        assert not Draft.objects.exists()
    answer = browser.post(pages["drop"], query_params={"draft_page": page})
    assert answer.status_code == 302 and "elsewhere" not in answer.url


def test_a_flood_of_text_is_no_draft_and_old_ones_go(browser_of, pages, world):
    browser = browser_of("editor")
    assert "is kept" not in keep(browser, pages, "head", note="x" * 300_000).content.decode()
    keep(browser, pages, "head", name="\x00Nul and \U0001f3e2")
    with scope(client=world.client):
        draft = Draft.objects.get()
        assert draft.data["name"] == ["Nul and \U0001f3e2"]
        assert clean_drafts() == 0
        Draft.objects.update(changed=draft.changed.replace(year=2020))
        assert clean_drafts() == 1


def test_a_person_has_a_limited_number_of_drafts(world, rf):
    data = rf.post("/", {"name": "x"}).POST
    with scope(client=world.client):
        for number in range(205):
            keep_draft(client=world.client, user=world.editor, page=f"/page/{number}", data=data)
        assert Draft.objects.count() == 200
        assert not Draft.objects.filter(page="/page/0").exists()


def test_a_comment_stands_in_its_form_again_until_it_is_made(browser_of, pages):
    browser = browser_of("editor")
    keep(browser, pages, "answer", text="Half a thought")
    page = browser.get(pages["answer"]).content.decode()
    assert "Half a thought" in page
    assert "It is not saved yet" in page
    assert browser.post(f"{pages['answer']}comment/", {"text": ""}).status_code == 422
    assert browser.post(f"{pages['answer']}comment/", {"text": "A whole thought"}).status_code == 302
    page = browser.get(pages["answer"]).content.decode()
    assert "A whole thought" in page
    assert "It is not saved yet" not in page


def test_a_comment_that_cannot_be_made_is_kept_on_the_page_with_its_form(browser_of, pages):
    browser = browser_of("editor")
    browser.post(f"{pages['answer']}comment/", {"text": "x" * 4001})
    assert "x" * 4001 in browser.get(pages["answer"]).content.decode()
    dropped = browser.post(pages["drop"], query_params={"draft_page": pages["answer"]}, follow=True)
    assert dropped.status_code == 200
    assert "x" * 4001 not in dropped.content.decode()


def test_whom_to_ask_is_kept_until_the_link_is_made(browser_of, pages):
    browser = browser_of("editor")
    keep(browser, pages, "ask", sent_to="sales@vendor.example")
    assert "sales@vendor.example" in browser.get(pages["ask"]).content.decode()
    made = browser.post(pages["ask"], {"sent_to": "sales@vendor.example", "key": "k"})
    assert "Send this address to the vendor" in made.content.decode()
    assert "It is not saved yet" not in browser.get(pages["ask"]).content.decode()


def test_where_to_copy_is_kept_until_it_is_copied(browser_of, pages, world):
    browser = browser_of("editor")
    second = Client.objects.create(name="Second", slug="second", country_iso3="USA", currency="USD")
    add_member(client=second, user=world.editor, role=Role.EDITOR, actor=None)
    keep(browser, pages, "copy", client="second")
    assert '<option value="second" selected>' in browser.get(pages["copy"]).content.decode()
    assert browser.post(pages["copy"], {"client": "second"}).status_code == 302
    assert "It is not saved yet" not in browser.get(pages["copy"]).content.decode()
