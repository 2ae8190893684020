"""Countries as people compare them: each figure with its year and source, what is not known said so."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ui.formats import SPACE, decimal_text, money_text, percent_text
from vendors.models import Country, CountryOverride, Source

FILE = Path(__file__).resolve().parent.parent / "data" / "country_figures.toml"
UNKNOWN: Final = "unknown"
WAGE, ON_COST = "agent_wage_per_hour", "benefit_load"
RULE_OF_LAW, TRANSFER = "wgi_rule_of_law_pctrank", "gdpr_transfer_status"
GRADES: Final = {
    "A": "Pay of call-centre agents",
    "B": "Labour cost of the whole economy, with what employers pay on top",
    "C": "Earnings of all employees, without what employers pay on top",
    "": "No figure was found",
}
TRANSFERS: Final = {
    "eu_member": "European Union: free",
    "adequate": "Recognised as adequate",
    "adequate_partial": "Adequate for some only",
    "no_adequacy": "Only with safeguards",
}
# What a client may know better, and how it is asked. The keys are those that a case can take over.
OWN: Final = {
    WAGE: ("Pay of an agent an hour", "money"),
    ON_COST: ("What employers pay on top of pay", "percent"),
    RULE_OF_LAW: ("Rule of law, percentile", "percentile"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of a country. own: the client's, with who said so in place of the source."""

    key: str
    label: str
    value: str
    year: str = ""
    source: str = ""
    source_id: str = ""
    known: bool = True
    own: bool = False
    published: str = ""
    grade: str = ""


@cache
def figure_words() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def wage_of(country: Country, own: Mapping[str, CountryOverride], currency: str) -> Shown:
    """Published in US dollars; the client's own figure is in the client's currency."""
    published = UNKNOWN
    if country.agent_wage_per_hour is not None:
        published = money_text(country.agent_wage_per_hour, "USD")
        low, high = country.agent_wage_low, country.agent_wage_high
        if low is not None and high is not None:
            published += f" ({money_text(low, 'USD')} to {money_text(high, 'USD')})"
    label = "Pay or labour cost an hour"
    if WAGE in own:
        row = own[WAGE]
        value = money_text(row.value, currency)
        return Shown(WAGE, label, value, source=row.source, own=True, published=published, grade="own")
    year = str(country.wage_year or "")
    known = country.agent_wage_per_hour is not None
    return Shown(
        WAGE,
        label,
        published,
        year,
        country.wage_source,
        known=known,
        grade=country.wage_grade if known else "",
    )


def on_cost_of(country: Country, own: Mapping[str, CountryOverride]) -> Shown:
    label, load = "On top of pay", country.benefit_load
    if load is None:
        published = UNKNOWN
    elif country.is_on_cost_in_wage:
        published = "in the figure already"
    else:
        published = percent_text(load)
    if ON_COST in own:
        row = own[ON_COST]
        value = percent_text(row.value)
        return Shown(ON_COST, label, value, source=row.source, own=True, published=published)
    return Shown(
        ON_COST, label, published, str(country.wage_year or ""), country.wage_source, known=load is not None
    )


def figure_of(
    country: Country, key: str, own: Mapping[str, CountryOverride], sources: Mapping[str, str]
) -> Shown:
    words = figure_words()[key]
    label = f"{words['label']} ({words['unit']})" if words["unit"].startswith("0-") else words["label"]
    value = country.figures.get(key)
    published = UNKNOWN if value in (None, "") else _written(key, value, words["unit"])
    if key in own:
        row = own[key]
        shown = _written(key, row.value, words["unit"])
        return Shown(key, label, shown, source=row.source, own=True, published=published)
    return Shown(
        key,
        label,
        published,
        "" if published == UNKNOWN else str(country.years.get(key) or words.get("year", "")),
        sources.get(words["source"], words["source"]),
        words["source"],
        known=published != UNKNOWN,
    )


def figures_of(country: Country, own: Mapping[str, CountryOverride], currency: str) -> list[Shown]:
    """Wage and on-cost first, then every published figure; blanks are unknown, not left out."""
    sources = source_titles()
    rest = (
        figure_of(country, key, own, sources) for key in figure_words() if key != "labour_cost_proxy_usd_hour"
    )
    return [wage_of(country, own, currency), on_cost_of(country, own), *rest]


def source_titles() -> dict[str, str]:
    return dict(Source.objects.values_list("id", "title"))


def own_figures(rows: Iterable[CountryOverride]) -> dict[str, dict[str, CountryOverride]]:
    """By country and figure."""
    found: dict[str, dict[str, CountryOverride]] = {}
    for row in rows:
        found.setdefault(row.country_iso3, {})[row.figure] = row
    return found


def _written(key: str, value: Any, unit: str) -> str:
    if key == TRANSFER:
        return TRANSFERS.get(str(value), str(value).replace("_", " ").capitalize())
    if isinstance(value, str):
        return value.replace("_", " ") if not unit else value
    digits = 0 if abs(value) >= 100 or float(value).is_integer() else 1 if abs(value) >= 1 else 2
    text = decimal_text(value, digits)
    return (
        f"{text}{SPACE}{unit}" if unit and unit not in ("ratio", "percentile") and "-" not in unit else text
    )
