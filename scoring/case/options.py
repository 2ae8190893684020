"""A way to source the work: who does which share of which stream, and what it takes to get there."""

from dataclasses import dataclass
from typing import Literal

from scoring.case.estimate import Estimate, quantity, share
from scoring.case.providers import MoneyLine

OptionModel = Literal[
    "stay",
    "improve",
    "onshore",
    "nearshore",
    "offshore",
    "captive",
    "training_only",
    "build_operate_transfer",
    "mix",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Share (0-1) of a stream that a provider does; what no allocation takes stays in-house."""

    stream_id: str
    provider_id: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """What the client plans to do better in-house."""

    cost_saving_share: Estimate = share("Cost that the improvements save", (0, 0.2))
    one_off_cost: Estimate = quantity("Cost of the improvements", "money", plausible=(0, 500_000))
    months_to_effect: Estimate = quantity("Months until they work", "months", maximum=36, plausible=(2, 12))
    first_contact_resolution_change: Estimate = quantity(
        "Change of first-contact resolution",
        "share",
        minimum=-0.5,
        maximum=0.5,
        plausible=(0, 0.06),
        default=Estimate.constant(0.0),
    )
    satisfaction_change: Estimate = quantity(
        "Change of satisfaction",
        "share",
        minimum=-0.5,
        maximum=0.5,
        plausible=(0, 0.05),
        default=Estimate.constant(0.0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOnly:
    """A trainer outside trains the team; the work stays."""

    fee_per_hire: Estimate = quantity("Fee per new hire trained", "money", plausible=(500, 6_000))
    inhouse_training_saved_share: Estimate = share("Own training cost that stops", (0.2, 0.9))
    one_off_cost: Estimate = quantity("Set-up with the training firm", "money", plausible=(0, 100_000))
    first_contact_resolution_change: Estimate = quantity(
        "Change of first-contact resolution", "share", minimum=-0.5, maximum=0.5, plausible=(-0.02, 0.04)
    )
    turnover_change: Estimate = quantity(
        "Change of turnover a year", "share/year", minimum=-1, maximum=1, plausible=(-0.1, 0.05)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Somebody answers for a gate that is not passed."""

    gate: str
    by: str
    reason: str
    on: str  # ISO date


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    id: str
    name: str
    model: OptionModel
    allocations: tuple[Allocation, ...] = ()
    start_month: int = 0
    one_off: tuple[MoneyLine, ...] = ()  # beyond the offer's own: severance, retention, project …
    severance_per_released_fte: Estimate = quantity(
        "Severance per person released", "money", plausible=(0, 15_000)
    )
    exit_probability: Estimate = share("Chance that the deal ends early", (0.05, 0.4))
    improvement: Improvement | None = None
    training: TrainingOnly | None = None
    transfer_month: int | None = None  # build-operate-transfer: when the centre becomes the client's own
    transfer_fee: Estimate = quantity("Fee to take the centre over", "money", plausible=(0, 500_000))
    waivers: tuple[Waiver, ...] = ()
    note: str = ""
