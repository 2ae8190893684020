"""What a document does not give: a published figure where there is one, else an assumption that says so."""

from typing import Any, Final

from assessments.services.client_import.figures import certain
from ui.estimates import Estimate, make_estimate
from vendors.models import Country, Wage
from vendors.selectors.us_states import state_of

Facts = dict[str, Any]
AGENTS: Final = "43-4051"
ALL_INDUSTRIES: Final = "000000"
OEWS: Final = "BLS OEWS May 2025, customer service representatives"
NOT_QUOTED: Final = "none in the quote"
IN_GOVERNANCE: Final = "contained in the cost of managing the vendor"
HANDOVER: Final = "about three months, the low end of what is published; settling in is the learning curve"
STEADY: Final = "no growth is named; ±2 % assumed"


def price_rise(country: Country | None) -> Estimate | None:
    """Yearly rise of pay and prices: the country's latest inflation."""
    if country is None or "inflation_pct" not in country.figures:
        return None
    year = country.years["inflation_pct"]
    source = f"World Bank, inflation in {country.name}, {year}"
    return make_estimate(country.figures["inflation_pct"] / 100, "D", source=source)


def steady_volume() -> Estimate:
    return make_estimate(0.0, "D", low=-0.02, high=0.02, source=STEADY)


def of_service(country: Country | None) -> Facts:
    return {"wage_drift_per_year": price_rise(country), "volume_growth_per_year": steady_volume()}


def of_quote(country: Country | None) -> Facts:
    """A quote is complete in what the vendor charges; what it leaves open is left open."""
    rise = price_rise(country)
    return {
        **({} if rise is None else {"escalator_per_year": rise}),
        "incentive_share_of_fees": certain(0.0, "C", NOT_QUOTED),
        "software_per_year": certain(0.0, "C", NOT_QUOTED),
        "travel_per_year": certain(0.0, "C", IN_GOVERNANCE),
        "transition_weeks": make_estimate(13.0, "D", low=8.0, high=20.0, source=HANDOVER),
    }


def of_own_centre() -> Facts:
    return {"transition_weeks": make_estimate(12.0, "D", low=6.0, high=20.0, source=HANDOVER)}


def agent_pay(country_iso3: str, place: str) -> Facts:
    """What agents earn there: in the US in the metropolitan area, else a published wage of agents."""
    if wage := _metro_wage(place):
        source = f"{OEWS}, {wage.area}"
        return {"wage_per_hour": make_estimate(wage.mean, "B", low=wage.p25, high=wage.p75, source=source)}
    country = Country.objects.filter(pk=country_iso3, wage_grade="A").first()
    if country is None:
        return {}
    pay, low, high = country.agent_wage_per_hour, country.agent_wage_low, country.agent_wage_high
    return {"wage_per_hour": make_estimate(pay, "C", low=low, high=high, source=country.wage_source)}


def _metro_wage(place: str) -> Wage | None:
    """ "El Paso TX" or "El Paso, Texas"; None where the place is not one metropolitan area."""
    town, _, last = place.replace(",", " ").rstrip().rpartition(" ")
    state = state_of(f",{last}")
    if not state or not town.strip():
        return None
    rows = Wage.objects.filter(
        occupation_code=AGENTS, industry_code=ALL_INDUSTRIES, area_type="M", mean__isnull=False,
        p25__isnull=False, p75__isnull=False, area__startswith=town.strip(), area__contains=state,
    )  # fmt: skip
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
