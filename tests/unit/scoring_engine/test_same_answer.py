"""Same case and seed, same bytes; a new option or another order changes nobody else."""

import json
from dataclasses import replace

import pytest

from scoring import Case, Decision, decide
from scoring.case import canonical, case_inputs, case_sha256
from scoring.draws import SampledNumbers, model_inputs
from scoring.draws import numbers as drawing

FEW = 256


def _bytes(decision: Decision) -> bytes:
    return json.dumps(decision.to_dict(), sort_keys=True, allow_nan=False).encode()


@pytest.fixture(scope="module")
def plain(retailer: Case) -> Decision:
    return decide(retailer, futures=FEW)


@pytest.mark.parametrize("chunk", [FEW, 100, 37])
def test_the_size_of_a_chunk_does_not_matter(retailer: Case, plain: Decision, chunk: int) -> None:
    assert _bytes(decide(retailer, futures=FEW, chunk=chunk)) == _bytes(plain)


def test_the_order_of_lists_does_not_matter(retailer: Case, plain: Decision) -> None:
    service = retailer.service
    turned = replace(
        retailer,
        options=retailer.options[::-1],
        providers=retailer.providers[::-1],
        countries=retailer.countries[::-1],
        laws=retailer.laws[::-1],
        service=replace(service, streams=service.streams[::-1], cost_lines=service.cost_lines[::-1]),
    )
    assert _bytes(decide(turned, futures=FEW)) == _bytes(plain)
    assert case_sha256(turned) == case_sha256(retailer)


def test_a_new_option_leaves_the_others_alone_and_a_twin_gets_equal_numbers(
    retailer: Case, plain: Decision
) -> None:
    model = next(o for o in retailer.options if o.id == "nearshore_colombia")
    more = decide(replace(retailer, options=(*retailer.options, replace(model, id="twin"))), futures=FEW)
    found = {o.option_id: o for o in more.options}
    for before in plain.options:
        after = found[before.option_id]
        assert (after.value, after.criteria, after.money) == (before.value, before.criteria, before.money)
    twin, other = found["twin"], found["nearshore_colombia"]
    assert twin.value == other.value
    assert twin.p_best == other.p_best
    assert twin.rank_acceptability == other.rank_acceptability


def test_another_seed_draws_other_futures(retailer: Case, plain: Decision) -> None:
    assert decide(retailer, futures=FEW, seed=2).options[0].value != plain.options[0].value


def test_a_decision_reads_back_as_it_was(plain: Decision) -> None:
    assert Decision.from_dict(json.loads(_bytes(plain))) == plain


def test_a_case_reads_back_as_it_was(retailer: Case) -> None:
    assert Case.from_dict(json.loads(json.dumps(retailer.to_dict()))) == retailer


def test_the_currency_scale_leaves_shares_and_ranks(retailer: Case) -> None:
    """All money times two: values, shares and ranks stay, money doubles."""
    once, doubled = (decide(_in_money_of(retailer, n), futures=FEW) for n in (1, 2))
    for a, b in zip(once.options, doubled.options, strict=True):
        assert a.option_id == b.option_id
        assert a.p_saves == b.p_saves
        assert a.value.mean == pytest.approx(b.value.mean, rel=1e-12)
        assert b.money.present_cost.mean == pytest.approx(2 * a.money.present_cost.mean, rel=1e-12)


def _in_money_of(case: Case, times: int) -> Case:
    """Every sum of money times a factor; what is not known gets its plausible range first."""
    plain = case.to_dict()
    for item in case_inputs(case):
        if not item.quantity.unit.startswith("money"):
            continue
        at = item.path.split(".")
        holder = plain
        for word in at[:-1]:
            holder = next(x for x in holder if x["id"] == word) if isinstance(holder, list) else holder[word]
        low, high = item.quantity.plausible or (0.0, 0.0)
        given = holder[at[-1]]
        if given["likely"] is None:
            given |= {"low": low, "likely": (low + high) / 2, "high": high, "evidence": "E"}
        for name in ("low", "likely", "high"):
            given[name] *= times
    known = Case.from_dict(plain)
    countries = tuple(
        replace(c, agent_wage_per_hour=c.agent_wage_per_hour and times * c.agent_wage_per_hour)
        for c in known.countries
    )
    ready = known.readiness
    money = {
        name: value and times * value
        for name in ("governance_budget_per_year", "budget_one_off_and_first_year")
        for value in [getattr(ready, name)]
    }
    return replace(known, countries=countries, readiness=replace(ready, **money))


def test_many_futures_are_drawn_block_by_block(retailer: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Points of more futures than are kept are made once for each block, not once for each input."""
    inputs, made, few = model_inputs(canonical(retailer)), [], 512
    real = drawing._scores
    singly = {path: SampledNumbers(inputs, few, 1)(path) for path in list(inputs)[::7]}
    monkeypatch.setattr(drawing, "KEPT_FUTURES", few - 1)
    monkeypatch.setattr(drawing, "_scores", lambda block, *rest: made.append(block) or real(block, *rest))
    numbers = SampledNumbers(inputs, few, 1)
    for path, values in singly.items():
        assert (numbers(path) == values).all()
    assert numbers.used == set(singly)
    assert len(made) == len(set(made)) > 1
