"""The terms of the decision: weights, settings of the method, and the outside facts that were used."""

from dataclasses import dataclass
from typing import Literal

from scoring.case.estimate import Estimate, quantity, share

HM_TREASURY = (
    "HM Treasury, optimism bias: 0 to 41 % for outsourcing, whole range; 10th and 90th percentile here"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWeights:
    """One person's factor weights, in the order of Weights.factors; they sum to 1."""

    name: str
    factors: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of the six factors (sum 1) and of the criteria within each factor (sum 1 per factor)."""

    factors: dict[str, float]
    criteria: dict[str, float]  # criterion id (C1, Q2 …) to its share of the factor; empty: the defaults
    method: Literal["swing", "rank", "pairwise", "direct"] = "direct"
    concentration: float | None = 200.0  # Dirichlet κ; None: only the order is known
    people: tuple[PersonWeights, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """Settings that a user may change and is shown; the values here are the defaults of the method."""

    horizon_months: int = 36
    discount_rate_per_year: float = 0.08
    hurdle_enabled: bool = True
    hurdle_share_of_personnel_cost: float = 0.10
    hurdle_amount: float | None = None
    repeat_contact_chance: float = 0.6
    quality_tolerance: float = 0.02
    go_probability_saving: float = 0.80
    go_probability_value: float = 0.80
    go_probability_best: float = 0.60
    no_go_probability: float = 0.50
    clear_lead_points: float = 3.0
    clear_lead_share: float = 0.55
    voice_level: str = "C1"
    written_level: str = "B2"
    pending_laws_in_force: tuple[str, ...] = ()
    optimism_bias: Estimate = share(
        "Vendor cost above plan",
        (0, 0.41),
        default=Estimate(low=0.045, likely=0.10, high=0.24, evidence="C", source=HM_TREASURY),
    )
    governance_share_of_fees: Estimate = share(
        "Cost of managing a vendor",
        (0.03, 0.12),
        default=Estimate(low=0.03, likely=0.045, high=0.06, evidence="C"),
    )
    exit_probability: Estimate = share(
        "Chance that a deal ends early",
        (0.05, 0.4),
        default=Estimate(low=0.05, likely=0.15, high=0.35, evidence="D"),
    )
    churn_per_satisfaction_point: Estimate = quantity(
        "Extra share leaving per point of satisfaction lost",
        "share",
        maximum=0.1,
        plausible=(0, 0.003),
        default=Estimate(low=0.0, likely=0.0005, high=0.002, evidence="E"),
    )


PAY_OF_ALL = frozenset({"B", "C"})  # labour cost of the whole economy, earnings of all employees


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Facts of a country as they stood when the case was frozen; None where no source gives one."""

    iso3: str
    name: str
    gdpr_transfer_status: str = ""
    rule_of_law_percentile: float | None = None
    agent_wage_per_hour: float | None = None
    wage_grade: str = ""
    wage_year: int | None = None
    benefit_load: float | None = None
    country_of_concern: bool = False

    @property
    def has_pay_of_all(self) -> bool:
        """Whether the figure for pay is an average of all employees: no evidence of what agents earn."""
        return self.wage_grade in PAY_OF_ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalRule:
    """A rule that bears on the case, with where it lets the work be done."""

    id: str
    regime: str
    requirement: str
    effect: Literal["prohibits", "requires control", "requires notice", "informational"]
    citation: str
    status: str  # in force, proposed …
    categories: tuple[str, ...]  # data categories that bring the rule in
    text_read: bool = False
    allowed_countries: tuple[str, ...] | None = None  # None: the rule does not speak of places
    forbidden_countries: tuple[str, ...] = ()
    home_countries: tuple[str, ...] = ()  # the rule binds only clients there; empty: everywhere
    closes_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A published figure that stands behind an estimate of the case."""

    id: str
    label: str
    value: float | None
    unit: str
    year: str
    source: str
    url: str = ""
    confidence: str = ""
