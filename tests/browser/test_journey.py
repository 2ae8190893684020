"""From sign-in to a verdict in a real browser: by the quick start, and by answering everything by hand."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope
from playwright.sync_api import Browser, Page, expect

from assessments.journey.questions import Question, questionnaire
from assessments.models import (
    Allocation,
    Answer,
    Assessment,
    ContactStream,
    CostLine,
    Option,
    OptionFact,
    OptionSum,
    WeightSet,
)
from assessments.services.assessments import begin_assessment
from assessments.services.client_import import import_client
from assessments.services.client_import.document import read_document
from assessments.services.quick_start import draft_quickly
from assessments.snapshots import build_case
from clients.models import Client, User
from clients.services import create_client
from scoring import decide
from ui.numbers import written
from vendors.models import Offer, OfferFact, OfferSum, Vendor
from vendors.services.reference import load_reference

pytestmark = pytest.mark.long

RETAILER = Path(__file__).resolve().parents[1] / "data" / "clients" / "case1_online_retailer.json"
PASSWORD = "a long enough password"


@pytest.fixture
def reference_data(transactional_db: None) -> None:
    load_reference()


@pytest.fixture
def ana(transactional_db: None) -> User:
    return User.objects.create_user("ana@example.org", PASSWORD, name="Ana Consultant")


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", "ana@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_an_empty_client_reaches_a_first_verdict_by_the_quick_start(
    page: Page, live_server: Any, ana: User, reference_data: None
) -> None:
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/clients/new/")
    page.get_by_label("Name of the company").fill("Fabrikam")
    page.get_by_label("Sector").fill("retail")
    page.get_by_label("Home country").select_option("USA")
    page.get_by_label("Currency").fill("USD")
    page.get_by_role("button", name="Create the client").click()
    page.get_by_label("What is being decided?").fill("Service 2027")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Start quickly").first.click()
    page.get_by_label("Retail and e-commerce").check(force=True)
    page.get_by_label("How many agents work in the service?").fill("60")
    page.get_by_label("In which city or region?").fill("Columbus, OH")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("A first draft is there")).to_be_visible()
    panel = page.locator("#decision-so-far")
    expect(panel.get_by_text("Chance it saves money")).to_be_visible(timeout=20_000)
    expect(panel).to_contain_text(re.compile("Go|Conditional go|No-go"))
    expect(page.get_by_role("region", name="Worth finding out next")).to_be_visible()


PAGES = (
    "",
    "questions/",
    "questions/purpose/place/",
    "questions/streams/streams/",
    "questions/streams/year/",
    "questions/staffing/pay/",
    "questions/overheads/costs/",
    "questions/data/kinds/",
    "questions/control/lead/",
    "questions/check/",
    "streams/returns-and-refunds/",
    "streams/returns-and-refunds/data/",
    "answers/service.agent_wage_per_hour/",
    "quick-start/",
    "contacts/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_quiet(
    page: Page, live_server: Any, ana: User, reference_data: None, violations: Any, scheme: Any
) -> None:
    """At the width of a phone, where most can go wrong: nothing for axe, no message, nothing sticks out."""
    client = create_client(name="Fabrikam", country_iso3="USA", currency="USD", sector="retail", owner=ana)
    with scope(client=client):
        assessment = begin_assessment(client=client, title="Service 2027", actor=ana)
        draft_quickly(
            assessment=assessment, sector_id="retail", agents=60, town="Columbus, OH", asked={}, actor=ana
        )
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server.url)
    for address in PAGES:
        page.goto(f"{live_server.url}/clients/fabrikam/assessments/service-2027/{address}")
        page.wait_for_load_state("networkidle")
        assert said == [], address
        assert violations(page) == [], address
        said.clear()  # axe itself brings one message of the content policy
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address


def test_the_panel_refreshes_after_a_change_without_a_page_load(
    page: Page, live_server: Any, ana: User, reference_data: None
) -> None:
    sign_in(page, live_server.url)
    client = create_client(name="Fabrikam", country_iso3="USA", currency="USD", owner=ana)
    with scope(client=client):
        begin_assessment(client=client, title="Service 2027", actor=ana)
    address = f"{live_server.url}/clients/fabrikam/assessments/service-2027"
    page.goto(f"{address}/questions/staffing/pay/")
    wage = page.locator("#id_service__agent_wage_per_hour_likely")
    wage.fill("22.50")
    page.locator("#id_service__agent_wage_per_hour_evidence").select_option("A")
    expect(page.locator("#save-state")).to_contain_text("Saved", timeout=20_000)
    with scope(client=client):
        assert Answer.objects.get(key="service.agent_wage_per_hour").estimate["likely"] == 22.5
    wage.fill("23")
    wage.blur()
    expect(page.locator("#answer-versions input[name=version_service__agent_wage_per_hour]")).to_have_value(
        "2", timeout=20_000
    )


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser in which no JavaScript runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_answering_by_hand_reaches_the_decision_of_the_imported_case(
    plain_page: Page, live_server: Any, ana: User, reference_data: None
) -> None:
    """And without JavaScript: all that is needed works by sending forms."""
    imported = import_client(document=read_document(RETAILER), user=ana)
    source = imported.assessment
    client = create_client(
        name="By hand",
        country_iso3=source.client.country_iso3,
        currency=source.client.currency,
        sector=source.client.sector,
        owner=ana,
    )
    with scope(client=client):
        by_hand = begin_assessment(client=client, title="By hand", actor=ana)
    sign_in(plain_page, live_server.url)
    with scope(client=source.client):
        typist = Typist(plain_page, f"{live_server.url}/clients/by-hand/assessments/by-hand", source)
        typist.everything()
    copy_options(source, by_hand, client)
    with scope(client=source.client):
        wanted = decide(build_case(source), futures=2048, seed=1)
    with scope(client=client):
        got = decide(build_case(by_hand), futures=2048, seed=1)
    assert (got.verdict.kind, got.verdict.option_id) == (wanted.verdict.kind, wanted.verdict.option_id)
    assert [option.option_id for option in got.options] == [option.option_id for option in wanted.options]
    for one, other in zip(got.options, wanted.options, strict=True):
        assert one.p_saves.share == pytest.approx(other.p_saves.share, abs=0.002)
        assert one.value.mean == pytest.approx(other.value.mean, abs=0.05)
        assert one.money.saving.mean == pytest.approx(other.money.saving.mean, rel=0.001)
        assert [gate.state for gate in one.gates] == [gate.state for gate in other.gates]


class Typist:
    """Reads an assessment and types its answers into the pages of another one."""

    def __init__(self, page: Page, address: str, source: Assessment) -> None:
        self.page, self.address, self.source = page, address, source
        rows = Answer.objects.filter(assessment=source)
        self.contents = {row.key: ({"unknown": True} if row.content is None else row.content) for row in rows}
        self.streams = list(ContactStream.objects.filter(assessment=source))
        self.lines = list(CostLine.objects.filter(assessment=source))

    def everything(self) -> None:
        for section in questionnaire().sections:
            for step in section.pages:
                self.page.goto(f"{self.address}/questions/{section.id}/{step.id}/")
                {"streams": self.type_streams, "cost_lines": self.type_lines}.get(step.kind, self.type_page)(
                    step
                )
                self.save()
        for stream in self.streams:
            for part, ending in ((("streams", "streams"), ""), (("data", "kinds"), "data/")):
                self.page.goto(f"{self.address}/streams/{stream.slug}/{ending}")
                for question in questionnaire().questions.values():
                    if question.table == "streams" and (question.section, question.page) == part:
                        self.type_answer(question, self.of_stream(stream, question))
                self.save()

    def of_stream(self, stream: ContactStream, question: Question) -> Any:
        value = getattr(stream, question.field)
        if question.field in stream.not_known:
            return {"unknown": True}
        return value

    def save(self) -> None:
        self.page.get_by_role("button", name=re.compile("^(Save and continue|Continue)$")).click()
        self.page.wait_for_load_state()
        assert not self.page.locator(".error-summary").count(), self.page.locator(
            ".error-summary"
        ).inner_text()

    def type_page(self, step: Any) -> None:
        for question in questionnaire().of_page(step):
            if not question.table:
                self.type_answer(question, self.contents.get(question.id))

    def type_streams(self, step: Any) -> None:
        for number, stream in enumerate(self.streams):
            self.room_for(number)
            volume, seconds = stream.contacts_per_month, stream.handle_seconds
            self.page.fill(f"[name=t{number}-name]", stream.name)
            self.page.fill(f"[name=t{number}-contacts]", text(volume["likely"]))
            self.page.fill(f"[name=t{number}-seconds]", text(seconds["likely"]))
            self.page.select_option(f"[name=t{number}-evidence]", volume["evidence"])

    def type_lines(self, step: Any) -> None:
        for number, line in enumerate(self.lines):
            self.room_for(number)
            amount, avoidable = line.amount_per_year, line.avoidable_share
            self.page.fill(f"[name=t{number}-name]", line.name)
            self.page.select_option(f"[name=t{number}-kind]", line.kind)
            self.page.fill(f"[name=t{number}-amount]", text(amount["likely"], 2))
            self.page.select_option(f"[name=t{number}-evidence]", amount["evidence"])
            self.page.fill(f"[name=t{number}-avoidable]", text(avoidable["likely"] * 100))
            self.page.select_option(f"[name=t{number}-avoidable_evidence]", avoidable["evidence"])

    def room_for(self, number: int) -> None:
        """One more row by the button, where the table is full."""
        if not self.page.locator(f"[name=t{number}-name]").count():
            self.page.locator("#add-row button").click()
            self.page.wait_for_selector(f"[name=t{number}-name]")
            assert not self.page.locator(".error-summary").count()

    def type_answer(self, question: Question, content: Any) -> None:
        name = question.id.replace(".", "__")
        if content in (None, "", []) or not self.page.locator(f"[name^={name}]").count():
            return
        kind = "text_lines" if question.kind == "lines" else question.kind
        getattr(self, f"type_{kind}")(question, name, content)

    def type_estimate(self, question: Question, name: str, content: Any) -> None:
        if content.get("unknown") or content["evidence"] == "unknown":
            self.page.select_option(f"[name={name}_evidence]", "unknown")
            return
        scale = 100 if question.unit.startswith("share") else 1
        self.page.select_option(f"[name={name}_evidence]", content["evidence"])
        self.page.fill(f"[name={name}_likely]", text(content["likely"] * scale))
        details = self.page.locator(f"#group_id_{name} details:not([open]) summary")
        if details.count():
            details.first.click()
        for part in ("low", "high"):
            self.page.fill(f"[name={name}_{part}]", text(content[part] * scale))

    def type_number(self, question: Question, name: str, content: Any) -> None:
        if content == {"unknown": True}:
            self.page.locator(f"label[for='id_{name}__unknown']").click()
            return
        scale = 100 if question.unit == "share" else 1
        self.page.fill(f"[name={name}]", text(content * scale, 2))

    def type_text(self, question: Question, name: str, content: Any) -> None:
        self.page.fill(f"[name={name}]", content)

    type_date = type_text

    def type_text_lines(self, question: Question, name: str, content: Any) -> None:
        self.page.fill(f"[name={name}]", "\n".join(content))

    def type_choice(self, question: Question, name: str, content: Any) -> None:
        value = "unknown" if content == {"unknown": True} else str(content)
        if self.page.locator(f"select[name={name}]").count():
            self.page.select_option(f"[name={name}]", value)
        else:
            self.choose(name, value)

    def type_multi(self, question: Question, name: str, content: Any) -> None:
        for value in content:
            self.choose(name, value)

    def choose(self, name: str, value: str) -> None:
        """By its label, as people do; what stands in its way is a fault."""
        control = self.page.locator(f"[name={name}][value='{value}']")
        if not control.is_checked():
            self.page.locator(f"label[for='{control.get_attribute('id')}']").click()
        assert control.is_checked(), f"{name}: {value}"

    def type_yes_no_unknown(self, question: Question, name: str, content: Any) -> None:
        self.choose(name, "unknown" if content == {"unknown": True} else "yes" if content else "no")

    def type_languages(self, question: Question, name: str, content: Any) -> None:
        for number, row in enumerate(content):
            self.page.select_option(f"[name={name}_{number}_code]", row["code"])
            self.page.fill(f"[name={name}_{number}_share]", text(row["share"] * 100))

    def type_months(self, question: Question, name: str, content: Any) -> None:
        for number, factor in enumerate(content):
            self.page.fill(f"[name={name}_{number}]", text(factor * 100))


def text(number: float, digits: int = 6) -> str:
    return written(number, digits)


def copy_options(source: Assessment, target: Assessment, client: Client) -> None:
    """Options, vendors and weights are entered on pages of their own; here only answers matter."""
    with scope(client=[source.client, client]):
        Assessment.objects.filter(pk=target.pk).update(
            method=source.method, law_ids=source.law_ids, as_of=source.as_of
        )
        target.refresh_from_db()
        offers = {
            row.pk: copied_offer(row, target, client) for row in Offer.objects.filter(assessment=source)
        }
        streams = {row.slug: row for row in ContactStream.objects.filter(assessment=target)}
        for option in Option.objects.filter(assessment=source):
            old, twin = option.pk, again(option, assessment=target)
            for share in Allocation.objects.filter(option_id=old).select_related("stream"):
                again(share, option=twin, offer=offers[share.offer_id], stream=streams[share.stream.slug])
            for model in (OptionFact, OptionSum):
                for row in model.objects.filter(option_id=old):
                    again(row, option=twin)
        for weights in WeightSet.objects.filter(assessment=source):
            again(weights, assessment=target)


def copied_offer(offer: Offer, target: Assessment, client: Client) -> Offer:
    old, vendor = offer.pk, Vendor.objects.get(pk=offer.vendor_id)
    old_vendor, twin_vendor = vendor.pk, again(vendor, client=client)
    for relation in ("facts", "languages", "certifications", "references"):
        for row in getattr(Vendor.objects.get(pk=old_vendor), relation).all():
            again(row, vendor=twin_vendor)
    twin = again(offer, assessment=target, vendor=twin_vendor)
    for model in (OfferFact, OfferSum):
        for row in model.objects.filter(offer_id=old):
            again(row, offer=twin)
    return twin


def again(row: Any, **changes: Any) -> Any:
    """The same row once more, hanging elsewhere."""
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return row
