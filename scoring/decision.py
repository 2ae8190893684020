"""The decision: everything that pages, reports and tools print, as one frozen value, never rounded."""

from dataclasses import dataclass
from typing import Any, Literal

from scoring.case.codec import from_plain, to_plain

SCHEMA = "outsourcing-decision/1"

VerdictKind = Literal["go", "conditional_go", "no_go"]
GateState = Literal["pass", "open", "fail", "waived", "not_applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Mean and 80 % interval (10th and 90th percentile) over the futures."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of futures (0-1) with its Monte Carlo standard error."""

    share: float
    standard_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorResult:
    """Value 0-100 on a factor, the factor's mean weight, and weight x value (points of the total)."""

    factor: str
    value: Interval
    weight: float
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """A criterion of one option: its measured level in its own unit and the value 0-100 that it earns."""

    id: str
    factor: str
    name: str
    unit: str
    level: Interval
    value: Interval
    weight: float  # global: factor weight x weight within the factor, mean over futures
    worst: float  # anchor that earns 0
    best: float  # anchor that earns 100
    inputs: tuple[str, ...]  # paths of the case inputs that were used
    explanation: str  # how it was computed, one plain sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLineResult:
    """A line of the money model: present value over the horizon; costs positive."""

    id: str
    name: str
    group: Literal["in_house", "stranded", "vendor", "own_centre", "one_off", "exit", "customers"]
    present_value: Interval
    first_year: float  # mean, undiscounted
    steady_year: float  # mean of the last twelve months, undiscounted
    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyResult:
    """Money of one option, in the case's currency. Savings are against staying in-house as is."""

    present_cost: Interval
    saving: Interval  # PV(as is) - PV(option), without the customer value change
    customer_value_change: Interval  # PV, negative when customers are lost
    net_benefit: Interval  # saving + customer value change
    one_off: Interval
    first_year_cost_p90: float  # one-off + what others are paid in the first year, 90th percentile (K14)
    cost_per_resolved_contact: Interval
    payback_month: (
        int | None
    )  # median month in which the cumulative saving turns positive for good; None: not in time
    payback_share: float  # share of futures that pay back within the horizon
    break_even_price: float | None  # price in the offer's basis at which the mean net benefit is the hurdle
    hurdle: float
    lines: tuple[MoneyLineResult, ...]
    cumulative_saving: tuple[Interval, ...]  # by month, index 0 = end of the first month, undiscounted
    saving_histogram: tuple[tuple[float, float, int], ...]  # (from, to, futures) of the net benefit


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    gate: str  # K01 …
    name: str
    state: GateState
    reason: str
    closes_with: str
    curable: bool
    citations: tuple[str, ...] = ()
    waived_by: str = ""
    waived_reason: str = ""
    waived_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionResult:
    option_id: str
    name: str
    model: str
    is_outsourcing: bool  # a vendor or own centre does part of the work
    rank: int  # by mean value, options with a failed gate below all others
    moved_share: float  # share of contacts that leave today's team
    providers: tuple[str, ...]
    value: Interval
    factors: tuple[FactorResult, ...]
    criteria: tuple[CriterionResult, ...]
    money: MoneyResult
    gates: tuple[GateResult, ...]
    p_saves: Share  # saves more than the hurdle
    p_value_above_in_house: Share
    p_best: Share  # first rank among options without a failed gate
    rank_acceptability: tuple[float, ...]  # share of futures in rank 1, 2, …
    central_weights: dict[str, float] | None
    confidence_factor: float | None
    regret_mean: float  # points of value
    regret_max: float
    dominated_by: tuple[str, ...]
    satisfaction: Interval
    first_contact_resolution: Interval
    released_fte: Interval
    verdict: VerdictKind | None  # what the rule says were this option chosen; None for staying and improving


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must happen before signing."""

    kind: Literal["gate", "rate", "fact", "pilot", "term"]
    text: str
    gate: str = ""
    input: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictResult:
    kind: VerdictKind
    rule: str  # V1 … of docs/method.md
    option_id: str | None  # the leading outsourcing option; None when there is none
    best_option_id: str  # the best option of all without a failed gate
    clear_winner: bool
    lead_points: float
    reasons: tuple[str, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlipPoint:
    """Where the answer changes when one thing changes and the rest stays at its mean."""

    kind: Literal["input", "weight"]
    path: str  # path of the input, or factor / criterion id
    label: str
    unit: str
    current: float
    flips_at: float
    direction: Literal["above", "below"]
    share_beyond: float  # share of futures beyond the flip point
    from_option_id: str
    to_option_id: str
    what: Literal["best", "leader", "saving"] = "best"
    # best: another option comes first of all; leader: another outsourcing option leads; saving: the
    # leading outsourcing option no longer (or now) saves more than the hurdle


@dataclass(frozen=True, slots=True, kw_only=True)
class FindOut:
    """What it is worth to know an input exactly before deciding."""

    path: str
    label: str
    unit: str
    question: str
    evppi_points: float
    evppi_money: float
    evidence: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoBar:
    """Net benefit of the leading option with one input at its 10th and 90th percentile."""

    path: str
    label: str
    unit: str
    low_input: float
    high_input: float
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosscheck:
    method: Literal["TOPSIS", "PROMETHEE II"]
    order: tuple[str, ...]  # option ids, best first
    kendall_tau: float
    agrees_on_winner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightLine:
    """Value of an option over the weight of one factor, the other weights in proportion."""

    factor: str
    option_id: str
    weights: tuple[float, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputUsed:
    """A line of the assumptions table. Unknown inputs show the plausible range that stood in."""

    path: str
    label: str
    unit: str
    low: float
    likely: float
    high: float
    evidence: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    schema: str
    engine_version: str
    case_sha256: str
    futures: int
    seed: int
    currency: str
    horizon_months: int
    verdict: VerdictResult
    options: tuple[OptionResult, ...]  # best first
    pairwise_winning: dict[str, dict[str, float]]  # share of futures in which row beats column
    evpi_points: float
    evpi_money: float
    money_per_point: float | None  # money that one point of total value is worth, through the weight on cost
    find_out: tuple[FindOut, ...]
    flips: tuple[FlipPoint, ...]
    smallest_upset: dict[str, Any] | None
    tornado: tuple[TornadoBar, ...]
    weight_lines: tuple[WeightLine, ...]
    crosschecks: tuple[Crosscheck, ...]
    factor_weights: dict[str, float]
    consensus: float | None
    inputs: tuple[InputUsed, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Decision":
        """Read a stored decision."""
        return from_plain(cls, data)
