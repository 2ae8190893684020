"""A vendor's own link: opens one vendor, for a while, and counts for nothing until somebody accepts."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from clients.models import AuditEvent
from vendors.models import OfferSum, VendorLink, VendorProposal
from vendors.services.facts import contents_of
from vendors.services.links import Closed, find_link, hash_of, keep_proposals, make_link, revoke_link

EMPTY_ROWS = {"languages-TOTAL_FORMS": "0", "languages-INITIAL_FORMS": "0"}


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def token(world: Any) -> str:
    with scope(client=world.client):
        return make_link(vendor=world.vendor, key="k" * 24, actor=world.owner, offer=world.offer)[1]


def step(token: str, holder: str, name: str) -> str:
    return reverse("answer_step", args=[token, holder, name])


def send(token: str) -> None:
    Browser().post(reverse("submit_answers", args=[token]))


def review(world: Any) -> str:
    with scope(client=world.client):
        link = VendorLink.objects.get()
    kwargs = {"client": world.client.slug, "vendor": "meridian", "vendor_link": link.pk}
    return reverse("review_vendor_answers", kwargs=kwargs)


def test_a_link_is_made_once_and_its_token_is_not_kept(world: Any, browser_of: Any) -> None:
    url = reverse("ask_vendor", kwargs={"client": world.client.slug, "vendor": "meridian"})
    pages = [browser_of("editor").post(url, {"key": "a" * 24}).content.decode() for _ in range(2)]
    tokens = {re.search(r"testserver/vendor/([\w-]+)/", page)[1] for page in pages}  # type: ignore[index]
    assert len(tokens) == 1
    token = tokens.pop()
    with scope(client=world.client):
        link = VendorLink.objects.get()
        assert token not in str(AuditEvent.objects.values_list("after", flat=True))
    assert link.token_hash == hash_of(token)
    assert token not in str(link.__dict__)


def test_the_vendor_saves_and_comes_back_and_nothing_counts_yet(world: Any, token: str) -> None:
    browser = Browser()
    data = {"satisfaction": "84", "turnover_per_year": "40", "process_maturity": "audited"}
    assert browser.post(step(token, "vendor", "quality"), data).status_code == 302
    assert 'value="84"' in Browser().get(step(token, "vendor", "quality")).content.decode()
    with scope(client=world.client):
        assert contents_of(world.vendor) == {}


def test_a_wrong_number_is_said_and_the_right_ones_are_kept(world: Any, token: str) -> None:
    data = {"satisfaction": "8400", "turnover_per_year": "40"}
    answer = Browser().post(step(token, "vendor", "quality"), data)
    assert answer.status_code == 422
    assert 'value="8400"' in answer.content.decode()
    with scope(client=world.client):
        assert [row.key for row in VendorProposal.objects.all()] == ["turnover_per_year"]


def test_accepted_claims_are_grade_c_and_doubled_on_the_bad_side(
    world: Any, token: str, browser_of: Any
) -> None:
    data = {"satisfaction": "80", "turnover_per_year": "40", "process_maturity": "audited"}
    Browser().post(step(token, "vendor", "quality"), data)
    send(token)
    page = browser_of("editor").get(review(world)).content.decode().replace("\u00a0", " ")
    assert "80 % (56 % to 92 %)" in page
    with scope(client=world.client):
        rows = {row.key: row.pk for row in VendorProposal.objects.all()}
    choices = {
        f"proposal_{rows['satisfaction']}": "accept",
        f"proposal_{rows['turnover_per_year']}": "refuse",
        "action": "chosen",
    }
    browser_of("editor").post(review(world), choices)
    with scope(client=world.client):
        facts = contents_of(world.vendor)
        states = {row.key: row.state for row in VendorProposal.objects.all()}
    assert set(facts) == {"satisfaction"}
    assert facts["satisfaction"]["evidence"] == "C"
    assert facts["satisfaction"]["low"] == pytest.approx(0.56)
    assert states == {"satisfaction": "accepted", "turnover_per_year": "refused", "process_maturity": "open"}


def test_a_quote_is_accepted_into_the_offer(world: Any, token: str, browser_of: Any) -> None:
    browser = Browser()
    quote = {
        "about__price_basis": "paid_hour",
        "about__currency": "EUR",
        "about__valid_until": "2027-03-31",
        "about__set_up": "20000",
    }
    browser.post(step(token, "offer", "quote"), quote)
    browser.post(step(token, "offer", "price"), {"price": "14.50"})
    browser.post(step(token, "offer", "terms"), {"termination_for_convenience": "yes", "notice_days": "90"})
    send(token)
    browser_of("editor").post(review(world), {"action": "accept_all"})
    with scope(client=world.client):
        world.offer.refresh_from_db()
        facts = contents_of(world.offer)
        sums = [(row.name, row.amount["likely"], row.month) for row in OfferSum.objects.all()]
    assert (world.offer.price_basis, world.offer.currency) == ("paid_hour", "EUR")
    assert str(world.offer.valid_until) == "2027-03-31"
    assert (facts["price"]["likely"], facts["price"]["high"]) == (14.5, pytest.approx(14.5 * 1.3))
    assert facts["termination_for_convenience"] is True
    assert facts["notice_days"] == 90
    assert sums == [("Set-up", 20000, 0)]


def test_rows_are_accepted_and_a_certificate_still_has_to_be_checked(
    world: Any, token: str, browser_of: Any
) -> None:
    rows = {"certifications-TOTAL_FORMS": "1", "certifications-INITIAL_FORMS": "0"}
    rows |= {"certifications-0-name": "ISO 27001", "certifications-0-expires": "2099-01-01"}
    Browser().post(step(token, "vendor", "security"), rows)
    send(token)
    browser_of("editor").post(review(world), {"action": "accept_all"})
    with scope(client=world.client):
        row = world.vendor.certifications.get()
    assert (row.name, row.covers_site_and_scope, str(row.expires)) == ("ISO 27001", None, "2099-01-01")


def test_accepting_twice_writes_once(world: Any, token: str, browser_of: Any) -> None:
    Browser().post(step(token, "vendor", "quality"), {"satisfaction": "80"})
    send(token)
    for _ in range(2):
        browser_of("editor").post(review(world), {"action": "accept_all"})
    with scope(client=world.client):
        assert AuditEvent.objects.filter(action="link.decide").count() == 1


def test_after_sending_nothing_can_be_changed(world: Any, token: str) -> None:
    send(token)
    assert Browser().get(step(token, "vendor", "quality")).status_code == 404
    Browser().post(step(token, "vendor", "quality"), {"satisfaction": "99"})
    with scope(client=world.client):
        assert not VendorProposal.objects.exists()
        with pytest.raises(Closed):
            keep_proposals(VendorLink.objects.get(), {("vendor", "satisfaction"): 0.99})
    assert "Thank you" in Browser().get(reverse("answer_as_vendor", args=[token])).content.decode()


def test_unknown_ended_and_withdrawn_links_answer_alike(world: Any, token: str) -> None:
    def page(text: str) -> tuple[int, bytes]:
        answer = Browser().get(reverse("answer_as_vendor", args=[text]))
        return answer.status_code, re.sub(rb'csrf-token" content="\w+"', b"", answer.content)

    unknown = page("x" * 43)
    assert unknown[0] == 404
    with scope(client=world.client):
        VendorLink.objects.update(created=timezone.now() - timezone.timedelta(days=40))
        VendorLink.objects.update(expires=timezone.now() - timezone.timedelta(days=10))
    assert page(token) == unknown
    with scope(client=world.client):
        VendorLink.objects.update(expires=timezone.now() + timezone.timedelta(days=10))
        assert page(token)[0] == 200
        revoke_link(VendorLink.objects.select_related("vendor__client").get(), actor=world.owner)
    assert page(token) == unknown


def test_a_link_shows_nothing_of_the_client_but_its_name(world: Any, token: str) -> None:
    with scope(client=world.client):
        world.vendor.note = "they are desperate"
        world.vendor.save()
    for url in (reverse("answer_as_vendor", args=[token]), step(token, "vendor", "company")):
        page = Browser().get(url).content.decode()
        assert "they are desperate" not in page
        assert f"/clients/{world.client.slug}" not in page


def test_without_an_offer_there_is_no_quote_to_fill_in(world: Any) -> None:
    with scope(client=world.client):
        token = make_link(vendor=world.vendor, key="z" * 24, actor=world.owner)[1]
    assert Browser().get(step(token, "offer", "price")).status_code == 404


def test_guessing_is_stopped(world: Any) -> None:
    codes = [Browser().get(reverse("answer_as_vendor", args=[f"{n:043d}"])).status_code for n in range(22)]
    assert codes[:20] == [404] * 20
    assert codes[-1] == 429


def test_a_forged_address_does_not_escape_the_limit(world: Any) -> None:
    for number in range(22):
        answer = Browser().get(
            reverse("answer_as_vendor", args=["y" * 43]), HTTP_X_FORWARDED_FOR=f"10.0.0.{number}"
        )
    assert answer.status_code == 429


def test_another_client_cannot_use_the_link_row(world: Any, token: str, browser_of: Any) -> None:
    assert browser_of("stranger").get(review(world)).status_code == 404
    assert find_link(token) is not None


def workbook_of(token: str) -> bytes:
    answer = Browser().get(reverse("download_workbook", args=[token]))
    assert "no-store" in answer["Cache-Control"]
    return answer.content


def filled_in(content: bytes, answers: dict[str, Any]) -> bytes:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=4):
            if row[0].value in answers:
                row[3].value = answers[row[0].value]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(token: str, content: bytes, name: str = "answers.xlsx") -> Any:
    file = SimpleUploadedFile(name, content)
    return Browser().post(reverse("upload_workbook", args=[token]), {"file": file})


def test_the_workbook_goes_out_and_comes_back(world: Any, token: str) -> None:
    given = {
        "vendor:satisfaction": 84,
        "vendor:turnover_per_year": "not known",
        "vendor:process_maturity": "Audited by a client or a third party",
        "vendor:audit_rights": "yes",
        "offer:price": 14.5,
        "vendor:about.ownership": "=1+1",
    }
    assert upload(token, filled_in(workbook_of(token), given)).status_code == 302
    with scope(client=world.client):
        found = {row.key: row.value for row in VendorProposal.objects.all()}
    assert found["satisfaction"] == 0.84
    assert found["turnover_per_year"] is None
    assert found["process_maturity"] == "audited"
    assert found["audit_rights"] is True
    assert found["price"] == 14.5


def test_what_was_answered_stands_in_the_next_workbook_as_text(world: Any, token: str) -> None:
    Browser().post(step(token, "vendor", "company"), {"about__ownership": "=HYPERLINK(1)"})
    import io

    from openpyxl import load_workbook

    cells = [row for sheet in load_workbook(io.BytesIO(workbook_of(token))) for row in sheet.iter_rows()]
    found = next(row[3] for row in cells if row[0].value == "vendor:about.ownership")
    assert (found.value, found.data_type) == ("=HYPERLINK(1)", "s")


def test_one_wrong_cell_takes_nothing_over(world: Any, token: str) -> None:
    given = {"vendor:satisfaction": 84, "vendor:turnover_per_year": "many"}
    answer = upload(token, filled_in(workbook_of(token), given))
    assert answer.status_code == 422
    assert "How many of your agents leave in a year?" in answer.content.decode()
    with scope(client=world.client):
        assert not VendorProposal.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("answers.xlsx", b"not a workbook"),
        ("answers.xlsx", b"PK\x03\x04" + b"\0" * 200),
        ("answers.xlsm", b"PK\x03\x04"),
        ("answers.xlsx", b"x" * (1024 * 1024 + 1)),
        ("answers.xlsx", b""),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(world: Any, token: str, name: str, content: bytes) -> None:
    answer = upload(token, content, name)
    assert answer.status_code == 422
    with scope(client=world.client):
        assert not VendorProposal.objects.exists()


def test_a_workbook_that_would_unpack_to_too_much_is_refused(world: Any, token: str) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    answer = upload(token, out.getvalue())
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_a_manager_reads_in_a_file_and_accepts_it(world: Any, token: str, browser_of: Any) -> None:
    kwargs = {"client": world.client.slug, "vendor": "meridian"}
    content = browser_of("editor").get(reverse("download_vendor_workbook", kwargs=kwargs)).content
    file = SimpleUploadedFile("a.xlsx", filled_in(content, {"vendor:satisfaction": 84}))
    url = reverse("upload_vendor_workbook", kwargs=kwargs)
    answer = browser_of("editor").post(url, {"file": file, "key": "f" * 24})
    assert answer.status_code == 302
    browser_of("editor").post(answer["Location"], {"action": "accept_all"})
    with scope(client=world.client):
        assert contents_of(world.vendor)["satisfaction"]["evidence"] == "C"
