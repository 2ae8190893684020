"""A quick look at the decision while answering: fewer futures, nothing stored, kept by hash of the case."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache

from assessments.models import Assessment, ContactStream, Option
from assessments.snapshots import build_case
from scoring import decide
from scoring.case import Case, case_sha256
from scoring.decision import Decision, OptionResult
from scoring.engine import ENGINE_VERSION

FUTURES = 1024
KEPT_SECONDS = 24 * 3600
WORTH_NAMING = 1.0
NO_STREAMS = (
    "Name your contact streams, or start quickly from published figures, and a first verdict appears here."
)
NO_OPTIONS = "Add at least one option beside staying as you are, and a first verdict appears here."
NOT_YET = "A first verdict appears here when a few more questions are answered."
WIDE = "Computed from what is answered so far. Open questions make the ranges wide."


@dataclass(frozen=True, slots=True)
class SoFar:
    """missing says why there is no verdict yet; the rest is empty then."""

    missing: str = ""
    verdict: str = ""
    best: str = ""
    option_id: str = ""
    p_saves: float = 0.0
    saving_low: float = 0.0
    saving_high: float = 0.0
    gates_open: int = 0
    gates: int = 0
    horizon_months: int = 36
    next_path: str = ""
    next_label: str = ""
    next_question: str = ""
    next_money: float = 0.0
    whole_money: float = 0.0
    """What knowing every answer exactly would be worth, where no single one is worth anything by itself."""
    moved_low: float = 0.0
    moved_high: float = 0.0
    note: str = ""


def decision_so_far(assessment: Assessment) -> SoFar:
    if missing := _what_is_missing(assessment):
        return SoFar(missing=missing)
    try:
        case = build_case(assessment)
    except ValueError as error:
        return SoFar(missing=f"{NOT_YET} {error}")
    key = f"so-far-2:{ENGINE_VERSION}:{FUTURES}:{case_sha256(case)}"
    if stored := cache.get(key):
        return SoFar(**stored)
    found = _computed(case)
    cache.set(key, asdict(found), KEPT_SECONDS)
    return found


def _what_is_missing(assessment: Assessment) -> str:
    streams = ContactStream.objects.filter(assessment=assessment, contacts_per_month__isnull=False)
    if not streams.exists():
        return NO_STREAMS
    options = Option.objects.filter(assessment=assessment, archived=None)
    return "" if options.count() > 1 else NO_OPTIONS


def _computed(case: Case) -> SoFar:
    try:
        decision = decide(case, futures=FUTURES, seed=1)
    except ValueError as error:
        return SoFar(missing=f"{NOT_YET} {error}")
    return _read(decision)


def _read(decision: Decision) -> SoFar:
    verdict = decision.verdict
    option = _shown_option(decision)
    return SoFar(
        verdict=verdict.kind,
        best=next((o.name for o in decision.options if o.option_id == verdict.best_option_id), ""),
        option_id=option.option_id,
        p_saves=option.p_saves.share,
        saving_low=option.money.saving.low,
        saving_high=option.money.saving.high,
        gates_open=sum(gate.state in ("open", "fail") for gate in option.gates),
        gates=sum(gate.state != "not_applicable" for gate in option.gates),
        horizon_months=decision.horizon_months,
        note=WIDE,
        **_worth_asking(decision),
    )


def _worth_asking(decision: Decision) -> dict[str, Any]:
    """The answer that is worth most by itself. Early on the options lie so far apart that none is, although
    all of them together are: then the one that moves the saving most."""
    asked = next((item for item in decision.find_out if item.evppi_money >= WORTH_NAMING), None)
    if asked is not None:
        return {
            "next_path": asked.path,
            "next_label": asked.label,
            "next_question": asked.question,
            "next_money": asked.evppi_money,
        }
    if decision.evpi_money < WORTH_NAMING or not decision.tornado:
        return {}
    widest = max(decision.tornado, key=lambda bar: abs(bar.at_high - bar.at_low))
    return {
        "next_path": widest.path,
        "next_label": widest.label,
        "whole_money": decision.evpi_money,
        "moved_low": min(widest.at_low, widest.at_high),
        "moved_high": max(widest.at_low, widest.at_high),
    }


def _shown_option(decision: Decision) -> OptionResult:
    """The leading outsourcing option; the best of all where there is none."""
    wanted = decision.verdict.option_id or decision.verdict.best_option_id
    return next(option for option in decision.options if option.option_id == wanted)
