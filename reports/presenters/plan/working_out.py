"""What is worked out for a deal: taking the work back, and what the incentives cost, in all futures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.presenters.plan import wording
from scoring.case import Provider
from scoring.costs import peak_share
from scoring.deal import (
    Drawn,
    Lever,
    Temptation,
    amounts,
    interval,
    queue_of,
    return_cost,
    temptation,
)
from scoring.decision import Interval
from scoring.gates import local_cost
from scoring.incentives import Metric, Scheme
from scoring.taking_back import Rebuild, Return, rebuild, service_levels

WEEKS_A_MONTH = 365.25 / 7 / 12
DAYS_A_MONTH = 365.25 / 12
LEAST_HELP = 3.0
MOST_TARGET = 0.98


@dataclass(frozen=True)
class Back:
    """Taking the work back. People in agents (FTE); levels by month, empty where nothing can be sized."""

    terms: Mapping[str, float]
    needed: float
    kept: float
    bound: float  # of those kept, needed for the work that stays
    result: Rebuild
    levels: tuple[float, ...]
    target: float | None
    hiring: Interval
    both_teams: Interval
    exit_fees: Interval
    cost: Interval
    counted: float  # what the decision counts for ending early, present value
    unhelped: tuple[int, float] | None  # without exit help: worst month and share answered or done then
    local_cost: Mapping[str, float]

    @property
    def rebuilt_in(self) -> int | None:
        return self.result.rebuilt_in

    @property
    def exit_help(self) -> float:
        return self.terms["exit_help"]

    @property
    def gap(self) -> int:
        """Months in which notice and exit help have ended and the team is not yet there."""
        return len(self.result.uncovered)


@dataclass(frozen=True)
class VendorPay:
    """What the scheme costs at one provider, a year once the work has moved, and over the horizon."""

    provider: Provider
    fees_a_year: Interval
    bonus: Interval
    malus: Interval
    a_year: Interval
    present: Interval
    step: float
    counted: float
    on_target: Mapping[str, float]
    temptations: tuple[Temptation, ...]


def exit_terms(drawn: Drawn) -> dict[str, float]:
    """The terms of the exit as first proposed: from the offer and the answers, else as assumed."""
    case, assumed = drawn.case, wording.assumed()
    needed, free = needed_of(drawn), free_of(drawn)
    training = (case.service.training_weeks.likely or 4.0) / WEEKS_A_MONTH
    known = [v.months_to_take_back.likely for v in drawn.vendors if v.months_to_take_back.likely]
    lead = assumed["hiring_weeks"] / WEEKS_A_MONTH + training
    pace = max((max(known) if known else assumed["rebuild_months"] + lead) - lead, 1.0)
    kept = case.readiness.nucleus_agents_kept or 0.0
    teach = kept * assumed["newcomers_per_coach"] / max(training, 1.0) or assumed["newcomers_alone"]
    found = {
        "notice": max((v.offer.notice_days or 0.0 for v in drawn.vendors if v.offer), default=0.0)
        / DAYS_A_MONTH,
        "exit_help": 0.0,
        "free": round(free, 1),
        "hires": float(math.ceil(min((needed - free) / pace, teach))),
        "hiring_weeks": assumed["hiring_weeks"],
        "training_weeks": round(training * WEEKS_A_MONTH, 1),
        "first_speed": assumed["first_month_speed"],
    }
    months = _rebuild(drawn, found).rebuilt_in
    help_needed = (months or LEAST_HELP) - found["notice"]
    return found | {
        "notice": round(found["notice"], 1),
        "exit_help": float(max(math.ceil(help_needed), LEAST_HELP)),
    }


def needed_of(drawn: Drawn) -> float:
    return float(drawn.money.released_fte.mean())


def bound_of(drawn: Drawn) -> float:
    """Agents whom the work that stays takes."""
    return float(drawn.numbers("service.agents_fte").mean()) - needed_of(drawn)


def free_of(drawn: Drawn) -> float:
    kept = drawn.case.readiness.nucleus_agents_kept or 0.0
    return min(max(kept - bound_of(drawn), 0.0), needed_of(drawn))


def back_of(drawn: Drawn, terms: Mapping[str, float]) -> Back:
    result = _rebuild(drawn, terms)
    needed, queue = needed_of(drawn), queue_of(drawn.case, drawn.option_id)
    levels = service_levels(queue, [m.covered for m in result.months]) if queue else ()
    cost = return_cost(drawn, result.hires)
    counted = [line for line in drawn.money.lines if line.line.id == "expected_exit"]
    local = {p.id: local_cost(drawn.case, p, drawn.numbers) for p in drawn.vendors}
    return Back(
        terms=terms,
        needed=needed,
        kept=drawn.case.readiness.nucleus_agents_kept or 0.0,
        bound=bound_of(drawn),
        result=result,
        levels=tuple(float(level) for level in levels),
        target=queue.level if queue else None,
        hiring=interval(cost.hiring),
        both_teams=interval(cost.both_teams),
        exit_fees=interval(cost.exit_fees),
        cost=interval(cost.total),
        counted=float(counted[0].present.mean()) if counted else 0.0,
        unhelped=_unhelped(drawn, terms),
        local_cost={key: found[1] for key, found in local.items() if found},
    )


def _unhelped(drawn: Drawn, terms: Mapping[str, float]) -> tuple[int, float] | None:
    """The worst month were there no exit help; None where nothing goes undone then."""
    found = _rebuild(drawn, {**terms, "exit_help": 0.0}).uncovered
    if not found or not terms["exit_help"]:
        return None
    worst = min(found, key=lambda month: month.covered)
    queue = queue_of(drawn.case, drawn.option_id)
    share = float(service_levels(queue, [worst.covered])[0]) if queue else worst.covered
    return worst.month, share


def _rebuild(drawn: Drawn, terms: Mapping[str, float]) -> Rebuild:
    needed = needed_of(drawn)
    return rebuild(
        Return(
            needed=needed,
            nucleus=min(terms["free"], needed),
            provider_stays=terms["notice"] + terms["exit_help"],
            hires_a_month=terms["hires"],
            first_hires=1 + terms["hiring_weeks"] / WEEKS_A_MONTH,
            training=terms["training_weeks"] / WEEKS_A_MONTH,
            first_month_speed=terms["first_speed"],
            turnover_a_year=drawn.case.service.turnover_per_year.likely or 0.0,
        )
    )


def first_scheme(drawn: Drawn) -> dict[str, Any]:
    """The scheme as first proposed: targets are today's levels; what is not measured today is left out."""
    data, today = wording.incentives(), _today(drawn)
    rows = [_first_metric(row, today) for row in data["metric"] if today.get(row["level"])]
    total = sum(row["weight"] for row in rows)
    for row in rows:
        row["weight"] = round(row["weight"] / total, 4)
    if rows:
        rows[-1]["weight"] = round(1 - sum(row["weight"] for row in rows[:-1]), 4)
    plain = {name: data["scheme"][name] for name in ("period", "bonus_cap", "malus_cap", "step", "spread")}
    return plain | {"metrics": rows}


def scheme_of(plain: Mapping[str, Any], today_satisfaction: float | None) -> Scheme:
    """The scheme that a plan holds as plain values."""
    data = {row["id"]: row for row in wording.incentives()["metric"]}
    tolerance = wording.incentives()["scheme"]["tolerance"]
    least = (("satisfaction", today_satisfaction - tolerance),) if today_satisfaction else ()
    return Scheme(
        metrics=tuple(_metric(row, data[row["key"]]["level"]) for row in plain["metrics"]),
        basics=least,
        bonus_cap=plain["bonus_cap"],
        malus_cap=plain["malus_cap"],
        step=plain["step"],
        period=plain["period"],
        spread=plain["spread"],
    )


def vendor_pay(drawn: Drawn, provider: Provider, scheme: Scheme) -> VendorPay:
    found = amounts(drawn, provider, scheme)
    yearly = found.fees_a_year
    return VendorPay(
        provider=provider,
        fees_a_year=interval(yearly),
        bonus=interval(yearly * found.pay.bonus),
        malus=interval(yearly * found.pay.malus),
        a_year=interval(found.a_year),
        present=interval(found.present_value),
        step=float(found.step.mean()),
        counted=float(found.counted.mean()),
        on_target={key: float(shares.mean()) for key, shares in found.pay.on_target.items()},
        temptations=tuple(temptation(drawn, provider, scheme, lever) for lever in levers(drawn, provider)),
    )


def levers(drawn: Drawn, provider: Provider) -> tuple[Lever, ...]:
    """Those that the provider's price basis opens; pay counts only where it is known."""
    basis = provider.offer.price_basis if provider.offer else ""
    paid = local_cost(drawn.case, provider, drawn.numbers) is not None
    return tuple(
        Lever(key=row["id"], gain=row["gain"], size=row["size"], hurts=row.get("hurts", {}))
        for row in wording.incentives()["lever"]
        if basis in row["bases"] and (paid or row["gain"] != "labour")
    )


def _today(drawn: Drawn) -> dict[str, float | None]:
    service = drawn.case.service
    level, peak = service.service_level.likely, peak_share(drawn.case)
    at_peak = service.service_level_at_peak.likely or (level * peak if level and peak else None)
    return {
        "first_contact_resolution": service.first_contact_resolution.likely,
        "satisfaction": service.satisfaction.likely,
        "service_level": level,
        "service_level_at_peak": at_peak,
    }


def _first_metric(row: Mapping[str, Any], today: Mapping[str, float | None]) -> dict[str, Any]:
    level = min(today[row["level"]] or 0.0, MOST_TARGET)
    target = row["target"] if row.get("weekly") else round(level, 2)
    return {
        "key": row["id"],
        "target": target,
        "floor": round(max(target - row["floor"], 0.0), 4),
        "stretch": round(min(target + row["full"], 1.0), 4),
        "weight": row["weight"],
        "weekly_target": round(level, 2) if row.get("weekly") else None,
    }


def _metric(row: Mapping[str, Any], level: str) -> Metric:
    return Metric(
        key=row["key"],
        level=level,
        floor=row["floor"],
        target=row["target"],
        stretch=row["stretch"],
        weight=row["weight"],
        weekly_target=row["weekly_target"],
    )
