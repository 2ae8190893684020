"""How the answer was computed, and what is needed to compute it again."""

from dataclasses import dataclass

from reports.presenters.numbers import date_words, percent, points, with_error
from reports.presenters.reading import FACTOR_NAMES, Reading
from reports.presenters.words import sentence

RULES = {
    "V1": "No-go, because a gate fails that cannot be cured.",
    "V2": "No-go, because it is better than staying in-house in less than half of the futures.",
    "V3": "No-go, because it saves enough in less than half of the futures and is worth no more.",
    "V4": "Go, because every gate is passed and all thresholds below are reached.",
    "V5": "Conditional go, because no rule says no-go and not all that a go needs is reached yet.",
    "V6": "No-go, because no option gives work away.",
}


@dataclass(frozen=True)
class Setting:
    name: str
    value: str


@dataclass(frozen=True)
class ErrorRow:
    option: str
    best: str
    better: str
    saves: str


@dataclass(frozen=True)
class MethodView:
    futures: str
    settings: tuple[Setting, ...]
    proof: tuple[Setting, ...]
    errors: tuple[ErrorRow, ...]
    weights: tuple[Setting, ...]
    weights_note: str
    rule: str
    rule_words: str
    warnings: tuple[str, ...]


def present(reading: Reading) -> MethodView:
    return MethodView(
        futures=f"{reading.decision.futures:,}",
        settings=_settings(reading),
        proof=proof(reading),
        errors=_errors(reading),
        weights=tuple(
            Setting(name, percent(reading.decision.factor_weights.get(factor), 1))
            for factor, name in FACTOR_NAMES.items()
        ),
        weights_note=_weights_note(reading),
        rule=reading.decision.verdict.rule,
        rule_words=RULES.get(reading.decision.verdict.rule, ""),
        warnings=tuple(map(sentence, reading.decision.warnings)),
    )


def proof(reading: Reading) -> tuple[Setting, ...]:
    decision = reading.decision
    return (
        Setting("Case as of", date_words(reading.case.as_of)),
        Setting("Case fingerprint (SHA-256)", decision.case_sha256),
        Setting("Engine version", decision.engine_version),
        Setting("Futures", f"{decision.futures:,}"),
        Setting("Seed", str(decision.seed)),
        Setting("Case layout", reading.case.schema),
        Setting("Decision layout", decision.schema),
    )


def _settings(reading: Reading) -> tuple[Setting, ...]:
    method, numbers = reading.case.method, reading.numbers
    amount = method.hurdle_amount
    hurdle = percent(method.hurdle_share_of_personnel_cost) + " of in-house personnel cost"
    if amount is not None:
        hurdle += f", at most {numbers.money(amount)}"
    return (
        Setting("Horizon", f"{method.horizon_months}\u00a0months"),
        Setting("Discount rate", f"{percent(method.discount_rate_per_year, 1)} a year"),
        Setting("A saving counts above", hurdle if method.hurdle_enabled else "zero (no hurdle)"),
        Setting("Go: saves above the hurdle in at least", percent(method.go_probability_saving)),
        Setting("Go: better than in-house in at least", percent(method.go_probability_value)),
        Setting("Go: best of all in at least", percent(method.go_probability_best)),
        Setting("No-go: better than in-house in less than", percent(method.no_go_probability)),
        Setting(
            "Clear winner: leads by at least",
            f"{points(method.clear_lead_points)} points, first in {percent(method.clear_lead_share)}",
        ),
        Setting("Quality may fall by at most", f"{points(100 * method.quality_tolerance, 1)} points"),
        Setting("An unsettled customer comes back in", percent(method.repeat_contact_chance)),
    )


def _errors(reading: Reading) -> tuple[ErrorRow, ...]:
    return tuple(
        ErrorRow(
            reading.option_name(option.option_id),
            with_error(option.p_best),
            "–" if option.model == "stay" else with_error(option.p_value_above_in_house),
            "–" if option.model == "stay" else with_error(option.p_saves),
        )
        for option in reading.decision.options
    )


def _weights_note(reading: Reading) -> str:
    how = {
        "swing": "by asking which factor to lift first from its worst",
        "rank": "by putting the factors in order",
        "pairwise": "by comparing the factors two by two",
        "direct": "directly",
    }[reading.case.weights.method]
    people = len(reading.case.weights.people)
    said = f"The weights were given {how}" + (f" by {people} people" if people > 1 else "")
    consensus = reading.decision.consensus
    if consensus is not None and people > 1:
        said += f"; they agree to {percent(consensus)}"
    certainty = "only their order is taken as known" if reading.case.weights.concentration is None else ""
    return sentence(said + (f"; {certainty}" if certainty else ""))
