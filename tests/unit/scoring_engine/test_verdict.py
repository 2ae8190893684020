"""The verdict rule, condition by condition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scoring import Case, Decision, decide
from scoring.case import Estimate, Method
from scoring.decision import GateResult, OptionResult, Share
from scoring.verdict import Facts, clear_winner, kind_of, verdict_of

METHOD = Method()
STAY = 50.0


@pytest.fixture
def option(decision_of: Callable[[str], Decision]) -> OptionResult:
    """A nearshore option that passes everything, to spoil one thing at a time."""
    found = next(
        o for o in decision_of("case1_online_retailer").options if o.option_id == "nearshore_colombia"
    )
    value = replace(found.value, mean=STAY + 5)
    gates = tuple(replace(g, state="pass") for g in found.gates)
    return _with(replace(found, value=value, gates=gates), saves=0.9, better=0.9, best=0.9)


def _with(
    option: OptionResult, saves: float | None = None, better: float | None = None, best: float | None = None
) -> OptionResult:
    changes = {"p_saves": saves, "p_value_above_in_house": better, "p_best": best}
    shares = {k: Share(share=v, standard_error=0.0) for k, v in changes.items() if v is not None}
    return replace(option, **shares)


def _gate(option: OptionResult, state: str, curable: bool = True) -> OptionResult:
    first: GateResult = replace(option.gates[0], state=state, curable=curable)  # type: ignore[arg-type]
    return replace(option, gates=(first, *option.gates[1:]))


def test_all_well_is_a_go(option: OptionResult) -> None:
    assert kind_of(option, STAY, METHOD) == ("go", "V4")


@pytest.mark.parametrize(
    ("spoil", "kind", "rule"),
    [
        (lambda o: _gate(o, "fail", curable=False), "no_go", "V1"),
        (lambda o: _with(o, better=0.49), "no_go", "V2"),
        (lambda o: replace(_with(o, saves=0.49), value=replace(o.value, mean=STAY)), "no_go", "V3"),
        (lambda o: _with(o, saves=0.49), "conditional_go", "V5"),
        (lambda o: _with(o, saves=0.79), "conditional_go", "V5"),
        (lambda o: _with(o, better=0.79), "conditional_go", "V5"),
        (lambda o: _with(o, best=0.59), "conditional_go", "V5"),
        (lambda o: _gate(o, "open"), "conditional_go", "V5"),
        (lambda o: _gate(o, "fail"), "conditional_go", "V5"),
        (lambda o: _gate(o, "waived"), "go", "V4"),
        (lambda o: _gate(o, "not_applicable"), "go", "V4"),
        (lambda o: _with(o, saves=0.80, better=0.80, best=0.60), "go", "V4"),
        (lambda o: _with(o, better=0.50), "conditional_go", "V5"),
    ],
)
def test_one_thing_spoiled(
    option: OptionResult, spoil: Callable[[OptionResult], OptionResult], kind: str, rule: str
) -> None:
    assert kind_of(spoil(option), STAY, METHOD) == (kind, rule)


def test_thresholds_are_settings(option: OptionResult) -> None:
    strict = replace(METHOD, go_probability_best=0.95)
    assert kind_of(option, STAY, strict)[0] == "conditional_go"


@pytest.mark.parametrize(
    ("lead", "best", "clear"), [(3.1, 0.56, True), (2.9, 0.9, False), (10.0, 0.54, False)]
)
def test_a_clear_winner_leads_far_and_often(
    retailer: Case, option: OptionResult, lead: float, best: float, clear: bool
) -> None:
    first = _with(replace(option, value=replace(option.value, mean=60.0)), best=best)
    second = replace(option, option_id="other", value=replace(option.value, mean=60.0 - lead))
    found, points = clear_winner(retailer, (first, second))
    assert (found, points) == (clear, pytest.approx(lead))


def test_an_option_alone_wins_clearly(retailer: Case, option: OptionResult) -> None:
    assert clear_winner(retailer, (option,)) == (True, 0.0)


def test_conditions_are_written_for_a_manager(decision_of: Callable[[str], Decision]) -> None:
    conditions = decision_of("case1_online_retailer").verdict.conditions
    kinds = {c.kind for c in conditions}
    assert {"gate", "pilot", "fact"} <= kinds
    for condition in conditions:
        assert condition.text[0].isupper()
        assert not any(word in condition.text for word in ("EVPPI", "P90", "PERT", "Monte"))


def _rate(price: float, least: float | None, retailer: Case, option: OptionResult, currency: str = "") -> str:
    facts = Facts(False, 1.0, price, "an hour logged in", least, (), None, currency)
    stay = replace(option, option_id="stay", model="stay", is_outsourcing=False)
    verdict = verdict_of(retailer, (_with(option, saves=0.6), stay), 0, facts)
    return next(c.text for c in verdict.conditions if c.kind == "rate")


def test_a_saving_that_is_not_sure_names_the_price_to_reach(retailer: Case, option: OptionResult) -> None:
    text = _rate(14.2, 9.0, retailer, option)
    assert text.startswith("Negotiate the price to USD 14.20 an hour logged in or less")
    abroad = _rate(14.2, 9.0, retailer, option, "EUR")
    assert abroad.startswith("Negotiate the price to EUR 14.20 an hour logged in or less")


def test_no_price_is_asked_for_that_could_not_pay_wages(retailer: Case, option: OptionResult) -> None:
    assert _rate(14.2, 15.0, retailer, option).startswith("No price that can pay local wages")


@pytest.mark.parametrize(
    ("grade", "begins"), [("A", "No price that can pay local wages"), ("B", "Negotiate the price to")]
)
def test_an_average_of_all_employees_forbids_no_price(retailer: Case, grade: str, begins: str) -> None:
    case = replace(
        retailer,
        countries=tuple(replace(c, agent_wage_per_hour=200.0, wage_grade=grade) for c in retailer.countries),
        providers=tuple(replace(p, wage_per_hour=Estimate()) for p in retailer.providers),
        method=replace(retailer.method, go_probability_saving=0.999),
    )
    conditions = decide(case, futures=128).verdict.conditions
    assert next(c.text for c in conditions if c.kind == "rate").startswith(begins)


def test_nothing_to_outsource_is_its_own_rule(retailer: Case, decision_of: Callable[[str], Decision]) -> None:
    options = tuple(o for o in decision_of("case1_online_retailer").options if not o.is_outsourcing)
    facts = Facts(True, 1.0, None, "", None, (), None)
    verdict = verdict_of(retailer, options, None, facts)
    assert (verdict.kind, verdict.rule, verdict.option_id) == ("no_go", "V6", None)
    assert verdict.best_option_id == options[0].option_id
