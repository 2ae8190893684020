"""What amounts in several currencies are worth in one, at dated reference rates."""

from dataclasses import dataclass
from functools import cached_property

from assessments.snapshots.exchange import DOLLAR, per_dollar
from clients.models import User
from clients.selectors import clients_of


@dataclass(frozen=True)
class Rates:
    """currencies: of the clients of a person · per_dollar: units of each, where a rate is published."""

    currencies: tuple[str, ...]
    per_dollar: dict[str, float]

    @property
    def several(self) -> bool:
        return len(self.currencies) > 1

    @cached_property
    def missing(self) -> tuple[str, ...]:
        return tuple(code for code in self.currencies if code not in self.per_dollar)

    def in_dollars(self, amount: float | None, currency: str) -> float | None:
        """None in dollars already, and where no rate is published."""
        rate = self.per_dollar.get(currency)
        if amount is None or rate is None or currency == DOLLAR:
            return None
        return amount / rate


def rates_of(user: User) -> Rates:
    found = clients_of(user).order_by("currency").values_list("currency", flat=True).distinct()
    currencies = tuple(found)
    return Rates(currencies, per_dollar(set(currencies)) if len(currencies) > 1 else {})
