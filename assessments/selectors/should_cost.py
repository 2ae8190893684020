"""What an hour must cost where a vendor works: can the quote pay local wages, and what is left beside?"""

from dataclasses import dataclass

from assessments.selectors.hourly_price import hourly_price
from scoring.case import Case, Country, Provider


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
    no_price: str = ""
    """What has to be known before the quote is one per hour worked."""

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
    quote = hourly_price(case, provider)
    price = quote.amount
    stated = provider.wage_per_hour.likely
    pay = stated if stated is not None else country.agent_wage_per_hour if country else None
    if pay is None:
        return ShouldCost(price, None, None, None, missing="what agents earn there", no_price=quote.missing)
    if shrinkage is None:
        missing = "how much paid time is not available for contacts"
        return ShouldCost(price, pay, None, None, missing=missing, no_price=quote.missing)
    bare = pay / (1 - shrinkage)
    grade = "" if stated is not None or country is None else country.wage_grade
    full = bare * (1 + _load(country))
    return ShouldCost(price, pay, bare, full, grade, own_word=stated is not None, no_price=quote.missing)


def _load(country: Country | None) -> float:
    return country.benefit_load if country and country.benefit_load is not None else 0.0
