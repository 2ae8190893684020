"""From the case to the decision; reads like docs/method.md."""

from __future__ import annotations

import numpy as np

from scoring.case import Case, canonical, case_sha256, validate

from ..criteria import FACTORS
from ..decision import SCHEMA, Decision, FindOut, GateResult, MoneyResult, OptionResult, VerdictKind
from ..draws import SampledNumbers, model_inputs
from ..errors import Floats, whole
from ..evaluation import CHUNK, Evaluated, evaluate_option, factor_weights, mean_weights, pieces_of
from ..gates import gates_of, is_pay_of_agents, local_cost
from ..robustness import pairwise_winning
from ..verdict import Facts, clear_winner, kind_of, verdict_of
from .field import Field, make_field
from .find_out import find_out, money_per_point
from .labels import input_used
from .money import money_result, price_for_chance
from .options import option_results
from .remarks import remarks
from .weighing import agreement, crosschecks, upset, weight_flips, weight_lines
from .what_if import input_flips, tornado, what_if

ENGINE_VERSION = "1.3"
PRICE_WORDS = {
    "productive_hour": "an hour logged in",
    "paid_hour": "a paid hour",
    "minute": "a minute",
    "contact": "a contact",
    "resolved_contact": "a resolved contact",
    "fte_month": "an agent and month",
}


def decide(case: Case, futures: int = 8192, seed: int = 1, *, chunk: int = CHUNK) -> Decision:
    """The decision on a case. Same case and seed, same bytes, whatever ``chunk`` (futures at a time).

    Raises InputError for fewer than 64 futures, a negative seed or a case that contradicts itself.
    """
    whole("futures", futures, at_least=64, at_most=1_000_000)
    whole("seed", seed)
    case = canonical(case)
    validate(case)
    numbers = SampledNumbers(model_inputs(case), futures, seed)
    weights = factor_weights(case, futures, seed)
    field = _field(case, numbers, weights, chunk)
    return _decision(field, numbers, seed)


def _field(case: Case, numbers: SampledNumbers, weights: Floats, chunk: int) -> Field:
    """Every option in every future, one after the other; lines are summed up before the next begins."""
    entries: list[Evaluated] = []
    gates: dict[str, tuple[GateResult, ...]] = {}
    money: dict[str, MoneyResult] = {}
    pieces = pieces_of(case, numbers, chunk)
    for option in case.options:
        entry = evaluate_option(case, option, numbers, weights, pieces)
        gates[option.id] = gates_of(case, option, entry.money, numbers)
        money[option.id] = money_result(entry.money, numbers)
        entries.append(entry.without_lines())
    return make_field(case, entries, gates, weights, money)


def _decision(field: Field, numbers: SampledNumbers, seed: int) -> Decision:
    case = field.case
    options = option_results(field, lambda o: _kind(field, o))
    per_point = money_per_point(field)
    rows = what_if(field, numbers)
    evpi_points, worth = find_out(field, numbers, rows, per_point)
    wins = pairwise_winning(field.values)
    return Decision(
        schema=SCHEMA,
        engine_version=ENGINE_VERSION,
        case_sha256=case_sha256(case),
        futures=numbers.size,
        seed=seed,
        currency=case.currency,
        horizon_months=case.method.horizon_months,
        verdict=verdict_of(case, options, field.leader, _facts(field, options, worth, numbers)),
        options=options,
        pairwise_winning={
            a: {b: float(wins[i, j]) for j, b in enumerate(field.ids) if i != j}
            for i, a in enumerate(field.ids)
        },
        evpi_points=evpi_points,
        evpi_money=evpi_points * per_point if per_point is not None else 0.0,
        money_per_point=per_point,
        find_out=worth,
        flips=(*input_flips(field, rows, numbers), *weight_flips(field)),
        smallest_upset=upset(field),
        tornado=tornado(field, rows, numbers),
        weight_lines=weight_lines(field),
        crosschecks=crosschecks(field),
        factor_weights=dict(zip(FACTORS, map(float, mean_weights(case)), strict=True)),
        consensus=agreement(field),
        inputs=tuple(input_used(item) for path, item in numbers.inputs.items() if path in numbers.used),
        warnings=remarks(field, numbers),
    )


def _facts(
    field: Field, options: tuple[OptionResult, ...], worth: tuple[FindOut, ...], numbers: SampledNumbers
) -> Facts:
    clear, lead = clear_winner(field.case, options)
    price, unit, least, currency = _prices(field, numbers)
    return Facts(
        clear_winner=clear,
        lead_points=lead,
        price_for_saving=price,
        price_unit=unit,
        least_price=least,
        find_out=tuple(f for f in worth if _concerns_leader(field, f.path)),
        pilot_floor=_pilot_floor(field, numbers),
        price_currency=currency,
    )


def _kind(field: Field, option: OptionResult) -> VerdictKind | None:
    if not option.is_outsourcing:
        return None
    return kind_of(option, float(field.stay.total.mean()), field.case.method)[0]


def _prices(field: Field, numbers: SampledNumbers) -> tuple[float | None, str, float | None, str]:
    """The price that makes the leader's saving sure, its unit, the least that pays local wages, and the
    currency of both: the one of the quote."""
    if field.leader is None:
        return None, "", None, ""
    money = field.entries[field.leader].money
    price = price_for_chance(money, numbers, field.case.method.go_probability_saving)
    vendors = [p.provider for p in money.work.parts if p.provider.offer]
    if price is None or len(vendors) != 1 or vendors[0].offer is None:
        return price, "", None, ""
    vendor, offer = vendors[0], vendors[0].offer
    told = is_pay_of_agents(field.case, vendor, numbers)
    cost = local_cost(field.case, vendor, numbers) if told else None
    quoted = float(numbers(f"providers.{vendor.id}.offer.price").mean())
    hourly = float(money.hourly_prices[vendor.id].mean())
    least = cost[0] * quoted / hourly if cost and hourly > 0 else None
    return price, PRICE_WORDS[offer.price_basis], least, offer.currency


def _concerns_leader(field: Field, path: str) -> bool:
    """Whether an input is the leader's, or the service's; not another option's."""
    if field.leader is None:
        return False
    entry = field.entries[field.leader]
    own = {f"providers.{p.provider.id}" for p in entry.money.work.parts} | {f"options.{entry.option.id}"}
    if path.startswith(("providers.", "options.")):
        return any(path.startswith(f"{o}.") for o in own)
    return not path.startswith("method.")


def _pilot_floor(field: Field, numbers: SampledNumbers) -> tuple[float, float] | None:
    """What a pilot must reach: today's figures less the tolerance, where a provider's are not measured."""
    if field.leader is None:
        return None
    measured = ("A", "B")
    unproven = any(
        numbers.inputs[f"providers.{p.provider.id}.{name}"].estimate.evidence not in measured
        for p in field.entries[field.leader].money.work.parts
        for name in ("satisfaction", "first_contact_resolution")
    )
    if not unproven:
        return None
    slack = field.case.method.quality_tolerance
    floors = [
        float(np.mean(numbers(f"service.{name}"))) - slack
        for name in ("satisfaction", "first_contact_resolution")
    ]
    return floors[0], floors[1]
