"""The formulas of the spreadsheet against the engine: every line and total of every option."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from reports.exports.inputs_page import Inputs
from reports.exports.money.lines import LineCells, LineTable
from reports.exports.money.option_page import AGREES, TOTAL_KEYS, OptionCells, OptionPage
from reports.exports.pages import Book
from reports.presenters.reading import Reading, read
from scoring.case import Case, Estimate, Improvement, TrainingOnly
from scoring.costs import Money
from scoring.deterministic import deterministic
from tests.exports_examples import CLIENTS, golden, reading_of

BASES = ("productive_hour", "paid_hour", "minute", "contact", "resolved_contact", "fte_month")


def written(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[OptionCells, list[LineCells], Money]]:
    lines: list[list[LineCells]] = []
    usual = LineTable.lines

    def kept(self: LineTable, *parts: Any) -> list[LineCells]:
        lines.append(usual(self, *parts))
        return lines[-1]

    monkeypatch.setattr(LineTable, "lines", kept)
    known, book = deterministic(reading.case), Book("title", "author")
    inputs, found = Inputs(book, reading, known), []
    for place, result in enumerate(reading.decision.options):
        if result.option_id in known.money:
            cells = OptionPage(book.page(f"sheet {place}"), known, result, inputs).write()
            found.append((cells, lines[-1], known.money[result.option_id]))
    assert book.finished().startswith(b"PK")
    return found


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-6)


def compare(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    for cells, lines, money in written(reading, monkeypatch):
        engine = {value.line.id: value for value in money.lines}
        assert {line.id for line in lines} == engine.keys()
        for line in lines:
            of_engine = engine[line.id]
            assert line.present.value == close(of_engine.present[0]), line.id
            assert line.first_year.value == close(of_engine.first_year[0]), line.id
            assert line.last_year.value == close(of_engine.last_year[0]), line.id
        for key in set(TOTAL_KEYS) - {"payback"}:
            assert cells.totals[key].value == close(getattr(money, key)[0]), key
        payback = money.payback[0]
        assert cells.totals["payback"].value == (payback if payback < 1e6 else 0)
        assert AGREES in cells.check


@pytest.mark.parametrize("name", CLIENTS)
def test_every_line_and_total_is_the_engines(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(reading_of(name), monkeypatch)


def with_offers(case: Case, **changes: Any) -> Case:
    return replace(
        case,
        providers=tuple(
            replace(p, offer=replace(p.offer, **changes)) if p.offer else p for p in case.providers
        ),
    )


def changed(case: Case, model: str, **changes: Any) -> Case:
    return replace(
        case, options=tuple(replace(o, **changes) if o.model == model else o for o in case.options)
    )


def by(basis: str) -> Callable[[Case], Case]:
    return lambda case: with_offers(case, price_basis=basis, price=Estimate.constant(3.0))


def seasonal(case: Case) -> Case:
    factors = (0.8, 0.8, 0.9, 0.9, 1.0, 1.0, 1.0, 1.0, 1.1, 1.1, 1.2, 1.2)
    return replace(case, service=replace(case.service, monthly_volume_factors=factors))


def shrinking(case: Case) -> Case:
    less = replace(
        case.service, volume_growth_per_year=Estimate(low=-0.5, likely=-0.3, high=-0.1, evidence="D")
    )
    return with_offers(replace(case, service=less), minimum_commitment_share=Estimate.constant(0.9))


def split_in_two(case: Case) -> Case:
    halves = lambda option: tuple(replace(a, share=a.share / 2) for a in option.allocations)  # noqa: E731
    return replace(case, options=tuple(replace(o, allocations=halves(o)) for o in case.options))


def improving_too(case: Case) -> Case:
    better = Improvement(
        cost_saving_share=Estimate.constant(0.1),
        one_off_cost=Estimate.constant(50_000),
        months_to_effect=Estimate.constant(5.5),
        satisfaction_change=Estimate.constant(0.03),
        first_contact_resolution_change=Estimate.constant(0.02),
    )
    return changed(case, "nearshore", improvement=better)


def training(case: Case) -> Case:
    trained = TrainingOnly(
        fee_per_hire=Estimate.constant(900),
        inhouse_training_saved_share=Estimate.constant(0.6),
        one_off_cost=Estimate.constant(20_000),
        first_contact_resolution_change=Estimate.constant(0.03),
        turnover_change=Estimate.constant(-0.1),
    )
    return changed(case, "improve", improvement=None, training=trained)


def unknown(case: Case) -> Case:
    nothing = replace(
        case.service, agents_fte=Estimate(), shrinkage=Estimate(), volume_growth_per_year=Estimate()
    )
    return replace(case, service=nothing)


def terms(**changes: Any) -> Callable[[Case], Case]:
    return lambda case: replace(case, method=replace(case.method, **changes))


VARIANTS: dict[str, Callable[[Case], Case]] = {
    **{f"price by {basis}": by(basis) for basis in BASES},
    "seasons": seasonal,
    "shrinking below the commitment": shrinking,
    "streams split in two": split_in_two,
    "improving beside a vendor": improving_too,
    "training only": training,
    "nothing known of the team": unknown,
    "volatile currency": lambda case: with_offers(case, currency_volatility_per_year=0.15),
    "eighteen months": terms(horizon_months=18),
    "no hurdle": terms(hurdle_enabled=False),
    "a small hurdle": terms(hurdle_amount=1000.0),
    "no discount": terms(discount_rate_per_year=0.0),
    "nothing comes": lambda case: replace(case, service=replace(case.service, streams=())),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_so_it_is_with_other_terms(variant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case, decision = golden("case1_online_retailer")
    made = VARIANTS[variant](case)
    assert made != case
    if variant == "nothing comes":
        made = replace(made, options=tuple(replace(o, allocations=()) for o in made.options))
    compare(read(decision, made), monkeypatch)


@pytest.mark.parametrize("month", [None, 12, 35, 60])
def test_so_it_is_with_a_centre_that_is_taken_over(
    month: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, decision = golden("case3_saas_webhost")
    made = changed(case, "build_operate_transfer", transfer_month=month)
    compare(read(decision, made), monkeypatch)
