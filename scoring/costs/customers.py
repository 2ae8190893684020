"""Customers lost or kept because the service changed (rule M20)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option

from ..draws import Numbers
from ..errors import Floats
from .timeline import Factors
from .work import Work, provider_input

FIRST_YEAR = 12.0


@dataclass(frozen=True, slots=True)
class CustomerTerms:
    """What makes customers leave, fixed before the months run; arrays (n)."""

    leaving_a_month: Floats  # customers a month when the whole move is done, by satisfaction
    resenting: dict[str, Floats]  # by provider abroad: customers who go in its first year for the place
    staying: Floats  # share that would still be a customer a month later anyway
    margin_a_month: Floats
    satisfaction: Floats  # of all contacts under the option


class CustomerLosses:
    """Customers lost so far and what they would have earned, month after month."""

    def __init__(self, case: Case, option: Option, work: Work, numbers: Numbers) -> None:
        self.terms = _terms(case, option, work, numbers)
        self._weights = {p.provider.id: p.contact_share for p in work.parts}
        self._unchanged = not work.parts and option.improvement is None
        self._in_house = np.zeros(numbers.size) if work.parts else np.ones(numbers.size)
        n = numbers.size
        self._dissatisfied, self._resentful = np.zeros(n), np.zeros(n)
        self._gone_so_far = dict.fromkeys(self.terms.resenting, np.zeros(n))

    def month(self, factors: Factors) -> tuple[Floats, Floats]:
        """Margin lost this month by satisfaction and by location; negative is a gain."""
        if self._unchanged:
            return self._dissatisfied, self._resentful
        terms = self.terms
        moved = self._in_house
        total = np.maximum(sum(self._weights.values(), np.zeros_like(moved)), 1e-12)
        for key, weight in self._weights.items():
            moved = moved + weight / total * factors[f"{key}:ramp"]
        self._dissatisfied = self._dissatisfied * terms.staying + terms.leaving_a_month * moved
        self._resentful = self._resentful * terms.staying
        for key, leaving in terms.resenting.items():
            before = self._gone_so_far[key]
            step = np.minimum(before + factors[f"{key}:released"] / FIRST_YEAR, 1.0)
            self._resentful = self._resentful + leaving * (step - before)
            self._gone_so_far[key] = step
        margin = terms.margin_a_month
        return self._dissatisfied * margin, self._resentful * margin


def abroad(case: Case, country_iso3: str) -> bool:
    return country_iso3 != case.service.country_iso3


def satisfaction_of(case: Case, option: Option, work: Work, numbers: Numbers) -> Floats:
    """Share of customers satisfied over all contacts, moved and kept."""
    today = numbers("service.satisfaction")
    if option.improvement is not None:
        today = np.clip(today + numbers(f"options.{option.id}.improvement.satisfaction_change"), 0.0, 1.0)
    mixed = today * work.kept_contacts
    for part in work.parts:
        path = provider_input(case, part.provider, "satisfaction", numbers)
        mixed = mixed + numbers(path) * part.contact_share
    return np.asarray(mixed)


def _terms(case: Case, option: Option, work: Work, numbers: Numbers) -> CustomerTerms:
    reached = numbers("customers.count") * numbers("customers.contacting_share_per_year")
    per_point = numbers(
        numbers.first("customers.churn_per_satisfaction_point", "method.churn_per_satisfaction_point")
    )
    satisfaction = satisfaction_of(case, option, work, numbers)
    points = 100 * (numbers("service.satisfaction") - satisfaction)
    offended = reached * numbers("customers.would_leave_if_abroad_share")
    return CustomerTerms(
        leaving_a_month=reached * points * per_point / 12,
        resenting={
            p.provider.id: offended * p.contact_share
            for p in work.parts
            if abroad(case, p.provider.country_iso3)
        },
        staying=1 - numbers("customers.churn_per_year") / 12,
        margin_a_month=numbers("customers.yearly_margin") / 12,
        satisfaction=satisfaction,
    )
