"""Today's service, what is at stake for customers, and whether the company is ready to govern a vendor."""

from dataclasses import dataclass

from scoring.case.estimate import UNKNOWN, Estimate, quantity, share


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageShare:
    """Share (0-1) of contacts in a language (ISO 639-1 code)."""

    code: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A contact stream: one subject on its channels. None means not answered."""

    id: str
    name: str
    channels: tuple[str, ...] = ()  # phone, chat, email, ticket, social, portal, back_office
    contacts_per_month: Estimate = quantity(
        "Contacts", "contacts/month", plausible=(100, 100_000), question="How many contacts come in a month?"
    )
    handle_seconds: Estimate = quantity(
        "Handling time", "seconds", plausible=(120, 1_800), question="How long does one contact take?"
    )
    first_contact_resolution: Estimate | None = None  # None: as the whole service
    complexity_1_to_5: int | None = None
    documentation_1_to_5: int | None = None
    sensitivity_1_to_5: int | None = None
    brand_critical: bool | None = None  # None: sensitivity 4 or more counts as brand-critical
    data_categories: tuple[str, ...] | None = None
    face_to_face_share: float | None = None
    required_country_iso3: str = ""  # the client's own rule or contract keeps the work there
    languages: tuple[LanguageShare, ...] = ()  # empty: as the whole service
    concurrency: float = 1.0
    arrival_profile: tuple[
        float, ...
    ] = ()  # shares of the week per half hour from Monday 00:00: 336, or empty
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """A yearly cost of today's service and the share of it that stops when all the work leaves."""

    id: str
    name: str
    kind: str  # supervision, quality_training, technology, software, facilities, management, other
    amount_per_year: Estimate = quantity("Cost", "money/year", plausible=(0, 1_000_000))
    avoidable_share: Estimate = share("Share that stops when the work leaves", (0, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The service as it runs today."""

    country_iso3: str
    place: str = ""
    timezone: str = ""
    hours: str = ""
    hours_per_week: float | None = None
    languages: tuple[LanguageShare, ...] = ()
    streams: tuple[Stream, ...] = ()
    cost_lines: tuple[CostLine, ...] = ()
    monthly_volume_factors: tuple[float, ...] = ()  # 12 factors with mean 1 from January, or empty
    paid_hours_per_fte_year: float = 2080.0
    service_level_target_seconds: float | None = None
    agents_fte: Estimate = quantity(
        "Agents", "FTE", plausible=(2, 500), question="How many agents do you have?"
    )
    agent_wage_per_hour: Estimate = quantity(
        "Agent pay per hour", "money/hour", plausible=(3, 60), question="What do you pay an agent an hour?"
    )
    benefit_load: Estimate = quantity(
        "Employer on-cost", "share", maximum=2, plausible=(0.1, 0.6), question="What comes on top of pay?"
    )
    agent_pay_avoidable_share: Estimate = share("Share of agent pay that stops", (0.7, 1))
    shrinkage: Estimate = share("Paid time not available for contacts", (0.15, 0.45))
    occupancy: Estimate = share("Share of logged-in time spent on contacts", (0.55, 0.95))
    turnover_per_year: Estimate = quantity(
        "Agent turnover a year",
        "share/year",
        maximum=3,
        plausible=(0.1, 1),
        question="How many agents leave a year?",
    )
    turnover_avoidable_share: Estimate = share("Share of turnover cost that stops", (0.7, 1))
    replacement_cost_per_leaver: Estimate = quantity(
        "Cost to replace a leaver",
        "money",
        plausible=(1_000, 30_000),
        question="What does replacing a leaver cost?",
    )
    training_weeks: Estimate = quantity("Weeks to train a new agent", "weeks", maximum=52, plausible=(1, 16))
    first_contact_resolution: Estimate = share("Settled at the first contact", (0.5, 0.85))
    satisfaction: Estimate = share("Customers satisfied", (0.5, 0.9))
    service_level: Estimate = share("Answered within target", (0.5, 0.95))
    service_level_at_peak: Estimate = share("Answered within target at 20 % more volume", (0.2, 0.95))
    wage_drift_per_year: Estimate = quantity(
        "Pay rise a year", "share/year", minimum=-0.2, maximum=0.5, plausible=(0, 0.08)
    )
    volume_growth_per_year: Estimate = quantity(
        "Volume growth a year", "share/year", minimum=-0.9, maximum=3, plausible=(-0.1, 0.2)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Customers:
    """Whom the service serves and what they are worth."""

    count: Estimate = quantity("Customers", "customers", plausible=(1_000, 2_000_000))
    contacting_share_per_year: Estimate = share("Customers who contact you in a year", (0.05, 0.9))
    yearly_margin: Estimate = quantity("Margin per customer and year", "money/year", plausible=(5, 300))
    churn_per_year: Estimate = share("Customers who leave in a year", (0.03, 0.4))
    would_leave_if_abroad_share: Estimate = share(
        "Customers who would leave if service went abroad", (0, 0.05)
    )
    churn_per_satisfaction_point: Estimate = quantity(
        "Extra share leaving per point of satisfaction lost", "share", maximum=0.1, plausible=(0, 0.003)
    )
    plausible_loss_p95: Estimate = quantity(
        "Loss from a serious data incident", "money", plausible=(200_000, 12_000_000)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether the company can define, judge and take back the work. None means not answered."""

    service_owner: str = ""
    service_owner_named: bool | None = None  # False: nobody can be named; None: as service_owner says
    owner_can_judge_quality: bool | None = None
    metrics_measured: tuple[str, ...] | None = (
        None  # volume, subject, aht, fcr, csat, service_level, cost ...
    )
    goals: tuple[str, ...] = ()
    governance_budget_per_year: float | None = None
    nucleus_agents_kept: float | None = None
    contingency_plan_reviewed: str | None = None  # ISO date of the last review; None: there is no plan
    contingency_review_months: float = 12.0
    budget_one_off_and_first_year: float | None = None
    layoff_notice_planned: bool | None = None
    redeployed_share: Estimate = share("Released staff who find other work in the company", (0, 1))


__all__ = ["UNKNOWN", "CostLine", "Customers", "LanguageShare", "Readiness", "Service", "Stream"]
