"""Published figures for a question, by where the client works and in which sector."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assessments.models import Answer, Assessment
from ui.formats import decimal_text, money_text, percent_text
from vendors.models import Benchmark, Country, Wage
from vendors.selectors.us_states import STATES

AGENT = "43-4051"
ALL_INDUSTRIES = "000000"
SECTORS = {
    "us_csr_wage_telecom": ("telecom", "telephone", "mobile", "internet provider"),
    "us_csr_wage_insurance": ("insur",),
    "us_csr_wage_bank": ("bank", "credit", "lending", "fintech"),
    "us_csr_wage_hosting": ("host", "saas", "software", "data processing"),
    "us_csr_wage_retail": ("retail", "commerce", "shop", "store"),
    "us_csr_wage_hospital": ("hospital", "health care", "healthcare", "clinic"),
}
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where the client works. per_usd: how much of its currency a US dollar is; None where not known."""

    country: str
    town: str
    sector: str
    currency: str
    per_usd: float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure in the unit of the question. low and high may be missing."""

    key: str
    text: str
    likely: float
    source: str
    url: str = ""
    low: float | None = None
    high: float | None = None


def place_of(assessment: Assessment) -> Place:
    said = {
        row.key: row.value
        for row in Answer.objects.filter(
            assessment=assessment, key__in=["service.country_iso3", "service.place"]
        )
    }
    client = assessment.client
    return Place(
        country=str(said.get("service.country_iso3") or client.country_iso3),
        town=str(said.get("service.place") or ""),
        sector=client.sector.lower(),
        currency=client.currency,
        per_usd=_per_usd(client.currency),
    )


def figure_for(references: tuple[str, ...], unit: str, place: Place) -> Figure | None:
    """The first of the references that fits the place."""
    for reference in references:
        rule = RULES.get(reference.removeprefix("rule:"))
        found = rule(place) if rule else _published(reference, unit, place)
        if found is not None:
            return found
    return None


def _per_usd(currency: str) -> float | None:
    if currency == "USD":
        return 1.0
    for country in Country.objects.filter(currency_code=currency):
        if rate := country.figures.get("lcu_per_usd"):
            return float(rate)
    return None


def _published(benchmark_id: str, unit: str, place: Place) -> Figure | None:
    row = Benchmark.objects.filter(id=benchmark_id).first()
    if row is None or row.value is None:
        return None
    if row.region == "US" and row.topic in ("wages", "labour cost") and place.country != "USA":
        return None
    factor = _factor(row, place)
    if factor is None:
        return None
    low, high = row.low, row.high
    if low is None or high is None or not low <= row.value <= high:
        low = high = None
    figure = Figure(
        key=row.id,
        text="",
        likely=row.value * factor,
        source=f"{row.source}{f', {row.year}' if row.year not in row.source else ''}",
        url=row.source_url,
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
    )
    doubt = " There is little evidence for it." if row.confidence == "low" else ""
    return replace(figure, text=f"{_plain(row.label)}: {_written(figure.likely, unit, place)}.{doubt}")


def _factor(row: Benchmark, place: Place) -> float | None:
    """From the unit of the publication to that of the question; None where it cannot be turned."""
    if "%" in row.unit or row.unit == "0-100":
        return 0.01
    if row.unit == "working days":
        return 1 / WORKING_DAYS
    if row.unit.startswith("US$"):
        million = 1_000_000 if "million" in row.unit else 1
        return None if place.per_usd is None else place.per_usd * million
    return 1.0


def _plain(label: str) -> str:
    return label.replace(", mean (p25-p75)", ", on average").removesuffix(", mean")


def _written(value: float, unit: str, place: Place) -> str:
    if unit.startswith("money"):
        return money_text(value, place.currency)
    if unit.startswith("share"):
        return percent_text(value, 1 if value < 0.1 else 0)
    return f"{decimal_text(value, 0 if value >= 100 else 1)} {unit}"


def wage_of_place(place: Place) -> Figure | None:
    """United States: the metropolitan area, else the state. Elsewhere: the country."""
    if place.country != "USA":
        return _wage_of_country(place)
    wage = _wage_of_town(place.town) if place.town else None
    return _of_wage(wage, place) if wage and wage.mean else None


def _wage_of_town(town: str) -> Wage | None:
    agents = Wage.objects.filter(occupation_code=AGENT, industry_code=ALL_INDUSTRIES, mean__isnull=False)
    city, _, state = (part.strip() for part in town.partition(","))
    metros = agents.filter(area_type="M", area__icontains=city) if city else agents.none()
    short = state.upper() if len(state) == 2 else STATES.get(state.lower(), "")
    if short:
        metros = metros.filter(area__contains=short)
    found = list(metros[:2])
    if len(found) == 1 or (found and short):
        return found[0]
    names = {name: code for name, code in STATES.items() if code == short or name == town.lower()}
    return agents.filter(area_type="S", area__iexact=next(iter(names), "")).first() if names else None


def _of_wage(wage: Wage, place: Place) -> Figure | None:
    rate = place.per_usd
    if rate is None or wage.mean is None:
        return None
    low, high = (None if end is None else end * rate for end in (wage.p25, wage.p75))
    mean = money_text(wage.mean * rate, place.currency)
    return Figure(
        key="rule:wage_of_place",
        text=f"Customer service representatives in {wage.area} earn {mean} an hour on average.",
        likely=wage.mean * rate,
        source="US Bureau of Labor Statistics, OEWS May 2025",
        url="https://download.bls.gov/pub/time.series/oe/oe.data.0.Current",
        low=low,
        high=high,
    )


def _wage_of_country(place: Place) -> Figure | None:
    country = Country.objects.filter(iso3=place.country).first()
    if country is None or country.agent_wage_per_hour is None or place.per_usd is None:
        return None
    wage = country.agent_wage_per_hour * place.per_usd
    agents = country.is_wage_of_agents
    low, high = (
        None if end is None or not agents else end * place.per_usd
        for end in (country.agent_wage_low, country.agent_wage_high)
    )
    included = ", on-cost included" if country.is_on_cost_in_wage else ""
    text = f"{_whose_pay(country)} about {money_text(wage, place.currency)} an hour{included}."
    source = f"{country.wage_source}, {country.wage_year}" if country.wage_year else country.wage_source
    return Figure("rule:wage_of_place", text, wage, source, low=low, high=high)


def _whose_pay(country: Country) -> str:
    if country.is_on_cost_in_wage:
        return f"The labour cost of all employees in {country.name} is"
    who = "Call-centre agents" if country.is_wage_of_agents else "All employees"
    return f"{who} in {country.name} earn"


def is_on_cost_included(place: Place) -> bool:
    """Whether the figure for pay there is labour cost, so that nothing comes on top of it."""
    country = Country.objects.filter(iso3=place.country).first()
    return country is not None and country.is_on_cost_in_wage


def wage_of_sector(place: Place) -> Figure | None:
    if place.country != "USA":
        return None
    for benchmark_id, words in SECTORS.items():
        if any(word in place.sector for word in words):
            return _published(benchmark_id, "money/hour", place)
    return None


def on_cost_of_country(place: Place) -> Figure | None:
    if place.country == "USA":
        found = _published("us_benefit_load", "share", place)
        text = "Employers in the United States pay about {} on top of wages, paid leave included."
        return found and replace(found, text=text.format(percent_text(found.likely)))
    country = Country.objects.filter(iso3=place.country).first()
    if country is None or country.benefit_load is None or country.is_on_cost_in_wage:
        return None
    text = f"Employers in {country.name} pay about {percent_text(country.benefit_load)} on top of pay."
    return Figure("rule:on_cost_of_country", text, country.benefit_load, country.wage_source)


def inflation_of_country(place: Place) -> Figure | None:
    country = Country.objects.filter(iso3=place.country).first()
    rate = country.figures.get("inflation_pct") if country else None
    if country is None or rate is None:
        return None
    year = country.years.get("inflation_pct", "")
    text = f"Prices in {country.name} rose by {decimal_text(float(rate), 1)} % in {year or 'the last year'}."
    return Figure("rule:inflation_of_country", text, float(rate) / 100, f"World Bank, {year}".rstrip(", "))


def turnover_of_country(place: Place) -> Figure | None:
    own = {"USA": "attrition_us", "CAN": "attrition_us", "ZAF": "attrition_za"}.get(place.country)
    return _published(own, "share/year", place) if own else None


def breach_of_country(place: Place) -> Figure | None:
    if "health" in place.sector or "hospital" in place.sector:
        found = "breach_health"
    else:
        found = {"USA": "breach_us", "IND": "breach_india"}.get(place.country, "breach_global")
    return _published(found, "money", place)


RULES: dict[str, Callable[[Place], Figure | None]] = {
    "wage_of_place": wage_of_place,
    "wage_of_sector": wage_of_sector,
    "on_cost_of_country": on_cost_of_country,
    "inflation_of_country": inflation_of_country,
    "turnover_of_country": turnover_of_country,
    "breach_of_country": breach_of_country,
}
