"""Living with a deal in the browser: begun once approved, months entered, corrected, removed, taken along."""

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import DecimalField
from django.urls import reverse
from django.utils import timezone

from assessments.models import Decision as StoredDecision
from clients.models import AuditEvent, Client, Draft, User
from clients.services import Conflict
from reports import services
from reports.models import Answer, DealPlan, MonthResult, SignOff
from reports.presenters.results.entered import months_after
from reports.results_forms import MonthForm
from reports.selectors.plan import reading_of
from reports.selectors.results import is_approved, life_of, present_terms
from reports.services.plan import draft_plan, save_plan, save_term
from reports.services.results import begin_deal, save_month
from scoring import decide
from scoring.case import Estimate, Service
from tests.reports_examples import SCHEME, example_case

from .conftest import SignedIn

OPTION = "carolina_part"


def months_ago(count: int) -> dt.date:
    return months_after(timezone.localdate().replace(day=1), -count)


@pytest.fixture
def ana(company: Client) -> User:
    return User.objects.create_user("ana@example.com", None, name="Ana")


@pytest.fixture
def plan(decided: StoredDecision, ana: User) -> DealPlan:
    """Of a service whose figures are known, with a scheme whose money can be worked out by hand."""
    case = example_case()
    known: dict[str, Any] = {"satisfaction": 0.84, "first_contact_resolution": 0.71, "service_level": 0.80}
    service: Service = replace(case.service, **{k: Estimate.constant(v) for k, v in known.items()})
    case = replace(case, service=service)
    StoredDecision.objects.filter(pk=decided.pk).update(
        case=case.to_dict(), decision=decide(case, futures=128, seed=7).to_dict()
    )
    decided.refresh_from_db()
    plan = draft_plan(decision=decided, option=OPTION, user=ana)
    return save_plan(plan=plan, version=plan.version, user=ana, scheme=SCHEME)


@pytest.fixture
def deal(plan: DealPlan, ana: User) -> DealPlan:
    return begin_deal(plan=plan, version=plan.version, user=ana, began=months_ago(5))


def approve(plan: DealPlan, ana: User, answer: str = Answer.APPROVED, **changes: Any) -> SignOff:
    report = services.issue_report(decision=plan.decision, user=ana, **changes)
    return SignOff.objects.create(report=report, answer=answer, comment="So.", person=ana, person_name="Ana")


def place(plan: DealPlan, name: str, month: dt.date | None = None) -> str:
    args = ["northwind", "review", plan.pk, *([f"{month:%Y-%m}"] if month else [])]
    return reverse(name, args=args)


def page() -> str:
    return reverse("show_results", args=["northwind", "review"])


def sent(**changes: Any) -> dict[str, Any]:
    """A month of 100,000: quality 69 %, satisfaction 85.5 %, nothing missed, nothing happened."""
    data = {"contacts": "26,000", "fee": "$100,000.00", "m_quality_0": "69", "m_satisfaction_0": "85.5 %"}
    data |= {"m_service_level_0": "81", "incidents": "0", "stories": "0", "version": "0"}
    data |= {f"b_{key}": "met" for key in ("figures", "incidents", "people")}
    data |= {f"a_{key}": "no" for key in ("security", "standing", "price")}
    return data | changes


def kept(plan: DealPlan, month: dt.date, ana: User, **changes: Any) -> MonthResult:
    measured = {"quality": [0.69], "satisfaction": [0.855], "service_level": [0.81]}
    values = {
        "contacts": 26_000,
        "fee": Decimal("100000"),
        "measured": measured,
        "terms": present_terms(plan, reading_of(plan.decision)),
    }
    return save_month(plan=plan, month=month, version=0, user=ana, **(values | changes))


def test_a_deal_begins_once_a_report_is_approved(plan: DealPlan, ana: User, signed_in: SignedIn) -> None:
    browser, url = signed_in("editor"), place(plan, "begin_deal")
    assert "a report that says go or conditional go, or the deal plan" in browser.get(page()).content.decode()
    data = {"began": months_ago(2).isoformat(), "version": plan.version}
    assert "Have a report signed first" in browser.post(url, data, follow=True).content.decode()
    assert DealPlan.objects.get().began is None
    approve(plan, ana)
    assert "Say when the deal begins" in browser.get(page()).content.decode()
    assert "A manager of this client can say" in signed_in("viewer").get(page()).content.decode()
    assert browser.post(url, data).status_code == 302
    assert DealPlan.objects.get().began == months_ago(2)
    assert AuditEvent.objects.filter(action="deal.begin").get().after == {"began": months_ago(2).isoformat()}


def test_a_refusal_after_an_approval_takes_it_back(plan: DealPlan, ana: User) -> None:
    said = approve(plan, ana)
    assert is_approved(plan)
    SignOff.objects.create(
        report=said.report, answer=Answer.REFUSED, comment="No.", person=ana, person_name="Ana"
    )
    assert not is_approved(plan)


def test_an_approved_no_go_is_no_deal_but_the_approved_plan_is(
    plan: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    StoredDecision.objects.filter(pk=plan.decision_id).update(verdict="no_go")
    plan.decision.refresh_from_db()
    approve(plan, ana)
    assert not is_approved(plan)
    assert "report that says no-go does not count" in signed_in("editor").get(page()).content.decode()
    report = services.issuing.issue_plan(plan=plan, user=ana)
    SignOff.objects.create(report=report, answer=Answer.APPROVED, person=ana, person_name="Ana")
    assert is_approved(plan)


@pytest.mark.parametrize("day", ["", "soon", "1900-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_cannot_be_is_refused_with_advice(deal: DealPlan, signed_in: SignedIn, day: str) -> None:
    answer = signed_in("editor").post(place(deal, "begin_deal"), {"began": day, "version": deal.version})
    assert answer.status_code == 422 and "for example" in answer.content.decode()


def test_the_beginning_is_not_moved_behind_an_entered_month(
    deal: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    kept(deal, months_ago(4), ana)
    browser, url = signed_in("editor"), place(deal, "begin_deal")
    later = {"began": months_ago(3).isoformat(), "version": deal.version}
    assert browser.post(url, later).status_code == 422
    assert browser.post(url, later | {"began": months_ago(4).isoformat()}).status_code == 302
    again = browser.post(url, later | {"began": months_ago(5).isoformat()})
    assert again.status_code == 409  # the version is an old one by now


def test_a_month_is_entered_and_worked_out(deal: DealPlan, signed_in: SignedIn) -> None:
    browser, month = signed_in("editor"), months_ago(2)
    answer = browser.post(place(deal, "enter_month", month), sent(reasons="Parcels."), follow=True)
    shown = answer.content.decode()
    assert answer.redirect_chain and "$680 bonus" in shown and "Parcels." in shown
    row = MonthResult.objects.get()
    assert (row.contacts, row.fee, row.measured["satisfaction"]) == (26_000, Decimal(100_000), [0.855])
    assert row.terms["scheme"] == SCHEME and row.created_by is not None
    assert AuditEvent.objects.filter(action="deal.month").get().after["contacts"] == 26_000
    assert "$680 bonus" in signed_in("viewer").get(page()).content.decode()


def test_sent_twice_it_is_entered_once_and_other_figures_are_a_conflict(
    deal: DealPlan, signed_in: SignedIn
) -> None:
    browser, url = signed_in("editor"), place(deal, "enter_month", months_ago(2))
    for _ in range(2):
        assert browser.post(url, sent()).status_code == 302
    assert MonthResult.objects.count() == AuditEvent.objects.filter(action="deal.month").count() == 1
    refused = browser.post(url, sent(contacts="27000"))
    shown = refused.content.decode()
    assert refused.status_code == 409 and "What is stored now" in shown and "27000" in shown
    assert MonthResult.objects.get().contacts == 26_000
    assert browser.post(url, sent(contacts="27000", version="1")).status_code == 302
    assert MonthResult.objects.get().contacts == 27_000


@pytest.mark.parametrize(
    ("name", "text", "advice"),
    [
        ("contacts", "", "Enter a number"),
        ("contacts", "-1", "Enter a number between 0"),
        ("contacts", "1e9", "Enter a whole number"),
        ("contacts", "99999999999", "Enter a number between 0"),
        ("fee", "12,5", "Write decimals with a point"),
        ("fee", "61.500", "Did you mean 61,500 or 61.5?"),
        ("fee", "61.505", "at most 2 decimals"),
        ("fee", "NaN", "Enter an amount"),
        ("fee", "9999999999999", "Enter a number between 0"),
        ("m_quality_0", "130", "between 0 and 100"),
        ("m_quality_0", "<b>", "between 0 and 100"),
        ("rating", "6", "between 0 and 5"),
        ("rating", "4.123", "at most 2 decimals"),
        ("b_people", "", "Choose whether it was met or missed"),
        ("a_security", "perhaps", "Choose yes or no"),
        ("reasons", "x\x00y", "Null characters"),
        ("reasons", "x" * 4001, "at most 4000"),
    ],
)
def test_what_cannot_be_is_refused_with_advice_and_kept(
    deal: DealPlan, signed_in: SignedIn, name: str, text: str, advice: str
) -> None:
    browser, url = signed_in("editor"), place(deal, "enter_month", months_ago(1))
    answer = browser.post(url, sent(events="A <i>long</i> text") | {name: text})
    shown = answer.content.decode()
    assert answer.status_code == 422 and advice in shown
    assert "A &lt;i&gt;long&lt;/i&gt; text" in shown and not MonthResult.objects.exists()
    assert Draft.objects.filter(page=url).exists()
    assert "A &lt;i&gt;long&lt;/i&gt; text" in browser.get(url).content.decode()


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [("fee", "0.500", "0.5"), ("fee", "1234.5000", "1234.5"), ("rating", "4.120", "4.12")],
)
def test_noughts_behind_the_decimals_are_taken(
    deal: DealPlan, signed_in: SignedIn, name: str, text: str, kept: str
) -> None:
    answer = signed_in("editor").post(place(deal, "enter_month", months_ago(1)), sent(**{name: text}))
    assert answer.status_code == 302
    assert getattr(MonthResult.objects.get(), name) == Decimal(kept)


def test_a_month_s_form_takes_no_more_than_its_row() -> None:
    """Every column of decimals in the product has its form here: a new one is added to the comparison."""
    forms = {MonthResult: MonthForm}
    columns = [
        (model, column)
        for model in apps.get_models()
        if model._meta.app_label in ("reports", "vendors", "assessments", "clients")
        for column in model._meta.fields
        if isinstance(column, DecimalField)
    ]
    assert {column.name for _, column in columns} == {"fee", "price", "rating"}
    for model, column in columns:
        field = forms[model].base_fields[column.name]
        assert field.decimals == column.decimal_places
        assert field.max_value < 10 ** (column.max_digits - column.decimal_places)


def test_a_yes_needs_its_day(deal: DealPlan, signed_in: SignedIn) -> None:
    browser, url = signed_in("editor"), place(deal, "enter_month", months_ago(1))
    refused = browser.post(url, sent(a_security="yes"))
    assert refused.status_code == 422 and "Enter the day since which it is so" in refused.content.decode()
    late = browser.post(url, sent(a_security="yes", a_security_on=timezone.localdate().isoformat()))
    assert late.status_code == 422 and "no later than" in late.content.decode()
    day = months_ago(1).isoformat()
    shown = browser.post(url, sent(a_security="yes", a_security_on=day), follow=True).content.decode()
    assert "A reason to leave is met" in shown and MonthResult.objects.get().asked == {"security": day}
    assert DealPlan.objects.get().reasons_to_leave == 1


@pytest.mark.parametrize("count", [6, -1, 2400])
def test_only_months_of_the_deal_are_found(deal: DealPlan, signed_in: SignedIn, count: int) -> None:
    url = place(deal, "enter_month", months_ago(count) if count < 2400 else None or dt.date(1850, 1, 1))
    assert signed_in("editor").get(url).status_code == 404
    assert signed_in("editor").post(url, sent()).status_code == 404


def test_a_month_is_removed_if_nobody_changed_it(deal: DealPlan, ana: User, signed_in: SignedIn) -> None:
    kept(deal, months_ago(1), ana)
    browser, url = signed_in("editor"), place(deal, "remove_month", months_ago(1))
    assert "Look at it again first" in browser.post(url, {"version": 7}, follow=True).content.decode()
    assert MonthResult.objects.exists()
    for _ in range(2):
        assert browser.post(url, {"version": 1}).status_code == 302
    assert not MonthResult.objects.exists()
    assert AuditEvent.objects.filter(action="deal.remove_month").count() == 1
    changed = browser.post(place(deal, "enter_month", months_ago(1)), sent(version="1"))
    assert changed.status_code == 409 and "A colleague removed this month" in changed.content.decode()


def test_a_later_change_of_the_scheme_leaves_entered_months_as_they_were(
    deal: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    kept(deal, months_ago(2), ana)
    save_plan(
        plan=deal, version=deal.version, user=ana, scheme={**SCHEME, "bonus_cap": 0.0, "malus_cap": 0.0}
    )
    browser = signed_in("editor")
    assert "$680 bonus" in browser.get(page()).content.decode()
    assert browser.post(place(deal, "enter_month", months_ago(2)), sent(version="1")).status_code == 302
    assert "$680 bonus" in browser.get(page()).content.decode()


def test_weeks_that_are_paid_are_asked_one_by_one(deal: DealPlan, ana: User, signed_in: SignedIn) -> None:
    save_plan(plan=deal, version=deal.version, user=ana, scheme={**SCHEME, "period": "week"})
    browser, url = signed_in("editor"), place(deal, "enter_month", months_ago(1))
    shown = browser.get(url).content.decode()
    weeks = shown.count('name="m_quality_')
    assert weeks in (4, 5) and "week of" in shown and "missed in" in shown
    data = {f"m_quality_{n}": "75" for n in range(weeks)} | {
        f"m_satisfaction_{n}": "87" for n in range(weeks)
    }
    data |= {f"b_{key}": [] for key in ("figures", "incidents")} | {"b_people": ["0"]}
    assert browser.post(url, sent(**data)).status_code == 302
    row = MonthResult.objects.get()
    assert row.missed == {"people": [0]} and row.measured["quality"] == [0.75] * weeks
    bonus = round(4_000 * (weeks - 1) / weeks)
    assert f"${bonus:,} bonus" in browser.get(page()).content.decode()
    stored = browser.get(url).content.decode()
    assert stored.count("checked") >= 1 and 'value="75"' in stored


def test_an_own_centre_earns_no_bonus(plan: DealPlan, ana: User, signed_in: SignedIn) -> None:
    own = draft_plan(decision=plan.decision, option="own_sofia", user=ana)
    own = save_plan(plan=own, version=own.version, user=ana, scheme=SCHEME)
    own = begin_deal(plan=own, version=own.version, user=ana, began=months_ago(2))
    browser, url = signed_in("editor"), place(own, "enter_month", months_ago(1))
    assert "Cost of the own centre" in browser.get(url).content.decode()
    assert browser.post(url, sent(m_satisfaction_0="95", a_price="no")).status_code == 302
    shown = browser.get(page()).content.decode()
    assert "bonus</td>" not in shown and "How each month was worked out" not in shown
    assert "95.0\u00a0%" in shown and "Contacts: the first month" in shown


def test_a_trigger_in_words_of_ones_own_is_asked(deal: DealPlan, ana: User, signed_in: SignedIn) -> None:
    term = deal.terms.get(key="performance")
    save_term(term=term, version=term.version, user=ana, proposal="Two <b>bad</b> months.")
    shown = signed_in("editor").get(place(deal, "enter_month", months_ago(1))).content.decode()
    assert 'name="a_performance"' in shown and "Two &lt;b&gt;bad&lt;/b&gt; months." in shown


def test_three_bad_months_are_a_reason_to_leave(deal: DealPlan, ana: User, signed_in: SignedIn) -> None:
    for count in (5, 3, 1):
        kept(deal, months_ago(count), ana, measured={"satisfaction": [0.81]})
    shown = signed_in("viewer").get(page()).content.decode()
    assert "A reason to leave is met" in shown and "Below a floor in 3" in shown
    assert DealPlan.objects.get().reasons_to_leave == 1
    assert "3 months are over" not in shown and "2 months are over and not entered yet" in shown


def test_it_is_held_against_the_futures_of_the_decision(
    deal: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    expected = life_of(deal).expected
    fee = Decimal(round(expected.fees[0].mean, 2)).quantize(Decimal("0.01"))
    kept(deal, months_ago(5), ana, fee=fee, contacts=round(expected.contacts[0].mean))
    kept(deal, months_ago(4), ana, fee=Decimal(99_000_000), contacts=round(expected.contacts[1].mean))
    shown = signed_in("viewer").get(page()).content.decode()
    assert "Inside what the report expected" in shown and "Fee outside, above" in shown
    assert "Fee: 1 of 2\u00a0months inside what the report expected, the newest above it" in shown


def test_the_review_is_ticked_off_on_the_page(deal: DealPlan, ana: User, signed_in: SignedIn) -> None:
    deal = save_plan(plan=deal, version=deal.version, user=ana, review_on=dt.date(2020, 1, 31))
    browser = signed_in("editor")
    assert "are due for a look" in browser.get(page()).content.decode()
    url = reverse("review_plan", args=["northwind", "review", deal.pk])
    answer = browser.post(url, {"version": deal.version, "back": "results"})
    assert answer.status_code == 302 and answer.headers["Location"].startswith(page())
    assert "are due for a look" not in browser.get(page()).content.decode()


def test_a_reason_to_leave_is_told_in_the_list_of_clients(
    deal: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    browser, home = signed_in("editor"), reverse("list_clients")
    assert "reason to leave" not in browser.get(home).content.decode()
    kept(deal, months_ago(1), ana, asked={"security": months_ago(1).isoformat()})
    shown = browser.get(home).content.decode()
    assert "One reason to leave" in shown and page() in shown
    decision = browser.get(reverse("show_decision", args=["northwind", "review"])).content.decode()
    assert "One reason to leave the deal met" in decision and "To its results" in decision


def test_the_file_holds_what_was_entered_and_worked_out(
    deal: DealPlan, ana: User, signed_in: SignedIn
) -> None:
    kept(deal, months_ago(2), ana, reasons="=1+1", price=Decimal("28.50"))
    answer = signed_in("viewer").get(place(deal, "download_results"))
    assert answer.headers["Content-Type"].startswith("text/csv")
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (line["contacts"], line["bonus"], line["malus"]) == ("26000", "1400.0", "720.0")
    assert not line["why customers called"].startswith("=") and "=1+1" in line["why customers called"]


def test_before_the_deal_begins_there_is_nothing_to_enter(plan: DealPlan, signed_in: SignedIn) -> None:
    browser = signed_in("editor")
    assert browser.get(place(plan, "enter_month", months_ago(1))).status_code == 404
    assert browser.get(place(plan, "download_results")).status_code == 404


def test_a_deal_of_the_future_waits(plan: DealPlan, ana: User, signed_in: SignedIn) -> None:
    begin_deal(plan=plan, version=plan.version, user=ana, began=months_after(months_ago(0), 2))
    shown = signed_in("editor").get(page()).content.decode()
    assert "The deal has not begun" in shown and "The first month has not begun" in shown


def test_the_database_keeps_one_row_a_month_and_no_negative_money(deal: DealPlan, ana: User) -> None:
    row = kept(deal, months_ago(1), ana)
    for wrong in ({"month": row.month}, {"month": months_ago(2), "fee": Decimal(-1)},
                  {"month": months_ago(3), "rating": Decimal("5.5")}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            MonthResult.objects.create(**{"plan": deal, "contacts": 1, "fee": 1, **wrong})


def test_two_people_at_the_same_month(deal: DealPlan, ana: User) -> None:
    row = kept(deal, months_ago(1), ana)
    save_month(plan=deal, month=row.month, version=1, user=ana, **values_of(row, contacts=1))
    with pytest.raises(Conflict):
        save_month(plan=deal, month=row.month, version=1, user=ana, **values_of(row, contacts=2))
    assert MonthResult.objects.get().contacts == 1


def values_of(row: MonthResult, **changes: Any) -> dict[str, Any]:
    names = ("contacts", "fee", "measured", "terms")
    return {name: getattr(row, name) for name in names} | changes
