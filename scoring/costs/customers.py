"""Customers lost or kept because the service changed (rule M20)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.case import Case, Option, Provider

from ..draws import Numbers
from ..errors import Floats
from .timeline import Factors
from .work import Work, provider_input

FIRST_YEAR = 12.0


@dataclass(frozen=True, slots=True)
class CustomerTerms:
    """What makes customers leave, fixed before the months run; arrays (n)."""

    leaving: dict[str, Floats]  # by provider: customers a month, by satisfaction, when it has taken over
    improved: Floats  # the same for the team in-house once it has improved, if it had all the contacts
    resenting: dict[str, Floats]  # by provider abroad: customers who go in its first year for the place
    staying: Floats  # share that would still be a customer a month later anyway
    margin_a_month: Floats
    satisfaction: Floats  # of all contacts under the option


class CustomerLosses:
    """Customers lost so far and what they would have earned, month after month."""

    def __init__(self, case: Case, option: Option, work: Work, numbers: Numbers) -> None:
        self.terms = _terms(case, option, work, numbers)
        self._weights = {p.provider.id: p.contact_share for p in work.parts}
        self._improves = option.improvement is not None
        self._unchanged = not work.parts and not self._improves
        n = numbers.size
        self._dissatisfied, self._resentful = np.zeros(n), np.zeros(n)
        self._gone_so_far = dict.fromkeys(self.terms.resenting, np.zeros(n))

    def month(self, factors: Factors) -> tuple[Floats, Floats]:
        """Margin lost this month by satisfaction and by location; negative is a gain."""
        if self._unchanged:
            return self._dissatisfied, self._resentful
        terms = self.terms
        self._dissatisfied = self._dissatisfied * terms.staying + self._leaving(factors)
        self._resentful = self._resentful * terms.staying
        for key, leaving in terms.resenting.items():
            before = self._gone_so_far[key]
            step = np.minimum(before + factors[f"{key}:released"] / FIRST_YEAR, 1.0)
            self._resentful = self._resentful + leaving * (step - before)
            self._gone_so_far[key] = step
        margin = terms.margin_a_month
        return self._dissatisfied * margin, self._resentful * margin

    def _leaving(self, factors: Factors) -> Floats:
        """Customers who go this month, by the satisfaction of those who answer them now."""
        leaving, here = np.zeros_like(self._dissatisfied), np.ones_like(self._dissatisfied)
        for key, share in self._weights.items():
            ramp = factors[f"{key}:ramp"]
            leaving = leaving + self.terms.leaving[key] * ramp
            here = here - share * ramp
        if self._improves:
            leaving = leaving + self.terms.improved * factors["improved"] * here
        return leaving


def abroad(case: Case, country_iso3: str) -> bool:
    return country_iso3 != case.service.country_iso3


def satisfaction_of(case: Case, option: Option, work: Work, numbers: Numbers) -> Floats:
    """Share of customers satisfied over all contacts, moved and kept."""
    mixed = _in_house(option, numbers) * work.kept_contacts
    for part in work.parts:
        path = provider_input(case, part.provider, "satisfaction", numbers)
        mixed = mixed + numbers(path) * part.contact_share
    return np.asarray(mixed)


def _in_house(option: Option, numbers: Numbers) -> Floats:
    """Share of customers satisfied with the team in-house, once it has improved."""
    today = numbers("service.satisfaction")
    if option.improvement is None:
        return today
    return np.clip(today + numbers(f"options.{option.id}.improvement.satisfaction_change"), 0.0, 1.0)


def _points_lost(case: Case, provider: Provider, numbers: Numbers) -> Floats:
    """Share of customers who are satisfied today and would not be with the provider."""
    theirs = numbers(provider_input(case, provider, "satisfaction", numbers))
    return np.asarray(numbers("service.satisfaction") - theirs)


def _terms(case: Case, option: Option, work: Work, numbers: Numbers) -> CustomerTerms:
    reached = numbers("customers.count") * numbers("customers.contacting_share_per_year")
    per_point = numbers(
        numbers.first("customers.churn_per_satisfaction_point", "method.churn_per_satisfaction_point")
    )
    reacting = reached * 100 * per_point / 12
    offended = reached * numbers("customers.would_leave_if_abroad_share")
    return CustomerTerms(
        leaving={
            p.provider.id: reacting * p.contact_share * _points_lost(case, p.provider, numbers)
            for p in work.parts
        },
        improved=reacting * (numbers("service.satisfaction") - _in_house(option, numbers)),
        resenting={
            p.provider.id: offended * p.contact_share
            for p in work.parts
            if abroad(case, p.provider.country_iso3)
        },
        staying=1 - numbers("customers.churn_per_year") / 12,
        margin_a_month=numbers("customers.yearly_margin") / 12,
        satisfaction=satisfaction_of(case, option, work, numbers),
    )
