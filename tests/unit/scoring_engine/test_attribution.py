"""What changed between two decisions: the parts add up to the whole, and each goes to its cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring import Case
from scoring.attribution import STRUCTURE, attribute
from scoring.case import Estimate

FEW = 128


def _dearer(case: Case, price: float) -> Case:
    quoted = Estimate.constant(price, "C")
    providers = tuple(
        replace(p, offer=replace(p.offer, price=quoted)) if p.id == "nearshore_colombia" and p.offer else p
        for p in case.providers
    )
    return replace(case, providers=providers)


def _paid(case: Case, wage: float) -> Case:
    return replace(case, service=replace(case.service, agent_wage_per_hour=Estimate.constant(wage)))


def test_parts_add_up_exactly(retailer: Case) -> None:
    after = _paid(_dearer(retailer, 19.0), 24.0)
    found = attribute(retailer, after, futures=FEW)
    assert found is not None
    assert {c.path for c in found.causes} == {
        "providers.nearshore_colombia.offer.price",
        "service.agent_wage_per_hour",
    }
    for name in ("saving", "net_benefit", "p_saves", "p_value_above_in_house"):
        total = sum(getattr(c, name) for c in found.causes)
        assert total == pytest.approx(
            getattr(found.after, name) - getattr(found.before, name), rel=1e-9, abs=1e-9
        )
    by_path = {c.path: c for c in found.causes}
    assert by_path["providers.nearshore_colombia.offer.price"].saving < 0
    assert by_path["service.agent_wage_per_hour"].saving > 0


def test_a_cause_says_what_it_was_and_is(retailer: Case) -> None:
    found = attribute(retailer, _paid(retailer, 24.0), futures=FEW)
    assert found is not None
    (cause,) = found.causes
    assert cause.label == "Agent pay per hour"
    assert (cause.before["likely"], cause.after["likely"]) == (22.76, 24.0)
    assert found.option_id == "nearshore_colombia"


def test_nothing_changed_has_no_causes(retailer: Case) -> None:
    found = attribute(retailer, retailer, futures=FEW)
    assert found is not None
    assert found.causes == ()
    assert found.before == found.after


def test_a_vanished_option_is_a_change_of_structure(retailer: Case) -> None:
    fewer = replace(retailer, options=tuple(o for o in retailer.options if o.id != "offshore_philippines"))
    found = attribute(retailer, fewer, futures=FEW)
    assert found is not None
    assert [c.path for c in found.causes] == [STRUCTURE]
    assert found.causes[0].saving == 0


def test_other_work_for_the_option_is_a_change_of_structure(retailer: Case) -> None:
    options = tuple(
        replace(o, allocations=o.allocations[:1]) if o.id == "nearshore_colombia" else o
        for o in retailer.options
    )
    found = attribute(retailer, _paid(replace(retailer, options=options), 24.0), futures=FEW)
    assert found is not None
    assert {c.path for c in found.causes} == {STRUCTURE, "service.agent_wage_per_hour"}
    assert sum(c.saving for c in found.causes) == pytest.approx(found.after.saving - found.before.saving)


def test_without_an_outsourcing_option_there_is_nothing_to_explain(retailer: Case) -> None:
    inside = replace(retailer, options=tuple(o for o in retailer.options if not o.allocations))
    assert attribute(inside, inside, futures=FEW) is None
