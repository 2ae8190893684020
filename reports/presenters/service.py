"""What changes for customers and for the team."""

from dataclasses import dataclass

from reports.presenters.numbers import number, percent
from reports.presenters.reading import Reading
from scoring.decision import Interval, OptionResult


@dataclass(frozen=True)
class ServiceRow:
    """One option: what customers get and how many jobs it releases, each with its range."""

    id: str  # of the option
    option: str
    leads: bool
    satisfaction: str
    satisfaction_range: str
    resolution: str
    resolution_range: str
    released: str
    moved: str


@dataclass(frozen=True)
class ServiceView:
    rows: tuple[ServiceRow, ...]
    today: str
    customers: str


def present(reading: Reading) -> ServiceView:
    return ServiceView(
        rows=tuple(_row(reading, option) for option in reading.decision.options),
        today=today_words(reading),
        customers=_customers_words(reading),
    )


def today_words(reading: Reading) -> str:
    """`60 agents, 41,000 contacts a month`; what is not known is left out."""
    service = reading.case.service
    contacts = [stream.contacts_per_month.likely for stream in service.streams]
    known = [value for value in contacts if value is not None]
    said = []
    if service.agents_fte.likely is not None:
        said.append(f"{number(service.agents_fte.likely)} agents")
    if known:
        more = "" if len(known) == len(contacts) else "at least "
        said.append(f"{more}{number(_rounded(sum(known)))} contacts a month")
    return ", ".join(said)


def _rounded(contacts: float) -> float:
    """Two figures are enough to name a volume; the table has the rest."""
    return (
        round(contacts, -3) if contacts >= 10_000 else round(contacts, -2) if contacts >= 1_000 else contacts
    )


def _row(reading: Reading, option: OptionResult) -> ServiceRow:
    return ServiceRow(
        id=option.option_id,
        option=reading.option_name(option.option_id),
        leads=option is reading.subject,
        satisfaction=percent(option.satisfaction.mean),
        satisfaction_range=_range(option.satisfaction),
        resolution=percent(option.first_contact_resolution.mean),
        resolution_range=_range(option.first_contact_resolution),
        released=number(option.released_fte.mean, 1) if option.released_fte.mean else "none",
        moved=percent(option.moved_share) if option.moved_share else "none",
    )


def _range(interval: Interval) -> str:
    return f"{100 * interval.low:.0f}–{100 * interval.high:.0f}"


def _customers_words(reading: Reading) -> str:
    option = reading.subject
    if option is None:
        return ""
    change, numbers = option.money.customer_value_change, reading.numbers
    if not any((change.mean, change.low, change.high)):
        return "No change of customer value was counted."
    word = "loss" if change.mean < 0 else "gain"
    return (
        f"Customers who leave or stay because of the change are worth an expected {word} of"
        f" {numbers.money(abs(change.mean))} over {reading.years}"
        f" (80\u00a0% range {numbers.money_range(change.low, change.high)}; minus means lost)."
    )
