"""A report from its issue to a go, by the two people it takes: who writes it and who decides on it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django_scopes import scope
from playwright.sync_api import Page, expect

from assessments.choices import AssessmentStatus
from assessments.models import Assessment
from clients.models import AuditEvent
from jobs.runner import run_waiting
from reports import job_handlers
from reports.models import ConditionTask

PATIENCE = 40_000  # milliseconds for what draws or computes on a machine that does other work besides
PHONE = {"width": 390, "height": 800}


class Worker:
    """Carries out what waits, beside the browser; a drawing begins only when it may."""

    def __init__(self) -> None:
        self.may_draw = threading.Event()
        self._draw = job_handlers.draw_in_child
        self._thread = threading.Thread(target=self._work)

    def hold(self, *arguments: Any) -> str:
        assert self.may_draw.wait(PATIENCE / 1000)
        return self._draw(*arguments)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def finish(self) -> None:
        self.may_draw.set()
        if self._thread.ident:
            self._thread.join(PATIENCE / 1000)

    def _work(self) -> None:
        try:
            run_waiting()
        finally:
            connections.close_all()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    found = Worker()
    monkeypatch.setattr(job_handlers, "draw_in_child", found.hold)
    yield found
    found.finish()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What any page said in its console."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def editor(as_person: Callable[..., Page], complaints: list[str]) -> Page:
    return listened_to(as_person("editor"), complaints)


@pytest.fixture
def executive(as_person: Callable[..., Page], complaints: list[str]) -> Page:
    return listened_to(as_person("viewer"), complaints)


def listened_to(page: Page, complaints: list[str]) -> Page:
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    return page


def of_version(live_server: Any, assessment: Assessment, version: int) -> str:
    return str(live_server.url) + reverse("show_report", args=[assessment.client.slug, 1, version])


def issue_memo(page: Page, decision: str) -> None:
    page.goto(decision)
    page.get_by_role("link", name="Issue a report").click()
    page.get_by_role("radio", name="Board memo").check(force=True)
    page.get_by_role("button", name="Issue report").click()


def answer(page: Page, choice: str, comment: str = "") -> None:
    page.get_by_role("radio", name=choice).check(force=True)
    page.get_by_label("Your reasons").fill(comment)
    page.get_by_role("button", name="Sign").click()


def change_the_wage(page: Page, address: Callable[..., str], dollars: str) -> None:
    page.goto(address("answer_page", section="staffing", page="pay"))
    page.locator("#id_service__agent_wage_per_hour_likely").fill(dollars)
    page.get_by_role("button", name="Save and continue").click()
    page.goto(address("show_decision"))
    page.get_by_role("button", name="Compute").click()
    expect(page.get_by_text("The answers have changed")).to_be_hidden(timeout=PATIENCE)


def tick_off(page: Page, number: int, owner: str = "", due: str = "", met: bool = False) -> None:
    condition = page.locator(f"#conditions ol > li:nth-child({number})")
    condition.get_by_text("Change").click()
    if owner:
        condition.get_by_label("Who sees to it").fill(owner)
        condition.get_by_label("By when").fill(due)
    if met:
        condition.get_by_label("It is met").check()
    condition.get_by_role("button", name="Save").click()


@pytest.mark.long
def test_a_report_goes_from_issue_over_a_refusal_to_a_go(
    editor: Page,
    executive: Page,
    worker: Worker,
    address: Callable[..., str],
    retailer: Assessment,
    live_server: Any,
    violations: Callable[[Page], list[str]],
    complaints: list[str],
) -> None:
    first, second = (of_version(live_server, retailer, version) for version in (1, 2))
    issue_memo(editor, address("show_decision"))
    expect(editor.get_by_text("Waiting for its turn")).to_be_visible()
    expect(editor.locator("#sign-off")).to_contain_text("can be signed as soon as it is drawn")
    worker.start()
    expect(editor.get_by_text("Drawing the pages")).to_be_visible(timeout=PATIENCE)
    expect(editor.get_by_role("heading", name="Being drawn")).to_have_count(1)
    worker.may_draw.set()
    expect(editor.get_by_role("link", name="Download the PDF")).to_be_visible(timeout=PATIENCE)
    expect(editor.get_by_role("heading", name="Being drawn")).to_have_count(0)
    expect(editor.get_by_role("button", name="Sign")).to_be_visible()

    executive.goto(first)
    expect(executive.get_by_text("Nobody has decided on this version yet")).to_be_visible()
    assert violations(executive) == []
    complaints.clear()  # the check itself brings one message of the content policy
    answer(executive, "More information is needed", "Who pays the notice period?")
    expect(executive.locator("#sign-off")).to_contain_text("More information is needed by Tom Becker")
    executive.get_by_text("Decide again").click()
    answer(executive, "Refused", "Too dear at this wage.")
    said = executive.locator("#sign-off .signed").first
    expect(said).to_contain_text("Refused by Tom Becker")
    expect(said).to_contain_text("on version 1")
    expect(said).to_contain_text("Too dear at this wage.")
    expect(executive.get_by_text("This report was refused")).to_be_visible()

    worker.finish()
    change_the_wage(editor, address, "24.50")
    issue_memo(editor, address("show_decision"))
    expect(editor).to_have_url(second)
    worker.start()
    expect(editor.get_by_role("link", name="Download the PDF")).to_be_visible(timeout=PATIENCE)
    expect(editor.get_by_role("heading", name="What changed since the version before")).to_be_visible()
    expect(editor.locator("main")).to_contain_text("24.50")
    executive.goto(first)
    expect(executive.get_by_text("This version is superseded")).to_be_visible()
    expect(executive.get_by_role("button", name="Sign")).to_have_count(0)
    executive.get_by_role("link", name="Open version 2").first.click()
    answer(executive, "Approved")
    expect(executive.locator("#sign-off .signed").first).to_contain_text("Approved by Tom Becker")
    expect(executive.locator("#sign-off .signed").first).to_contain_text("on version 2")
    retailer.refresh_from_db()
    assert retailer.status == AssessmentStatus.APPROVED

    editor.goto(second)
    count = editor.locator("#conditions ol > li").count()
    assert count > 1
    tick_off(editor, 1, owner="Priya Nair", due="2027-01-31")
    expect(editor.locator("#conditions ol > li").first).to_contain_text("Priya Nair, by 31 January 2027")
    for number in range(1, count + 1):
        tick_off(editor, number, met=True)
        expect(editor.locator("#conditions")).to_contain_text(f"{number} of {count} met")
        now_go = editor.get_by_text("All conditions are met: the verdict is go")
        expect(now_go).to_have_count(1 if number == count else 0)
    executive.reload()
    expect(executive.locator(".page-head")).to_contain_text("Go: all conditions are met")
    for scheme in ("light", "dark"):
        executive.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        assert violations(executive) == []
        assert violations(editor) == []
    complaints.clear()
    with scope(client=retailer.client):
        assert ConditionTask.objects.filter(report__version=2, met__isnull=False).count() == count
        assert AuditEvent.objects.filter(action="report.sign").count() == 3


def test_without_javascript_an_executive_approves_on_a_phone(
    as_person: Callable[..., Page],
    worker: Worker,
    address: Callable[..., str],
    retailer: Assessment,
    live_server: Any,
) -> None:
    plain = {"viewport": PHONE, "java_script_enabled": False}
    editor = as_person("editor", **plain)
    issue_memo(editor, address("show_decision"))
    worker.may_draw.set()
    worker.start()
    worker.finish()
    editor.get_by_role("link", name="Look again").click()
    expect(editor.get_by_role("link", name="Download the PDF")).to_be_visible()
    executive = as_person("viewer", **plain)
    executive.goto(of_version(live_server, retailer, 1))
    answer(executive, "Refused")
    expect(executive.locator(".error-summary")).to_contain_text("Say in a sentence")
    answer(executive, "Approved", "Go ahead.")
    expect(executive.locator("#sign-off .signed")).to_contain_text("Approved by Tom Becker")
    wide = executive.locator("main").bounding_box()
    assert wide is not None
    assert wide["width"] <= PHONE["width"]
