"""Whatever is typed on the pages of vendors, offers and options is kept, or refused in words."""

import re

import pytest
from django.urls import reverse

NAUGHTY = {
    "long": "x" * 100_000,
    "markup": "<script>alert(1)</script>{{ 7*7 }}{% now 'Y' %}",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3e2",
    "right to left": "\u202e\u0645\u0631\u0643\u0632 \u0627\u0644\u0627\u062a\u0635\u0627\u0644",
    "combining": "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 40,
    "null": "a\x00b",
    "quotes": "'; DROP TABLE vendors_vendor; -- \" \\",
    "spaces": " \u00a0\u2003\t\n ",
    "huge": "9" * 60,
    "exponent": "1e400",
    "infinite": "inf",
    "negative": "-999999999999999",
    "formula": '=HYPERLINK("https://example.org")',
}
TEXT_FIELDS = re.compile(r'<(?:input type="(?:text|url|hidden|date)"|textarea)[^>]*? name="([^"]+)"')
KEPT = ("csrfmiddlewaretoken", "TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


@pytest.fixture
def pages(world):
    vendor = [world.client.slug, world.vendor.slug]
    offer = [world.client.slug, world.assessment.slug, world.offer.slug]
    sections = ("company", "sites", "languages", "quality", "security", "oversight", "labour")
    return {
        "vendor": reverse("create_vendor", args=[world.client.slug]),
        "head": reverse("edit_vendor", args=vendor),
        **{name: reverse("edit_vendor_profile", args=[*vendor, name]) for name in sections},
        "reference": reverse("add_vendor_reference", args=vendor),
        "interview": reverse("add_vendor_interview", args=vendor),
        "ask": reverse("ask_vendor", args=vendor),
        "offer": reverse("edit_offer", args=offer),
        "price": reverse("edit_offer_section", args=[*offer, "price"]),
        "sums": reverse("edit_offer_sums", args=offer),
        "option": reverse("create_option", args=[world.client.slug, world.assessment.slug]),
        "figure": reverse("override_country_figure", args=[world.client.slug, "PHL", "agent_wage_per_hour"]),
    }


def typed_everywhere(browser, address, text):
    page = browser.get(address)
    assert page.status_code == 200, address
    names = set(TEXT_FIELDS.findall(page.content.decode()))
    wanted = sorted(name for name in names if not name.endswith(KEPT))
    most = 2_000_000 // max(len(text), 1)  # a request of more is refused as a whole
    data = dict.fromkeys(wanted[:most], text)
    kept = {name: "1" for name in names if name.endswith("TOTAL_FORMS")}
    return browser.post(address, data | kept | dict.fromkeys((n for n in names if "_FORMS" in n), "0") | kept)


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_every_form_keeps_it_or_says_what_is_wrong(browser_of, pages, text):
    browser = browser_of("editor")
    for name, address in pages.items():
        answer = typed_everywhere(browser, address, text)
        assert answer.status_code in (200, 302, 409, 422), (name, answer.status_code)
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page, name
        assert "49{" not in page and "\x00" not in page, name


def test_what_was_kept_is_shown_everywhere_as_it_was_typed(browser_of, world):
    browser = browser_of("editor")
    name = NAUGHTY["right to left"] + " <b>" + NAUGHTY["emoji"]
    made = browser.post(
        reverse("create_vendor", args=[world.client.slug]),
        {"name": name, "kind": "vendor", "country_iso3": "PHL"},
    )
    assert made.status_code == 302
    for address in (made.url, reverse("list_vendors", args=[world.client.slug])):
        page = browser.get(address).content.decode()
        assert "&lt;b&gt;" in page and " <b>\U0001f469" not in page
