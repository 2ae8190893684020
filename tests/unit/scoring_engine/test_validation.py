# ruff: noqa: E501 - one refusal a line reads best
"""What a case must be: every refusal names the path and what would do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scoring import Case, decide
from scoring.case import Allocation, Estimate, PersonWeights, Waiver, problems, validate
from scoring.case.schema import as_text, case_schema
from scoring.case.validation import CRITERIA
from scoring.criteria import criteria

ROOT = Path(__file__).parents[3]


def _option(case: Case, **changes: Any) -> Case:
    first, *rest = case.options
    return replace(case, options=(replace(first, **changes), *rest))


def _provider(case: Case, **changes: Any) -> Case:
    first, *rest = case.providers
    return replace(case, providers=(replace(first, **changes), *rest))


def _stream(case: Case, **changes: Any) -> Case:
    first, *rest = case.service.streams
    return replace(case, service=replace(case.service, streams=(replace(first, **changes), *rest)))


def _given(case: Case, *shares: tuple[str, str, float]) -> Case:
    allocations = tuple(Allocation(stream_id=s, provider_id=p, share=x) for s, p, x in shares)
    return _option(case, model="mix", allocations=allocations)


REFUSED: list[tuple[str, Callable[[Case], Case]]] = [
    ("schema", lambda c: replace(c, schema="outsourcing-case/0")),
    ("currency", lambda c: replace(c, currency="dollars")),
    ("as_of", lambda c: replace(c, as_of="1 November 2026")),
    ("contingency_plan_reviewed", lambda c: replace(c, readiness=replace(c.readiness, contingency_plan_reviewed="?"))),
    ("options: the id", lambda c: replace(c, options=(*c.options, c.options[0]))),
    ("providers: the id", lambda c: replace(c, providers=(*c.providers, c.providers[0]))),
    ("may have letters", lambda c: _option(c, id="a.b")),
    ("more than one of kind in_house", lambda c: replace(c, providers=tuple(replace(p, kind="in_house") for p in c.providers))),
    ("no stream 'nowhere'", lambda c: _given(c, ("nowhere", "onshore_bpo", 0.5))),
    ("no provider 'nobody'", lambda c: _given(c, (c.service.streams[0].id, "nobody", 0.5))),
    ("0.35 for 35 %", lambda c: _given(c, (c.service.streams[0].id, "onshore_bpo", 35))),
    ("at most 100 %", lambda c: _given(c, *[(c.service.streams[0].id, p, 0.6) for p in ("onshore_bpo", "nearshore_colombia")])),
    ("staying as is gives nothing", lambda c: _option(_given(c, (c.service.streams[0].id, "onshore_bpo", 0.5)), model="stay")),
    ("start_month", lambda c: _option(c, start_month=99)),
    ("K99", lambda c: _option(c, waivers=(Waiver(gate="K99", by="A", reason="B", on="2026-01-01"),))),
    ("needs the name", lambda c: _option(c, waivers=(Waiver(gate="K01", by=" ", reason="B", on="2026-01-01"),))),
    ("waivers", lambda c: _option(c, waivers=(Waiver(gate="K01", by="A", reason="B", on="soon"),))),
    ("country_iso3", lambda c: _provider(c, country_iso3="Colombia")),
    ("references_verified", lambda c: _provider(c, references_verified=-1)),
    ("turnover_per_year", lambda c: _provider(c, turnover_per_year=Estimate(low=0.5, likely=0.4, high=0.6, evidence="C"))),
    ("is above 1; shares are written", lambda c: _provider(c, satisfaction=Estimate.constant(84.0))),
    ("is below 0", lambda c: _provider(c, turnover_per_year=Estimate.constant(-0.1))),
    ("needs low", lambda c: _provider(c, satisfaction=Estimate.constant(float("nan")))),
    ("needs low", lambda c: _provider(c, satisfaction=Estimate(low=None, likely=0.5, high=0.6, evidence="C"))),
    ("complexity_1_to_5", lambda c: _stream(c, complexity_1_to_5=6)),
    ("face_to_face_share", lambda c: _stream(c, face_to_face_share=50.0)),
    ("concurrency", lambda c: _stream(c, concurrency=0.0)),
    ("arrival_profile", lambda c: _stream(c, arrival_profile=(1.0, 2.0))),
    ("monthly_volume_factors", lambda c: replace(c, service=replace(c.service, monthly_volume_factors=(1.0,) * 11))),
    ("mean must be 1", lambda c: replace(c, service=replace(c.service, monthly_volume_factors=(2.0,) * 12))),
    ("hours_per_week", lambda c: replace(c, service=replace(c.service, hours_per_week=169.0))),
    ("weights must sum to 1", lambda c: replace(c, weights=replace(c.weights, factors={"cost": 30.0}))),
    ("'price' is no factor", lambda c: replace(c, weights=replace(c.weights, factors={"price": 1.0}))),
    ("weights must be 0 or more", lambda c: replace(c, weights=replace(c.weights, factors={"cost": 2.0, "trust": -1.0}))),
    ("weights.people.Ana", lambda c: replace(c, weights=replace(c.weights, people=(PersonWeights(name="Ana", factors={}),)))),
    ("'X9' is no criterion", lambda c: replace(c, weights=replace(c.weights, criteria={"X9": 1.0}))),
    ("'C5' is no criterion", lambda c: replace(c, weights=replace(c.weights, criteria={"C5": 1.0}))),
    ("weights.criteria: C2 has a weight, C1, C3, C4", lambda c: replace(c, weights=replace(c.weights, criteria={"C2": 1.0}))),
    ("concentration", lambda c: replace(c, weights=replace(c.weights, concentration=0.0))),
    ("horizon_months", lambda c: replace(c, method=replace(c.method, horizon_months=0))),
    ("discount_rate_per_year", lambda c: replace(c, method=replace(c.method, discount_rate_per_year=8.0))),
    ("go_probability_best", lambda c: replace(c, method=replace(c.method, go_probability_best=60.0))),
]  # fmt: skip


def test_the_demonstration_cases_make_sense(retailer: Case, insurer: Case, web_host: Case) -> None:
    assert [problems(case) for case in (retailer, insurer, web_host)] == [(), (), ()]


@pytest.mark.parametrize(("words", "spoil"), REFUSED, ids=[f"{n}-{w}" for n, (w, _) in enumerate(REFUSED)])
def test_nonsense_is_refused_by_name(retailer: Case, words: str, spoil: Callable[[Case], Case]) -> None:
    spoiled = spoil(retailer)
    with pytest.raises(ValueError, match=r".") as refused:
        validate(spoiled)
    assert words in str(refused.value)
    with pytest.raises(ValueError, match=r"."):
        decide(spoiled, futures=64)


def test_the_criteria_that_may_be_weighed_are_those_of_the_method() -> None:
    assert {f: tuple(c.id for c in criteria() if c.factor == f) for f in CRITERIA} == CRITERIA


def test_a_factor_weighed_in_full_is_accepted_with_noughts(retailer: Case) -> None:
    shares = {"C1": 1.0, "C2": 0.0, "C3": 0.0, "C4": 0.0}
    assert problems(replace(retailer, weights=replace(retailer.weights, criteria=shares))) == ()


def test_all_faults_are_told_at_once(retailer: Case) -> None:
    spoiled = replace(
        retailer, currency="x", as_of="y", weights=replace(retailer.weights, concentration=-1.0)
    )
    assert len(problems(spoiled)) == 3


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("colour", "red", "not a field of Case"),
        ("title", None, "title: expected str"),
        ("service", [], "service: expected an object"),
        ("options", {}, "options: expected a list"),
        ("currency", 5, "currency: expected str, got int"),
    ],
)
def test_json_of_another_shape_is_refused_by_path(retailer: Case, path: str, value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Case.from_dict({**retailer.to_dict(), path: value})


def test_a_missing_part_is_named(retailer: Case) -> None:
    plain = retailer.to_dict()
    del plain["customers"]
    with pytest.raises(ValueError, match="customers: missing"):
        Case.from_dict(plain)


def test_the_published_schema_is_that_of_the_classes() -> None:
    assert (ROOT / "docs" / "case.schema.json").read_text(encoding="utf-8") == as_text()


def test_the_cases_fit_the_schema(retailer: Case, insurer: Case, web_host: Case) -> None:
    schema = case_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for case in (retailer, insurer, web_host):
        assert [error.message for error in validator.iter_errors(case.to_dict())] == []


def test_the_schema_refuses_a_field_that_there_is_not(retailer: Case) -> None:
    validator = jsonschema.Draft202012Validator(case_schema())
    plain = json.loads(json.dumps(retailer.to_dict()))
    plain["service"]["colour"] = "red"
    assert [error.message for error in validator.iter_errors(plain)]
