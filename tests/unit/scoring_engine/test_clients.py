"""The three clients decide as their expert expects, because the method says so."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scoring import Case, Decision, decide
from scoring.case import Estimate, Offer, Provider

from .conftest import FUTURES

Decisions = Callable[[str], Decision]


def _quoted(price: float) -> Estimate:
    return Estimate(low=0.85 * price, likely=price, high=1.15 * price, evidence="C")


def _changed(case: Case, provider_id: str, **changes: object) -> Case:
    providers = tuple(replace(p, **changes) if p.id == provider_id else p for p in case.providers)  # type: ignore[arg-type]
    return replace(case, providers=providers)


def _offer_of(case: Case, provider_id: str) -> Offer:
    provider: Provider = next(p for p in case.providers if p.id == provider_id)
    assert provider.offer is not None
    return provider.offer


@pytest.mark.parametrize(
    ("name", "leader"),
    [
        ("case1_online_retailer", "nearshore_colombia"),
        ("case2_health_insurer", "onshore_bpo_hitrust"),
        ("case3_saas_webhost", "vendor_romania_bot"),
    ],
)
def test_the_expected_option_leads_with_conditions(decision_of: Decisions, name: str, leader: str) -> None:
    verdict = decision_of(name).verdict
    assert (verdict.option_id, verdict.kind, verdict.rule) == (leader, "conditional_go", "V5")
    assert verdict.conditions


def test_the_insurer_must_not_go_abroad(decision_of: Decisions) -> None:
    options = {o.option_id: o for o in decision_of("case2_health_insurer").options}
    failed = {
        key: {g.gate for g in options[key].gates if g.state == "fail" and not g.curable}
        for key in ("nearshore_jamaica", "offshore_philippines")
    }
    assert failed["offshore_philippines"] == {"K06"}
    assert failed["nearshore_jamaica"] == {"K07"}
    assert options["offshore_philippines"].verdict == options["nearshore_jamaica"].verdict == "no_go"
    barred = next(g for g in options["offshore_philippines"].gates if g.gate == "K06")
    assert "Medicaid" in barred.reason


def test_an_own_centre_in_romania_comes_after_the_vendor(decision_of: Decisions) -> None:
    options = [o for o in decision_of("case3_saas_webhost").options if o.is_outsourcing]
    assert [o.option_id for o in options[:2]] == ["vendor_romania_bot", "captive_romania"]
    # A near tie with Bulgaria, as docs/method.md says.
    assert abs(options[1].value.mean - options[2].value.mean) < 0.5


def test_a_nearshore_price_near_the_domestic_one_lets_the_domestic_vendor_win(retailer: Case) -> None:
    offer = replace(_offer_of(retailer, "nearshore_colombia"), price=_quoted(30.0))
    decision = decide(_changed(retailer, "nearshore_colombia", offer=offer), futures=FUTURES)
    assert decision.verdict.option_id == "onshore_bpo"


def test_the_flip_point_of_the_nearshore_price_says_so_beforehand(decision_of: Decisions) -> None:
    flips = [
        f
        for f in decision_of("case1_online_retailer").flips
        if f.path == "providers.nearshore_colombia.offer.price" and f.what == "leader"
    ]
    assert [(f.to_option_id, f.direction) for f in flips] == [("onshore_bpo", "above")]
    assert 17.5 < flips[0].flips_at < 30


def test_without_anybody_to_own_it_nothing_may_be_outsourced(retailer: Case) -> None:
    ready = replace(retailer.readiness, service_owner="", service_owner_named=False)
    verdict = decide(replace(retailer, readiness=ready), futures=FUTURES).verdict
    assert (verdict.kind, verdict.rule) == ("no_go", "V1")


def test_nobody_named_yet_is_only_a_condition(retailer: Case) -> None:
    ready = replace(retailer.readiness, service_owner="")
    verdict = decide(replace(retailer, readiness=ready), futures=FUTURES).verdict
    assert verdict.kind == "conditional_go"
    assert "K11" in {c.gate for c in verdict.conditions}


def test_once_medicaid_is_lost_the_place_no_longer_bars_an_offshore_bid(insurer: Case) -> None:
    gone = {s.id for s in insurer.service.streams if "phi_medicaid" in (s.data_categories or ())}
    assert gone
    streams = tuple(s for s in insurer.service.streams if s.id not in gone)
    options = tuple(
        replace(o, allocations=tuple(a for a in o.allocations if a.stream_id not in gone))
        for o in insurer.options
    )
    case = replace(insurer, service=replace(insurer.service, streams=streams), options=options)
    decision = decide(case, futures=FUTURES)
    gates = {o.option_id: {g.gate: g for g in o.gates} for o in decision.options}
    assert gates["offshore_philippines"]["K06"].state == "open"
    assert gates["nearshore_jamaica"]["K07"].state == "fail"


def test_privileged_access_that_cannot_be_limited_ends_it(web_host: Case) -> None:
    case = _changed(web_host, "vendor_romania_bot", privileged_access_limited=False)
    option = next(o for o in decide(case, futures=FUTURES).options if o.option_id == "vendor_romania_bot")
    assert option.verdict == "no_go"
    assert next(g for g in option.gates if g.gate == "K07").state == "fail"


@pytest.mark.parametrize("name", ["case1_online_retailer", "case2_health_insurer", "case3_saas_webhost"])
def test_seeds_agree_on_the_verdict(
    case_of: Callable[[str], Case], decision_of: Decisions, name: str
) -> None:
    first = decision_of(name)
    second = decide(case_of(name), futures=FUTURES, seed=2)
    assert second.verdict.option_id == first.verdict.option_id
    assert second.verdict.kind == first.verdict.kind
    for a in first.options:
        b = next(o for o in second.options if o.option_id == a.option_id)
        for x, y in ((a.p_saves, b.p_saves), (a.p_value_above_in_house, b.p_value_above_in_house)):
            error = 5 * 2**0.5 * max(x.standard_error, y.standard_error)
            assert abs(x.share - y.share) <= error + 1 / FUTURES
