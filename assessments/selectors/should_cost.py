"""What an hour must cost where a vendor works: can the quote pay local wages, and what is left beside?"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.case import Case, Country, Provider

PER_MONTH = 2080 / 12


@dataclass(frozen=True, slots=True)
class ShouldCost:
    """Money per productive hour, in the case's currency. bare: pay alone · full: with on-cost"""

    price: float | None
    pay: float | None
    bare: float | None
    full: float | None
    grade: str = ""
    own_word: bool = False
    missing: str = ""

    @property
    def state(self) -> str:
        """As gate K15 judges it, on the likely values."""
        if self.price is None or self.bare is None or self.full is None:
            return ""
        if self.price < self.bare:
            return "fail"
        return "open" if self.price < self.full else "pass"

    @property
    def share_of_price(self) -> float | None:
        """How much of the price pays agents."""
        return self.full / self.price if self.price and self.full is not None else None


def should_cost(case: Case, provider: Provider) -> ShouldCost:
    """Rebuilt from pay, on-cost and the time agents are present; the vendor's own word on pay goes first."""
    country = next((c for c in case.countries if c.iso3 == provider.country_iso3), None)
    shrinkage = case.service.shrinkage.likely
    price = hourly_price(provider, shrinkage)
    stated = provider.wage_per_hour.likely
    pay = stated if stated is not None else country.agent_wage_per_hour if country else None
    if pay is None:
        return ShouldCost(price, None, None, None, missing="what agents earn there")
    if shrinkage is None:
        return ShouldCost(price, pay, None, None, missing="how much paid time is not available for contacts")
    bare = pay / (1 - shrinkage)
    grade = "" if stated is not None or country is None else country.wage_grade
    return ShouldCost(price, pay, bare, bare * (1 + _load(country)), grade, own_word=stated is not None)


def hourly_price(provider: Provider, shrinkage: float | None) -> float | None:
    """The quote per productive hour, where its unit says so without knowing the work."""
    offer = provider.offer
    if offer is None or offer.price.likely is None or offer.currency_rate.likely is None:
        return None
    present = None if shrinkage is None else 1 - shrinkage
    factors: Mapping[str, float | None] = {
        "productive_hour": 1.0,
        "paid_hour": None if present is None else 1 / present,
        "fte_month": None if present is None else 1 / (PER_MONTH * present),
    }
    factor = factors.get(offer.price_basis)
    return None if factor is None else offer.price.likely * offer.currency_rate.likely * factor


def _load(country: Country | None) -> float:
    return country.benefit_load if country and country.benefit_load is not None else 0.0
