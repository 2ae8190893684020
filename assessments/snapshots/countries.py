"""Facts of the countries that a case speaks of, in its currency, with the client's own figures."""

from collections.abc import Iterable
from typing import Any

from assessments.snapshots.exchange import DOLLAR, per_dollar
from clients.models import Client
from vendors.models import Country, CountryOverride

OVERRIDABLE = {
    "agent_wage_per_hour": "agent_wage_per_hour",
    "benefit_load": "benefit_load",
    "gdpr_transfer_status": "gdpr_transfer_status",
    "wgi_rule_of_law_pctrank": "rule_of_law_percentile",
}
OWN_FIGURE = "own"


def countries_of(client: Client, places: Iterable[str]) -> list[dict[str, Any]]:
    own: dict[str, dict[str, Any]] = {}
    for row in CountryOverride.objects.filter(client=client, country_iso3__in=places):
        own.setdefault(row.country_iso3, {})[row.figure] = row.value
    rates = per_dollar({client.currency, DOLLAR})
    rows = Country.objects.filter(pk__in=places).order_by("iso3")
    return [_country(row, own.get(row.iso3, {}), rates.get(client.currency)) for row in rows]


def _country(row: Country, own: dict[str, Any], per_usd: float | None) -> dict[str, Any]:
    """Published wages are in US dollars; where no exchange rate is known the wage is unknown."""
    known = row.agent_wage_per_hour is not None and per_usd is not None
    plain = {
        "iso3": row.iso3,
        "name": row.name,
        "gdpr_transfer_status": row.gdpr_transfer_status,
        "rule_of_law_percentile": row.figures.get("wgi_rule_of_law_pctrank"),
        "agent_wage_per_hour": row.agent_wage_per_hour * per_usd if known else None,  # type: ignore[operator]
        "wage_grade": row.wage_grade if known else "",
        "wage_year": row.wage_year if known else None,
        "benefit_load": row.benefit_load,
        "country_of_concern": row.country_of_concern,
    }
    changed = {OVERRIDABLE[name]: value for name, value in own.items() if name in OVERRIDABLE}
    grade = {"wage_grade": OWN_FIGURE, "wage_year": None} if "agent_wage_per_hour" in own else {}
    return {**plain, **changed, **grade}
