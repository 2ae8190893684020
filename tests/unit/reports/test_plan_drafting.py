"""The plan as it is drafted for the three published clients: gates answered, numbers traced."""

import json
import re
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pytest

from reports.presenters import read
from reports.presenters.plan import plan_from, told, wording
from reports.presenters.plan.drafting import Draft, draft, written
from reports.presenters.plan.figures import FIGURES, figures
from reports.presenters.plan.printed import present
from reports.presenters.plan.subject import Subject
from reports.presenters.plan.told import Facts
from reports.presenters.plan.wording import Sentence
from reports.presenters.plan.working_out import (
    Back,
    VendorPay,
    back_of,
    exit_terms,
    first_scheme,
    scheme_of,
    vendor_pay,
)
from reports.presenters.reading import Reading
from scoring import deal, decide
from scoring.case import Case
from scoring.decision import OptionResult
from tests.reports_examples import drafted_item

FOLDER = Path(__file__).parents[2] / "data" / "golden"
CLIENTS = ("case1_online_retailer", "case2_health_insurer", "case3_saas_webhost")
FUTURES = 256
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@cache
def reading_of(name: str) -> Reading:
    case = Case.from_dict(json.loads((FOLDER / f"{name}.case.json").read_text()))
    return read(decide(case, futures=FUTURES), case)


@cache
def worked_of(name: str, option: str) -> tuple[Back, tuple[VendorPay, ...]]:
    reading = reading_of(name)
    drawn = deal.draw(reading.case, option, FUTURES, 1)
    scheme = scheme_of(first_scheme(drawn), drawn.case.service.satisfaction.likely)
    return back_of(drawn, exit_terms(drawn)), tuple(vendor_pay(drawn, v, scheme) for v in drawn.vendors)


def planned(name: str) -> list[OptionResult]:
    return [o for o in reading_of(name).decision.options if o.is_outsourcing]


def drafted(name: str, option: OptionResult) -> tuple[Draft, ...]:
    reading, back = reading_of(name), worked_of(name, option.option_id)[0]
    return draft(Subject(reading, option, reading.providers[p], back, 145) for p in option.providers)


EACH = [(name, option.option_id) for name in CLIENTS for option in planned(name)]


@pytest.mark.parametrize(("name", "option"), EACH)
def test_every_open_or_failed_gate_has_a_clause(name: str, option: str) -> None:
    result = reading_of(name).results[option]
    unmet = {gate.gate for gate in result.gates if gate.state in ("open", "fail")}
    items = drafted(name, result)
    answered = {t.ref for item in items if item.part == "contract" for t in item.traces if t.kind == "gate"}
    assert unmet
    assert unmet == answered
    assert all(item.urgent == any(t.kind == "gate" for t in item.traces) for item in items)


@pytest.mark.parametrize(("name", "option"), EACH)
def test_every_number_is_written_so_in_the_wording_or_has_a_source(name: str, option: str) -> None:
    reading = reading_of(name)
    parts = {
        "contract": wording.terms(),
        "oversight": wording.oversight(),
        "triggers": wording.triggers(),
        "exit": wording.returns(),
    }
    clauses = {(part, clause.id): clause for part, found in parts.items() for clause in found}
    for item in drafted(name, reading.results[option]):
        if item.part not in parts:
            continue
        clause = clauses[item.part, item.key]
        fixed = " ".join(f"{s.text} {s.unknown}" for s in (*clause.proposal, *clause.fallback))
        told_by = " ".join(trace.text for trace in item.traces)
        names = " ".join(p.name + p.place for p in reading.case.providers) + " ".join(
            s.name for s in reading.case.service.streams
        )
        known = set(NUMBER.findall(f"{fixed} {told_by} {names} {reading.client}"))
        shares = {f"{100 * a.share:.0f}" for o in reading.case.options for a in o.allocations}
        assert set(NUMBER.findall(f"{item.proposal} {item.fallback}")) <= known | shares, item.key


@pytest.mark.parametrize(("name", "option"), EACH)
def test_nothing_is_left_to_fill_in(name: str, option: str) -> None:
    for item in drafted(name, reading_of(name).results[option]):
        assert item.proposal and not set("{}") & set(item.proposal + item.fallback + item.who)


def test_kinds_of_data_stand_in_words() -> None:
    reading = reading_of("case1_online_retailer")
    service, kinds = reading.case.service, ("contact_identity", "ai_contact", "eu_personal")
    streams = tuple(replace(stream, data_categories=kinds) for stream in service.streams)
    changed = replace(reading, case=replace(reading.case, service=replace(service, streams=streams)))
    result = next(o for o in reading.decision.options if o.option_id == "nearshore_colombia")
    back = worked_of("case1_online_retailer", "nearshore_colombia")[0]
    provider = reading.providers["nearshore_colombia"]
    subject = Subject(changed, result, provider, back, 145)
    assert figures(subject)["data"].text == (
        "name, address, e-mail, phone; chatbot or voice bot conversations; personal data of people in the EU"
    )


def test_the_wording_names_only_figures_that_exist() -> None:
    clauses = [
        *wording.terms(),
        *wording.oversight(),
        *wording.triggers(),
        *wording.returns(),
        *wording.basics(),
    ]
    named = {
        name
        for clause in clauses
        for sentence in (*clause.proposal, *clause.fallback, Sentence(clause.who))
        for name in (*wording.names_in(sentence.text + sentence.unknown), sentence.when)
        if name
    }
    assert named - set(FIGURES) == set()


def test_every_gate_has_a_term_and_every_term_says_why() -> None:
    gates = {gate for clause in wording.terms() for gate in clause.gates}
    assert gates == {f"K{number:02}" for number in range(1, 17)}
    assert [clause.id for clause in wording.terms() if not clause.why or not clause.fallback] == []


def test_what_the_deal_must_settle_is_drafted_for_everybody() -> None:
    always = {clause.id for clause in wording.terms() if clause.always}
    assert always >= {
        "payment", "scope", "deadlines", "service_levels", "contact_reporting", "oversight",
        "data_protection", "labour", "subcontracting", "volume", "price_adjustment", "liability",
        "convenience", "cause", "repeated_failure", "exit_help",
    }  # fmt: skip


def test_a_sentence_without_its_figure_says_the_other_thing_or_nothing() -> None:
    sentences = (
        Sentence("At {price}.", "A price."),
        Sentence("Above {break_even}."),
        Sentence("Always.", when="x"),
    )
    assert written(sentences, {}) == ("A price.", ())


def test_a_break_even_price_that_pays_nothing_is_not_offered() -> None:
    reading = reading_of(CLIENTS[0])
    leader = reading.leader
    assert leader is not None
    provider = reading.providers[leader.providers[0]]
    assert "break_even" in figures(Subject(reading, leader, provider))
    lost = replace(leader, money=replace(leader.money, break_even_price=-2.0))
    assert "break_even" not in figures(Subject(reading, lost, provider))


def test_the_scheme_is_cheaper_than_its_cap_and_warns_where_time_is_paid() -> None:
    for name in CLIENTS:
        leader = reading_of(name).leader
        assert leader is not None
        for pay in worked_of(name, leader.option_id)[1]:
            assert pay.bonus.mean <= 0.04 * pay.fees_a_year.mean
            assert pay.a_year.low <= pay.a_year.mean <= pay.a_year.high
            longer = next(found for found in pay.temptations if found.key == "longer")
            assert longer.loss == 0 and longer.gain == pytest.approx(0.05 * pay.fees_a_year.mean)
            assert longer.pays


def test_more_exit_help_closes_the_gap() -> None:
    reading = reading_of(CLIENTS[0])
    drawn = deal.draw(reading.case, "nearshore_colombia", FUTURES, 1)
    first = exit_terms(drawn)
    covered, bare = back_of(drawn, first), back_of(drawn, {**first, "exit_help": 0.0})
    assert covered.gap == 0 and bare.gap > 0
    assert min(bare.levels) < 0.5 * min(covered.levels)
    assert "goes unanswered" in told.notice_words(covered)
    assert "as little as" in told.notice_words(bare)


def test_own_agents_who_are_needed_elsewhere_take_nothing_back() -> None:
    reading = reading_of(CLIENTS[0])
    back = worked_of(CLIENTS[0], "nearshore_colombia")[0]
    assert back.kept == 26 and back.bound > 26
    assert back.terms["free"] == 0
    assert "None is free" in told.nucleus_words(back)
    assert reading.case.readiness.nucleus_agents_kept == 26


def facts_of(name: str, option: OptionResult) -> Facts:
    items = tuple(drafted_item(d) for d in drafted(name, option))
    drawn = deal.draw(reading_of(name).case, option.option_id, FUTURES, 1)
    return Facts(option.name, "2026-11-22", "2027-11-22", "Own", "Theirs", first_scheme(drawn), items)


@pytest.mark.parametrize(("name", "option"), EACH)
def test_a_printed_plan_survives_being_kept_as_json(name: str, option: str) -> None:
    reading = reading_of(name)
    back, pays = worked_of(name, option)
    plan = present(reading, facts_of(name, reading.results[option]), back, pays)
    assert plan_from(json.loads(json.dumps([asdict(part) for part in plan]))) == plan
    titles = [part.title for part in plan]
    assert titles[0] == "The deal plan" and titles[-1] == "Signatures"
    assert ("Incentives" in titles) == bool(pays)
