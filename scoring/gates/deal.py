"""Gates about the deal and what comes after it: K10 to K16."""

from __future__ import annotations

from datetime import date

import numpy as np

from scoring.case import Case, Offer, Option, Provider

from ..costs import Part, abroad, present_share
from ..draws import Numbers
from .view import Finding, GateView, listed, worst

DAYS_A_MONTH = 30.4375
NUCLEUS_SHARE = 0.10
NEARLY_SURE = 0.8


def k10(view: GateView) -> Finding:
    if not view.goes_abroad:
        return Finding("pass", "The work stays in the country.")
    if any(_domestic(view, other) for other in view.case.options):
        return Finding("pass", "A domestic offer for the same work is among the options.")
    return Finding("open", "No domestic provider was asked for an offer for the same work.")


def _domestic(view: GateView, other: Option) -> bool:
    """Whether the option has a domestic provider for at least the streams that go abroad here."""
    kinds = {p.id: p for p in view.case.providers if p.kind != "in_house"}
    home = {
        a.stream_id
        for a in other.allocations
        if a.share > 0 and a.provider_id in kinds and not abroad(view.case, kinds[a.provider_id].country_iso3)
    }
    away = {s.id for p in view.providers if abroad(view.case, p.country_iso3) for s in view.streams_of(p)}
    return away <= home


def k11(view: GateView) -> Finding:
    ready = view.case.readiness
    found = []
    if ready.service_owner_named is False:
        found.append(Finding("fail", "Nobody can be named to answer for the provider.", curable=False))
    elif not ready.service_owner:
        found.append(Finding("open", "Nobody is named to answer for the provider."))
    if ready.governance_budget_per_year is None:
        found.append(Finding("open", "No money is planned for managing the provider."))
    elif ready.governance_budget_per_year <= 0:
        found.append(Finding("fail", "There is no money for managing the provider."))
    for vendor in view.vendors:
        if vendor.audit_rights is False:
            found.append(
                Finding(
                    "open",
                    f"{vendor.name} grants no right to audit.",
                    closes_with="Obtain the right to audit.",
                )
            )
    return worst(found, Finding("pass", f"{ready.service_owner} answers for the provider, with a budget."))


def k12(view: GateView) -> Finding:
    found = [f for p in view.vendors if p.offer for f in _terms(p.name, p.offer)]
    kept = view.case.readiness.nucleus_agents_kept
    if kept is None:
        found.append(Finding("open", "Not answered how many agents of your own would stay."))
    elif kept < NUCLEUS_SHARE * float(view.money.released_fte.mean()):
        found.append(Finding("open", f"{kept:.0f} agents of your own are too few to take the work back."))
    return worst(found, Finding("pass", "You can leave, your data comes back, and a nucleus stays."))


def _terms(name: str, offer: Offer) -> list[Finding]:
    wanted = (
        ("termination_for_convenience", "leaving for convenience"),
        ("returns_data_and_knowledge", "return of data and knowledge"),
    )
    unknown = [words for field, words in wanted if getattr(offer, field) is None]
    refused = [words for field, words in wanted if getattr(offer, field) is False]
    found = []
    if refused:
        found.append(Finding("open", f"The offer of {name} does not grant {listed(refused)}."))
    if unknown:
        found.append(Finding("open", f"The offer of {name} does not speak of {listed(unknown)}."))
    return found


def k13(view: GateView) -> Finding:
    ready = view.case.readiness
    if ready.contingency_plan_reviewed is None:
        return Finding("open", "There is no contingency plan.")
    age = (date.fromisoformat(view.case.as_of) - date.fromisoformat(ready.contingency_plan_reviewed)).days
    if age > ready.contingency_review_months * DAYS_A_MONTH:
        return Finding(
            "open", f"The contingency plan was last reviewed on {ready.contingency_plan_reviewed}."
        )
    return Finding("pass", f"The contingency plan was reviewed on {ready.contingency_plan_reviewed}.")


def k14(view: GateView) -> Finding:
    """New money only: what is paid once, and to others in the first year."""
    budget = view.case.readiness.budget_one_off_and_first_year
    if budget is None:
        return Finding(
            "open", "No budget is given for the change and its first year.", closes_with="Set the budget."
        )
    high = float(np.quantile(view.money.new_money, 0.9))
    currency = view.case.currency
    if high > budget:
        return Finding(
            "fail",
            f"Change and first year may cost {currency} {high:,.0f}, the budget is {currency} {budget:,.0f}.",
        )
    return Finding("pass", "Change and first year fit the budget in nine of ten futures.")


def k15(view: GateView) -> Finding:
    priced = [p for p in view.parts if p.provider.offer is not None]
    return worst([_price(view, p) for p in priced], Finding("not_applicable", "There is no quoted price."))


def _price(view: GateView, part: Part) -> Finding:
    """Rebuilds what an hour must cost. The bare low local wage over the time agents are present is the
    least there is: a price below it fails. With the usual pay and on-cost it is only a question, and so it
    is where only the average of all employees is known."""
    provider, cost = part.provider, local_cost(view.case, part.provider, view.numbers)
    if cost is None:
        return Finding("open", f"No pay is known for agents where {provider.name} works.")
    bare, usual = cost
    low, high = np.quantile(view.money.hourly_prices[provider.id], (0.1, 0.9))
    currency = view.case.currency
    if low < usual and not is_pay_of_agents(view.case, provider, view.numbers):
        return Finding(
            "open",
            f"What agents earn where {provider.name} works is not known. The average of all employees there "
            f"comes to about {currency} {usual:.2f} an hour worked, which the price may not pay.",
        )
    if high < bare:
        return Finding(
            "fail",
            f"The price of {provider.name} cannot pay local wages: {currency} {bare:.2f} an hour worked.",
        )
    if low < usual:
        return Finding(
            "open",
            f"Local pay with on-cost is about {currency} {usual:.2f} an hour worked; "
            f"the price of {provider.name} leaves little or nothing beside it.",
        )
    return Finding("pass", f"The price can pay local wages, about {currency} {usual:.2f} an hour worked.")


def is_pay_of_agents(case: Case, provider: Provider, numbers: Numbers) -> bool:
    """The provider's own word, or a figure of the country that is about agents."""
    country = next((c for c in case.countries if c.iso3 == provider.country_iso3), None)
    return numbers.is_known(_wage_of(provider)) or not (country and country.has_pay_of_all)


def _wage_of(provider: Provider) -> str:
    return f"providers.{provider.id}.wage_per_hour"


def local_cost(case: Case, provider: Provider, numbers: Numbers) -> tuple[float, float] | None:
    """What an hour worked must cost where the provider is: the bare low wage, and usual pay with on-cost,
    each over the share of paid time that agents are present. None where no pay is known."""
    country = next((c for c in case.countries if c.iso3 == provider.country_iso3), None)
    wage_path = _wage_of(provider)
    if numbers.is_known(wage_path):
        low_wage, wage = (float(np.quantile(numbers(wage_path), q)) for q in (0.1, 0.5))
    elif country and country.agent_wage_per_hour:
        low_wage = wage = country.agent_wage_per_hour
    else:
        return None
    present = float(present_share(numbers).mean())
    load = country.benefit_load if country and country.benefit_load is not None else 0.0
    return low_wage / present, wage * (1 + load) / present


def k16(view: GateView) -> Finding:
    if not view.goes_abroad:
        return Finding("pass", "The location does not change.")
    if not view.numbers.is_known("customers.would_leave_if_abroad_share"):
        return Finding("open", "Not known how many customers would leave if the service went abroad.")
    loss, saving = view.money.location_loss, np.maximum(view.money.saving, 0.0)
    dearer = float((loss > saving).mean())
    if dearer >= NEARLY_SURE:
        return Finding("fail", "Customers who would leave cost more than the move saves.", curable=False)
    if dearer > 1 - NEARLY_SURE:
        return Finding(
            "open", f"Customers who would leave cost more than the move saves in {dearer:.0%} of futures."
        )
    return Finding("pass", "Customers who would leave cost less than the move saves.")
