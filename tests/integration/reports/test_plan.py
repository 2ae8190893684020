"""The deal plan in the browser: drafted, edited, conflicts shown, reviewed, printed and frozen."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Decision as StoredDecision
from clients.models import AuditEvent, Client, User
from clients.services import Conflict
from reports import selectors, services
from reports.models import DealPlan, PlanTerm, Report
from reports.presenters.plan import plan_from
from reports.selectors.plan import printed_plan
from reports.services.issuing import issue_plan
from reports.services.plan import draft_plan, later, save_plan, save_term

from .conftest import SignedIn

OPTION = "carolina_part"


@pytest.fixture
def ana(company: Client) -> User:
    return User.objects.create_user("ana@example.com", None, name="Ana")


@pytest.fixture
def plan(decided: StoredDecision, ana: User) -> DealPlan:
    return draft_plan(decision=decided, option=OPTION, user=ana)


def address(plan: DealPlan, name: str, **more: Any) -> str:
    place = {"client": "northwind", "assessment": "review", "plan": plan.pk, **more}
    return reverse(name, kwargs={k: v for k, v in place.items() if name != "show_plan" or k != "plan"})


def sent(term: PlanTerm, **changes: Any) -> dict[str, Any]:
    names = ("title", "proposal", "fallback", "status", "version")
    return {**{name: getattr(term, name) for name in names}, **changes}


def test_without_a_plan_the_page_offers_the_options(decided: StoredDecision, signed_in: SignedIn) -> None:
    page = signed_in("editor").get(reverse("show_plan", args=["northwind", "review"])).content.decode()
    assert "No deal plan yet" in page and "Carolina Contact, part" in page and "Draft the plan" in page
    seen = signed_in("viewer").get(reverse("show_plan", args=["northwind", "review"])).content.decode()
    assert "Draft the plan" not in seen


def test_a_plan_is_drafted_once_and_shown(decided: StoredDecision, signed_in: SignedIn) -> None:
    browser, url = signed_in("editor"), reverse("draft_plan", args=["northwind", "review"])
    for _ in range(2):
        answer = browser.post(url, {"option": OPTION}, follow=True)
        assert answer.status_code == 200
    plan = DealPlan.objects.get()
    page = answer.content.decode()
    for words in ("Why customers call", "Basic requirements", "Quality sample", "Taking the work back"):
        assert words in page
    assert AuditEvent.objects.filter(action="plan.draft").count() == 2
    assert len({(t.part, t.provider, t.key) for t in plan.terms.all()}) == plan.terms.count()


def test_the_page_sends_its_token_with_the_draft(decided: StoredDecision, signed_in: SignedIn) -> None:
    """As a browser does: nothing but what the form of the page holds is sent."""
    browser = signed_in("editor")
    browser.handler.enforce_csrf_checks = True
    names = ("show_plan", "draft_plan")
    page, draft = (reverse(name, args=["northwind", "review"]) for name in names)
    for count in (1, 2):
        forms = re.findall(r'<form class="plan-draft".*?</form>', browser.get(page).content.decode())
        data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', forms[0]))
        assert browser.post(draft, data).status_code == 302
        assert DealPlan.objects.count() == count
    assert browser.post(draft, {"option": OPTION}).status_code == 403


def test_an_option_that_gives_no_work_away_has_no_plan(decided: StoredDecision, signed_in: SignedIn) -> None:
    url = reverse("draft_plan", args=["northwind", "review"])
    for option in ("stay", "nothing", ""):
        assert signed_in("editor").post(url, {"option": option}).status_code == 404
    assert not DealPlan.objects.exists()


def test_a_term_is_changed_and_the_change_is_recorded(plan: DealPlan, signed_in: SignedIn) -> None:
    term = plan.terms.get(key="payment")
    url = address(plan, "edit_plan_term", term=term.pk)
    answer = signed_in("editor").post(url, sent(term, proposal="One price.", status="agreed"))
    assert answer.status_code == 302
    term.refresh_from_db()
    assert (term.proposal, term.status, term.version) == ("One price.", "agreed", 2)
    event = AuditEvent.objects.filter(action="plan.term").get()
    assert event.after["proposal"] == "One price." and event.before["status"] != "agreed"


def test_what_was_typed_stands_again_after_an_error(plan: DealPlan, signed_in: SignedIn) -> None:
    term = plan.terms.get(key="payment")
    data = sent(term, proposal="", fallback="Half of it <b>now</b>")
    answer = signed_in("editor").post(address(plan, "edit_plan_term", term=term.pk), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Half of it &lt;b&gt;now&lt;/b&gt;" in page and "Write what is proposed" in page


def test_two_people_at_the_same_term_see_both_texts(plan: DealPlan, ana: User, signed_in: SignedIn) -> None:
    term = plan.terms.get(key="payment")
    mine, url = sent(term, proposal="My words"), address(plan, "edit_plan_term", term=term.pk)
    save_term(term=term, version=term.version, user=ana, proposal="Words of a colleague")
    browser = signed_in("editor")
    answer = browser.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My words" in page and "Words of a colleague" in page
    term.refresh_from_db()
    assert term.proposal == "Words of a colleague"
    assert browser.post(url, {**mine, "version": term.version}).status_code == 302


def test_a_new_draft_leaves_what_a_person_wrote(plan: DealPlan, ana: User) -> None:
    written, left = plan.terms.get(key="payment"), plan.terms.get(key="scope")
    save_term(term=written, version=1, user=ana, proposal="Our own words")
    PlanTerm.objects.filter(pk=left.pk).update(proposal="old", drafted_proposal="old")
    again = draft_plan(decision=plan.decision, option=OPTION, user=ana)
    assert again.pk == plan.pk
    assert plan.terms.get(key="payment").proposal == "Our own words"
    assert plan.terms.get(key="scope").proposal not in ("old", "")


def test_a_term_of_ones_own_is_added_once(plan: DealPlan, signed_in: SignedIn) -> None:
    url = address(plan, "add_plan_term", part="contract")
    data = {"title": "Parking", "proposal": "Two places.", "status": "draft", "key": "abc"}
    for _ in range(2):
        assert signed_in("editor").post(url, data).status_code == 302
    assert plan.terms.get(title="Parking").key == "own-abc"
    assert signed_in("editor").get(address(plan, "add_plan_term", part="nothing")).status_code == 404


def test_the_scheme_is_changed_and_parts_must_add_up(plan: DealPlan, signed_in: SignedIn) -> None:
    url, browser = address(plan, "edit_plan_part", part="incentives"), signed_in("editor")
    data = {"period": "week", "bonus_cap": "5", "malus_cap": "5", "step": "0", "version": plan.version}
    one = {"satisfaction_used": "on", "satisfaction_floor": "80", "satisfaction_target": "84"}
    one |= {"satisfaction_stretch": "88", "satisfaction_weight": "60"}
    refused = browser.post(url, {**data, **one})
    assert refused.status_code == 422 and "add up to 100" in refused.content.decode()
    swapped = browser.post(url, {**data, **one, "satisfaction_weight": "100", "satisfaction_floor": "90"})
    assert swapped.status_code == 422
    assert browser.post(url, {**data, **one, "satisfaction_weight": "100"}).status_code == 302
    plan.refresh_from_db()
    assert plan.scheme["period"] == "week" and len(plan.scheme["metrics"]) == 1
    assert plan.scheme["metrics"][0]["stretch"] == pytest.approx(0.88)
    assert browser.post(url, {**data, **one, "satisfaction_weight": "100"}).status_code == 409


def test_the_exit_is_changed_and_the_terms_follow(plan: DealPlan, signed_in: SignedIn) -> None:
    url = address(plan, "edit_plan_part", part="exit")
    data = {**plan.exit_terms, "exit_help": "14", "first_speed": "50", "version": plan.version}
    assert signed_in("editor").post(url, data).status_code == 302
    plan.refresh_from_db()
    assert plan.exit_terms["exit_help"] == 14
    assert "14\u00a0months" in plan.terms.get(key="exit_help").proposal


def test_a_plan_says_that_its_review_is_due(plan: DealPlan, ana: User, signed_in: SignedIn) -> None:
    assert plan.review_on > timezone.localdate()
    browser, home = signed_in("editor"), reverse("list_clients")
    assert "Contingency plan" not in browser.get(home).content.decode()
    plan = save_plan(plan=plan, version=plan.version, user=ana, review_on=dt.date(2020, 1, 31))
    pages = [home, address(plan, "show_plan"), reverse("show_decision", args=["northwind", "review"])]
    assert all("31 January 2020" in browser.get(page).content.decode() for page in pages)
    answer = browser.post(address(plan, "review_plan"), {"version": plan.version})
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert plan.review_on == later(timezone.localdate(), 12)
    assert "31 January 2020" not in browser.get(home).content.decode()


def test_months_later_ends_with_the_month() -> None:
    assert later(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert later(dt.date(2026, 11, 30), 12) == dt.date(2027, 11, 30)


def test_a_report_freezes_the_plan(plan: DealPlan, ana: User) -> None:
    report = services.issue_report(decision=plan.decision, user=ana)
    assert plan_from(report.plan) == printed_plan(plan)
    save_term(term=plan.terms.get(key="payment"), version=1, user=ana, proposal="Something else")
    report.refresh_from_db()
    assert plan_from(report.plan) != printed_plan(plan)
    memo = services.issue_report(decision=plan.decision, user=ana, parts="memo")
    assert memo.plan == []


def test_the_plan_alone_is_numbered_apart_and_supersedes_no_report(
    plan: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    report = services.issue_report(decision=plan.decision, user=ana)
    for _ in range(2):
        answer = signed_in("editor").post(address(plan, "issue_plan"), {"key": "once"})
        assert answer.status_code == 302
    alone = Report.objects.get(parts="plan")
    assert (report.number, report.version, alone.number, alone.version) == (1, 1, 2, 1)
    assert alone.plan and issue_plan(plan=plan, user=ana).version == 2
    assert services.issue_report(decision=plan.decision, user=ana).version == 2
    assert selectors.version_before(report) is None


def test_another_save_in_between_is_a_conflict(plan: DealPlan, ana: User) -> None:
    save_plan(plan=plan, version=plan.version, user=ana, client_signs="Priya Nair")
    with pytest.raises(Conflict):
        save_plan(plan=plan, version=1, user=ana, client_signs="Tom Reed")
