"""The case as one document with schema version."""

from dataclasses import dataclass
from typing import Any

from scoring.case.codec import from_plain, to_plain
from scoring.case.options import Option
from scoring.case.providers import Provider
from scoring.case.service import Customers, Readiness, Service
from scoring.case.terms import Country, LegalRule, Method, Reference, Weights

SCHEMA = "outsourcing-case/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One decision of one client, frozen. Lists of things with an id are sorted by it."""

    schema: str
    id: str
    client: str
    title: str
    currency: str  # ISO 4217
    as_of: str  # ISO date: the day on which certificates, plans and laws are judged
    sector: str = ""
    scenario: str = ""
    service: Service
    customers: Customers
    readiness: Readiness
    providers: tuple[Provider, ...]
    options: tuple[Option, ...]
    weights: Weights
    method: Method = Method()
    countries: tuple[Country, ...] = ()
    laws: tuple[LegalRule, ...] = ()
    references: tuple[Reference, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Case":
        """Read a case from plain JSON values; ValueError names the path of what is wrong."""
        return from_plain(cls, data)

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(self)
        return plain
