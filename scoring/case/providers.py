"""Who could do the work: in-house, a vendor with its offer, or an own centre. None means not answered."""

from dataclasses import dataclass
from typing import Literal

from scoring.case.estimate import Estimate, quantity, share

PriceBasis = Literal["productive_hour", "paid_hour", "minute", "contact", "resolved_contact", "fte_month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """A named sum that falls due once, in a month counted from signing (0 = at signing)."""

    id: str
    name: str
    amount: Estimate = quantity("Amount", "money", plausible=(0, 500_000))
    month: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    name: str
    covers_site_and_scope: bool | None = None
    expires: str | None = None  # ISO date


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSkill:
    """A language the provider offers with the lowest CEFR level (A1 … C2) of its assigned agents."""

    code: str
    voice_level: str = ""
    written_level: str = ""
    tested_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A vendor's quote. Prices are in the offer's currency; currency_rate turns them into the case's."""

    price_basis: PriceBasis
    price: Estimate = quantity(
        "Quoted price", "money", plausible=(5, 60), question="What does the vendor charge?"
    )
    currency: str = ""
    currency_rate: Estimate = quantity(
        "Exchange rate", "ratio", plausible=(0.01, 2), default=Estimate.constant(1.0)
    )
    currency_volatility_per_year: float = 0.0  # standard deviation of the log rate over a year
    escalator_per_year: Estimate = quantity(
        "Price rise a year", "share/year", minimum=-0.2, maximum=0.5, plausible=(0, 0.06)
    )
    minimum_commitment_share: Estimate = share("Forecast volume paid even if not used", (0, 1))
    incentive_share_of_fees: Estimate = share("Incentives expected, as a share of fees", (0, 0.05))
    governance_per_year: Estimate = quantity(
        "Cost of managing the vendor", "money/year", plausible=(20_000, 500_000)
    )
    governance_share_of_fees: Estimate = share(
        "Cost of managing the vendor, as a share of fees", (0.03, 0.12)
    )
    travel_per_year: Estimate = quantity("Travel", "money/year", plausible=(0, 30_000))
    software_per_year: Estimate = quantity(
        "Software paid for the vendor's seats", "money/year", plausible=(0, 60_000)
    )
    one_off: tuple[MoneyLine, ...] = ()  # selection, training fee, set-up …
    transition_weeks: Estimate = quantity(
        "Handover and parallel running", "weeks", maximum=104, plausible=(4, 26)
    )
    learning_extra_share: Estimate = quantity(
        "Extra handling time at the start", "share", maximum=3, plausible=(0.05, 0.6)
    )
    learning_half_life_months: Estimate = quantity(
        "Months until half of that is gone", "months", maximum=24, plausible=(1, 6)
    )
    price_transparency: Literal["none", "rate_card", "should_cost", "open_book"] | None = None
    volume_band_share: Estimate = share("Volume change that the price follows", (0, 0.5))
    liability_cap: Estimate = quantity("Liability cap", "money", plausible=(100_000, 10_000_000))
    termination_for_convenience: bool | None = None
    notice_days: float | None = None
    exit_fee_months: float | None = None
    returns_data_and_knowledge: bool | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCentre:
    """An own centre abroad (captive): what it costs to build and to run."""

    labour_cost_per_hour: Estimate = quantity(
        "Labour cost per paid hour there", "money/hour", plausible=(2, 40)
    )
    skill_premium_ratio: Estimate = quantity(
        "Pay against that level for this work", "ratio", maximum=5, plausible=(1, 2)
    )
    leader_ratio: Estimate = quantity(
        "Leaders' pay against an agent's", "ratio", maximum=10, plausible=(1.5, 4)
    )
    leaders_fte: Estimate = quantity("Local leaders", "FTE", plausible=(1, 10))
    occupancy_cost_per_seat_year: Estimate = quantity(
        "Space and equipment per seat", "money/year", plausible=(1_500, 9_000)
    )
    fixed_cost_per_year: Estimate = quantity(
        "Legal entity, audit, travel", "money/year", plausible=(50_000, 400_000)
    )
    fit_out_per_seat: Estimate = quantity("Fit-out per seat", "money", plausible=(2_000, 12_000))
    legal_set_up: Estimate = quantity("Setting up the company there", "money", plausible=(20_000, 200_000))
    hiring_per_agent: Estimate = quantity("Hiring and training per agent", "money", plausible=(1_000, 15_000))
    leaders_sent: Estimate = quantity("Own people sent out to lead", "FTE", plausible=(0, 5))
    leader_package_per_month: Estimate = quantity(
        "Package of a person sent out", "money/month", plausible=(8_000, 25_000)
    )
    leader_months: Estimate = quantity("Months they stay", "months", plausible=(3, 24))
    one_off: tuple[MoneyLine, ...] = ()  # where set-up is known as a sum, the lines above are constants of 0
    build_months: Estimate = quantity("Months until it opens", "months", maximum=36, plausible=(4, 14))
    wage_drift_per_year: Estimate = quantity(
        "Pay rise there a year", "share/year", minimum=-0.2, maximum=1, plausible=(0, 0.12)
    )
    transition_weeks: Estimate = quantity("Handover to the new team", "weeks", maximum=104, plausible=(4, 26))
    learning_extra_share: Estimate = quantity(
        "Extra handling time at the start", "share", maximum=3, plausible=(0.05, 0.6)
    )
    learning_half_life_months: Estimate = quantity(
        "Months until half of that is gone", "months", maximum=24, plausible=(1, 6)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What is known of a provider. The in-house service is a provider too (kind in_house)."""

    id: str
    name: str
    kind: Literal["in_house", "vendor", "captive"]
    country_iso3: str
    place: str = ""
    offer: Offer | None = None
    own_centre: OwnCentre | None = None
    handle_time_ratio: Estimate = quantity(
        "Handling time against today's", "ratio", maximum=5, plausible=(0.9, 1.3)
    )
    first_contact_resolution: Estimate = share("Settled at the first contact", (0.5, 0.85))
    satisfaction: Estimate = share("Customers satisfied", (0.5, 0.9))
    service_level: Estimate = share("Answered within target", (0.5, 0.95))
    service_level_at_peak: Estimate = share("Answered within target at 20 % more volume", (0.2, 0.95))
    turnover_per_year: Estimate = quantity(
        "Agent turnover a year", "share/year", maximum=3, plausible=(0.1, 1)
    )
    skill_level: Estimate = quantity(
        "Hardest work its agents do well", "level", minimum=1, maximum=5, plausible=(1, 5)
    )
    process_maturity: Literal["none", "partly", "audited", "certified"] | None = None
    agents_at_language_level_share: Estimate = share("Agents at the language level needed", (0.6, 1))
    understood_share: Estimate = share("Callers who understand the agents well", (0.6, 0.98))
    overlap_hours_per_day: Estimate = quantity(
        "Hours that overlap with your day", "hours", maximum=24, plausible=(0, 8)
    )
    cultural_familiarity: Estimate = quantity(
        "Knows the product and the customers", "score", maximum=100, plausible=(20, 90)
    )
    languages: tuple[LanguageSkill, ...] = ()
    certifications: tuple[Certification, ...] = ()
    will_certify: bool | None = None
    security_questionnaire: bool | None = None
    transfer_safeguards: bool | None = None  # standard contractual clauses, BCR or IDTA with assessment
    duties_evidenced: tuple[str, ...] | None = None  # ids of legal rules shown to be met
    references_verified: int | None = None
    references_positive_share: Estimate = share("References that would hire again", (0.5, 1))
    financial_standing: Estimate = quantity("Financial standing", "score", maximum=100, plausible=(20, 90))
    client_share_of_revenue: Estimate = share("Your share of the vendor's revenue", (0.005, 0.5))
    real_time_data: bool | None = None
    recordings: bool | None = None
    floor_access: bool | None = None
    campaign_briefing: bool | None = None
    audit_rights: bool | None = None
    dedicated_agents_share: Estimate = share("Agents who work only for you", (0, 1))
    months_to_take_back: Estimate = quantity(
        "Months to take the work back", "months", maximum=60, plausible=(3, 18)
    )
    labour_attestation: bool | None = None
    labour_law_rubric: Estimate = quantity("Keeps to labour law", "rubric", maximum=4, plausible=(0, 4))
    wage_per_hour: Estimate = quantity("What its agents are paid an hour", "money/hour", plausible=(1, 30))
    wage_against_going_rate: Estimate = quantity(
        "Pay against the going rate there", "ratio", maximum=5, plausible=(0.6, 1.5)
    )
    location_accepted_share: Estimate = share("Customers who accept the location", (0.4, 0.95))
    incident_rubric: Estimate = quantity(
        "Free of incidents and bad press", "rubric", maximum=4, plausible=(0, 4)
    )
    privileged_access_limited: bool | None = None
