"""Options of a document as facts: what a vendor said of itself, what it offers, what an own centre takes."""

import math
from typing import Any, Final

from assessments.services.client_import import phrases
from assessments.services.client_import.assumed import of_own_centre, of_quote
from assessments.services.client_import.document import Document
from assessments.services.client_import.figures import (
    CLAIM,
    OWN_ASSUMPTION,
    OWN_ESTIMATE,
    QUOTE,
    certain,
    estimate,
)
from scoring.case import Improvement, MoneyLine, Offer, OwnCentre, Provider
from ui.estimates import SPREADS, make_estimate
from vendors.models import Country

Facts = dict[str, Any]
LEARNING_HALF_LIFE_MONTHS: Final = 3.0
PAID_HOURS: Final = 2080
CLAIMS: Final = {
    "csat_pct": ("satisfaction", 0.01),
    "fcr_pct": ("first_contact_resolution", 0.01),
    "turnover_per_year": ("turnover_per_year", 1.0),
    "agents_at_required_cefr_share": ("agents_at_language_level_share", 1.0),
    "dedicated_agents_share": ("dedicated_agents_share", 1.0),
}
VENDOR_WORDS: Final = (
    "audit_rights", "labour_attestation", "references_verified", "will_certify", "security_questionnaire",
    "transfer_safeguards", "real_time_data", "recordings", "floor_access", "campaign_briefing",
    "privileged_access_limited", "process_maturity", "duties_evidenced",
)  # fmt: skip
OFFER_WORDS: Final = (
    "termination_for_convenience", "notice_days", "exit_fee_months", "returns_data_and_knowledge",
)  # fmt: skip
ELSEWHERE: Final = {"certifications"}
IN_THE_SUM: Final = "contained in the sum for setting up"
CENTRE_SUMS: Final = (
    "fit_out_per_seat", "legal_set_up", "hiring_per_agent", "leaders_sent", "leader_package_per_month",
    "leader_months",
)  # fmt: skip
SEAT_COST: Final = "worked out from the client's yearly running cost"


def vendor_facts(option: Document, at: str) -> Facts:
    """What the vendor says of itself."""
    given = option.get("vendor", {})
    claims = {
        name: estimate(Provider, name, given[key], "C", CLAIM, at=f"{at}.vendor.{key}", scale=scale)
        for key, (name, scale) in CLAIMS.items()
        if key in given
    }
    return {**claims, **{name: given[name] for name in VENDOR_WORDS if name in given}}


def unread_of_vendor(option: Document, at: str) -> list[str]:
    known = {*CLAIMS, *VENDOR_WORDS, *OFFER_WORDS, *ELSEWHERE}
    return [f"{at}.vendor.{key} was not read." for key in sorted(set(option.get("vendor", {})) - known)]


def offer_facts(option: Document, baseline: Document, home: Country | None, at: str) -> Facts:
    """The quote, and what the document says of the work at this vendor."""
    price = option.get("price_usd_per_production_hour")
    governance = option.get("governance_usd_per_year")
    given = option.get("vendor", {})
    return {
        **of_quote(home),
        "price": estimate(Offer, "price", price, "C", QUOTE, at=f"{at}.price_usd_per_production_hour"),
        **_governance(governance, at),
        **_learning(option),
        **_handling(option, baseline),
        **{name: given[name] for name in OFFER_WORDS if name in given},
    }


def offer_sums(option: Document, at: str) -> list[tuple[str, str, Facts]]:
    """Sums that fall due at signing: slug, name, amount. Sums for staff are the option's own."""
    training = {"training_of_vendor_agents": "Training the vendor's agents"}
    return _sums(option, {"vendor_selection": "Choosing the vendor", **training}, at)


def option_sums(option: Document, at: str) -> list[tuple[str, str, Facts]]:
    return _sums(option, {"layoffs_retention": "Severance and retention", "other": "Other one-off cost"}, at)


def option_facts(option: Document, at: str) -> Facts:
    """Facts of the option itself. Severance that is given as a sum is not counted per person again."""
    if option["model"] == "in_house":
        return _improvement(option, at)
    if "layoffs_retention" in option.get("one_time_usd", {}):
        source = "contained in the sum for severance and retention"
        return {"severance_per_released_fte": certain(0.0, "C", source)}
    return {}


def transfer_month(option: Document) -> int | None:
    """Of a build-operate-transfer deal, from "after 24 months"; None for any other."""
    words = f"{option['id']} {option['name']} {option.get('notes', '')}".lower()
    if "build-operate-transfer" not in words:
        return None
    return int(phrases.number_after("after", words) or 24)


def centre_facts(option: Document, baseline: Document, at: str) -> Facts:
    """An own centre: what is written as a number, and what the notes say in figures."""
    notes = str(option.get("notes", ""))

    def figure(name: str, raw: Any, grade: str = "D", source: str = OWN_ASSUMPTION) -> Facts:
        return {} if raw is None else {name: estimate(OwnCentre, name, raw, grade, source, at=f"{at}.{name}")}

    leaders = 2 if "country manager and deputy" in notes else None
    fixed = phrases.number_before(r"US\$ legal entity", notes)
    sums = {} if option.get("one_time_total_usd") is None else CENTRE_SUMS
    return {
        **figure("labour_cost_per_hour", option.get("labour_usd_hour_economy"), "B", "published labour cost"),
        **figure("skill_premium_ratio", option.get("premium_for_it_support_with_english")),
        **({} if leaders is None else {"leaders_fte": certain(leaders, "D", OWN_ASSUMPTION)}),
        **figure("leader_ratio", phrases.number_before(r"x(?![a-z])", notes)),
        **figure("fixed_cost_per_year", fixed),
        **figure("build_months", phrases.number_before("months to build", notes)),
        **figure("occupancy_cost_per_seat_year", _seat_cost(option, leaders, fixed, notes), source=SEAT_COST),
        **{name: certain(0.0, "C", IN_THE_SUM) for name in sums},
        **of_own_centre(),
        **_staffing(option, baseline),
    }


def _staffing(option: Document, baseline: Document) -> Facts:
    """How many people the client plans there for the work that its own people do today."""
    today = baseline.get("agents_fte", 0) * option["share_of_volume"]
    planned = option.get("staff_fte")
    return {"handle_time_ratio": certain(planned / today, "D", OWN_ESTIMATE)} if planned and today else {}


def centre_sums(option: Document, at: str) -> list[tuple[str, str, Facts]]:
    total = option.get("one_time_total_usd")
    if total is None:
        return []
    amount = estimate(MoneyLine, "amount", total, "C", OWN_ASSUMPTION, at=f"{at}.one_time_total_usd")
    return [("set-up", "Setting up the centre", dict(amount))]


def _governance(raw: Any, at: str) -> Facts:
    if raw is None:
        return {}
    where = f"{at}.governance_usd_per_year"
    return {"governance_per_year": estimate(Offer, "governance_per_year", raw, "C", OWN_ESTIMATE, at=where)}


def _learning(option: Document) -> Facts:
    """A loss of the first year, as a share of the yearly contract, falling to half every three months.

    The sum of an extra ℓ·2^(−t/h) over time is ℓ·h/ln 2 months of work; a loss of x years is 12·x months.
    """
    lag = option.get("one_time_usd", {}).get("first_year_productivity_lag")
    contract = option.get("contract_usd_per_year")
    if not contract or lag is None:
        return {}
    extra = lag / contract * 12 * math.log(2) / LEARNING_HALF_LIFE_MONTHS
    return {
        "learning_extra_share": make_estimate(extra, "D", source=OWN_ESTIMATE, least=0, most=3),
        "learning_half_life_months": certain(LEARNING_HALF_LIFE_MONTHS, "D", OWN_ASSUMPTION),
    }


def _handling(option: Document, baseline: Document) -> Facts:
    """Lasting extra handling time: bought hours against today's hours for the same work."""
    hours, today = option.get("hours_per_year"), baseline.get("production_hours_per_year")
    if not hours or not today or not option["share_of_volume"]:
        return {}
    ratio = round(hours / (today * option["share_of_volume"]), 4)
    spread = abs(ratio - 1) * SPREADS["D"]
    estimated = make_estimate(ratio, "D", low=ratio - spread, high=ratio + spread, source=OWN_ESTIMATE)
    return {"handle_time_ratio": estimated}


def _improvement(option: Document, at: str) -> Facts:
    given = {
        "cost_saving_share": ("saving_pct_steady", "D", 0.01),
        "one_off_cost": ("one_time_total_usd", "C", 1.0),
    }
    return {
        f"improvement.{name}": estimate(
            Improvement, name, option[key], grade, OWN_ESTIMATE, at=f"{at}.{key}", scale=scale
        )
        for name, (key, grade, scale) in given.items()
        if key in option
    }


def _sums(option: Document, names: dict[str, str], at: str) -> list[tuple[str, str, Facts]]:
    given = option.get("one_time_usd", {})
    return [
        (
            key.replace("_", "-"),
            name,
            dict(estimate(MoneyLine, "amount", given[key], "C", OWN_ESTIMATE, at=f"{at}.one_time_usd.{key}")),
        )
        for key, name in names.items()
        if key in given
    ]


def _seat_cost(option: Document, leaders: float | None, fixed: float | None, notes: str) -> float | None:
    """What pay, leaders and fixed cost leave of the running cost, per seat; None where it cannot be said."""
    run, seats = option.get("run_cost_usd_per_year"), option.get("staff_fte")
    pay = option.get("labour_usd_hour_economy")
    ratio = phrases.number_before(r"x(?![a-z])", notes)
    if run is None or not seats or pay is None or leaders is None or fixed is None or ratio is None:
        return None
    yearly = pay * option.get("premium_for_it_support_with_english", 1.0) * PAID_HOURS
    rest: float = run - yearly * (seats + leaders * ratio) - fixed
    return rest / seats if rest > 0 else None
