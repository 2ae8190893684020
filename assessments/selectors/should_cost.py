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
    of_all: bool = False
    """Pay is an average of all employees there, which says little about agents."""

    @property
    def state(self) -> str:
        """As gate K15 judges it, on the likely values."""
        if self.price is None or self.bare is None or self.full is None:
            return ""
        if self.price < self.bare and not self.of_all:
            return "fail"
        return "open" if self.price < self.full else "pass"

    @property
    def share_paid_to_agents(self) -> float | None:
        """Of the price; None where their pay is not known or would be more than the price."""
        if self.of_all or not self.price or self.full is None or self.full > self.price:
            return None
        return self.full / self.price


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
    used = country if stated is None else None
    return ShouldCost(
        price,
        pay,
        bare,
        bare * (1 + _load(country)),
        used.wage_grade if used else "",
        own_word=stated is not None,
        no_price=quote.missing,
        of_all=used is not None and used.has_pay_of_all,
    )


def _load(country: Country | None) -> float:
    return country.benefit_load if country and country.benefit_load is not None else 0.0
