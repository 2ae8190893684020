"""Turning an offer's currency into the client's."""

from ui.estimates import Estimate, make_estimate, unknown_estimate
from vendors.models import Country

DOLLAR = "USD"
SOURCE = "The Economist, Big Mac index: market exchange rates, January 2026"


def exchange_rate(given: str, wanted: str) -> Estimate:
    """Units of the wanted currency per unit of the given one; unknown where no rate is published."""
    if given == wanted:
        return make_estimate(1.0, "A", low=1.0, high=1.0)
    rates = per_dollar({given, wanted})
    if given not in rates or wanted not in rates:
        return unknown_estimate()
    return make_estimate(rates[wanted] / rates[given], "B", source=SOURCE)


def per_dollar(currencies: set[str]) -> dict[str, float]:
    """Units of each currency per US dollar, where a rate is published."""
    found = {DOLLAR: 1.0} if DOLLAR in currencies else {}
    for country in Country.objects.filter(currency_code__in=currencies).order_by("iso3"):
        if rate := country.figures.get("lcu_per_usd"):
            found.setdefault(country.currency_code, float(rate))
    return found
