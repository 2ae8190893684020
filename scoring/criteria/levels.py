"""Where one provider stands on each criterion, in the criterion's own unit (rule M24).

One function per criterion, by its id; each says which inputs it read. Criteria of the whole option
(C1, C2, P2, P4) are in options.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.case import Case, LegalRule, Option, Provider, Stream

from ..costs import Demand, Work, abroad, provider_input
from ..draws import Numbers, duties_shown
from ..errors import Floats
from ..values import target_band

VOLUME_SWING = 0.30
QUARTER = 0.25
DAYS_A_MONTH = 365.25 / 12
WEEKS_A_MONTH = DAYS_A_MONTH / 7
REFERENCES_WANTED = 3.0
FAIR_SHARE = (0.0, 0.05, 0.25, 0.60)
GDPR_DATA = frozenset({"eu_personal", "uk_personal"})
GDPR_ADEQUATE = frozenset({"eu_member", "adequate", "adequate_partial"})


@dataclass(frozen=True, slots=True)
class View:
    """A provider within an option, with what the functions below may look at."""

    case: Case
    option: Option
    provider: Provider
    work: Work
    demand: Demand
    numbers: Numbers
    peak_share: float | None  # service level at 20 % more volume against today's, in-house

    def path(self, name: str) -> str:
        return provider_input(self.case, self.provider, name, self.numbers)

    def read(self, name: str) -> Floats:
        return self.numbers(self.path(name))

    def constant(self, value: float) -> Floats:
        return np.full(self.numbers.size, value)

    @property
    def streams(self) -> tuple[tuple[Stream, float], ...]:
        """The streams that the provider works on, with its share of each."""
        shares = {s.id: 0.0 for s in self.case.service.streams}
        outside = {p.provider.id for p in self.work.parts}
        for a in self.option.allocations:
            if a.provider_id == self.provider.id:
                shares[a.stream_id] += a.share
            elif self.provider.kind == "in_house" and a.provider_id in outside:
                shares[a.stream_id] -= a.share
        if self.provider.kind == "in_house":
            shares = {key: 1 + share for key, share in shares.items()}
        return tuple((s, shares[s.id]) for s in self.case.service.streams if shares[s.id] > 1e-12)


@dataclass(frozen=True, slots=True)
class Level:
    value: Floats
    inputs: tuple[str, ...]


Measure = Callable[[View], Level]


def _field(name: str) -> Measure:
    def measure(view: View) -> Level:
        return Level(view.read(name), (view.path(name),))

    return measure


def _c4(view: View) -> Level:
    """Share of a ±30 % swing that the cost follows: a vendor's price band, or a quarter's turnover."""
    if view.provider.kind == "vendor":
        at = f"providers.{view.provider.id}.offer"
        band = view.numbers(f"{at}.volume_band_share")
        free = 1 - view.numbers(f"{at}.minimum_commitment_share")
        up, down = (
            np.minimum(band / VOLUME_SWING, 1.0),
            np.minimum(np.minimum(band, free) / VOLUME_SWING, 1.0),
        )
        return Level((up + down) / 2, (f"{at}.volume_band_share", f"{at}.minimum_commitment_share"))
    leaving = view.read("turnover_per_year") * QUARTER
    return Level(np.minimum(leaving / VOLUME_SWING, 1.0), (view.path("turnover_per_year"),))


def _q3(view: View) -> Level:
    """Mean of the service level today and at 20 % more volume."""
    today, peak_path = view.read("service_level"), view.path("service_level_at_peak")
    if (
        view.provider.kind == "in_house"
        and view.peak_share is not None
        and not view.numbers.is_known(peak_path)
    ):
        return Level(today * (1 + view.peak_share) / 2, (view.path("service_level"), "service.occupancy"))
    peak = np.minimum(view.numbers(peak_path), today)
    return Level((today + peak) / 2, (view.path("service_level"), peak_path))


def _q5(view: View) -> Level:
    """Share of its contacts whose difficulty lies within its agents' skill."""
    skill = view.read("skill_level")
    shares = np.array([share for _, share in view.streams]).reshape(-1, 1)
    rows = [view.demand.streams.index(s) for s, _ in view.streams]
    paths = tuple(f"service.streams.{s.id}.complexity_1_to_5" for s, _ in view.streams)
    if not rows:
        return Level(view.constant(1.0), ())
    within = np.clip(skill - np.array([view.numbers(p) for p in paths]) + 1, 0.0, 1.0)
    weight = shares * view.demand.contact_share[rows]
    total = weight.sum(axis=0)
    mean = (weight * within).sum(axis=0) / np.where(total > 0, total, 1.0)
    return Level(np.where(total > 0, mean, within.mean(axis=0)), (view.path("skill_level"), *paths))


def _t2(view: View) -> Level:
    at = f"providers.{view.provider.id}"
    checked = np.minimum(view.numbers(f"{at}.references_verified") / REFERENCES_WANTED, 1.0)
    good = view.numbers(f"{at}.references_positive_share")
    return Level(100 * checked * good, (f"{at}.references_verified", f"{at}.references_positive_share"))


def _t3(view: View) -> Level:
    at = f"providers.{view.provider.id}"
    weight = target_band(view.numbers(f"{at}.client_share_of_revenue"), *FAIR_SHARE)
    standing = view.numbers(f"{at}.financial_standing")
    return Level((standing + weight) / 2, (f"{at}.financial_standing", f"{at}.client_share_of_revenue"))


def _t4(view: View) -> Level:
    names = ("real_time_data", "recordings", "floor_access", "campaign_briefing")
    paths = tuple(f"providers.{view.provider.id}.{name}" for name in names)
    return Level(np.asarray(sum(view.numbers(p) for p in paths)), paths)


def _t6(view: View) -> Level:
    """As stated; else the notice period and a handover back that takes as long as the one out."""
    stated, offer = view.path("months_to_take_back"), view.provider.offer
    if view.numbers.is_known(stated) or offer is None or offer.notice_days is None:
        return Level(view.numbers(stated), (stated,))
    handover = f"providers.{view.provider.id}.offer.transition_weeks"
    weeks = view.numbers(handover) / WEEKS_A_MONTH
    return Level(offer.notice_days / DAYS_A_MONTH + weeks, (handover,))


def moved_categories(streams: tuple[tuple[Stream, float], ...]) -> frozenset[str]:
    return frozenset(c for s, _ in streams for c in s.data_categories or ())


def applies(rule: LegalRule, case: Case, categories: frozenset[str]) -> bool:
    """Whether a rule binds this client for these kinds of data, today or by the user's choice."""
    bound = not rule.home_countries or case.service.country_iso3 in rule.home_countries
    live = rule.status.startswith("in force") or rule.id in case.method.pending_laws_in_force
    return bound and live and bool(categories & set(rule.categories))


def forbids(rule: LegalRule, country_iso3: str) -> bool:
    """Whether a rule about places bars work in the country."""
    if rule.effect != "prohibits":
        return False
    outside = rule.allowed_countries is not None and country_iso3 not in rule.allowed_countries
    return outside or country_iso3 in rule.forbidden_countries


def _g1(view: View) -> Level:
    """0 barred, 1 safeguards needed, 2 adequate, 3 no data moves abroad."""
    country, case = view.provider.country_iso3, view.case
    categories = moved_categories(view.streams)
    if any(forbids(r, country) for r in case.laws if applies(r, case, categories)):
        return Level(view.constant(0.0), ())
    unanswered = any(s.data_categories is None for s, _ in view.streams)
    if not abroad(case, country) or (not categories and not unanswered):
        return Level(view.constant(3.0), ())
    if not categories & GDPR_DATA and not unanswered:
        return Level(view.constant(2.0), ())
    status = next((c.gdpr_transfer_status for c in case.countries if c.iso3 == country), "")
    if status in GDPR_ADEQUATE and not unanswered:
        return Level(view.constant(3.0 if status == "eu_member" else 2.0), ())
    path = f"providers.{view.provider.id}.transfer_safeguards"
    return Level((3 if unanswered else 1) * view.numbers(path), (path,))


def _g2(view: View) -> Level:
    """Share of the duties that come with the data which the provider has shown that it meets."""
    duties = duties_of(view.case, moved_categories(view.streams))
    if not duties and all(s.data_categories is not None for s, _ in view.streams):
        return Level(view.constant(1.0), ())
    path = f"providers.{view.provider.id}.duties_evidenced"
    shown = duties_shown(view.provider, view.case.as_of)
    met = sum(d.id in shown for d in duties) / max(len(duties), 1)
    if view.provider.duties_evidenced is None:
        return Level(met + (1 - met) * view.numbers(path), (path,))
    return Level(view.constant(met), ())


def duties_of(case: Case, categories: frozenset[str]) -> tuple[LegalRule, ...]:
    """Rules that ask for something to be shown: all that apply but those about places alone."""
    return tuple(
        r
        for r in case.laws
        if applies(r, case, categories)
        and r.effect != "informational"
        and not (r.effect == "prohibits" and (r.allowed_countries is not None or r.forbidden_countries))
    )


def _g3(view: View) -> Level:
    """Half the site's own record, half whether notice duties at home are planned."""
    at = f"providers.{view.provider.id}"
    if view.numbers.is_known(f"{at}.labour_law_rubric") or view.provider.labour_attestation is None:
        path = f"{at}.labour_law_rubric"
        site = view.numbers(path)
    else:
        path = f"{at}.labour_attestation"
        site = 3.0 * view.numbers(path)
    planned = view.case.readiness.layoff_notice_planned
    home = 4.0 if planned else 0.0 if planned is False else 2.0
    return Level((site + np.where(view.work.released > 0, home, 4.0)) / 2, (path,))


def _g5(view: View) -> Level:
    """The cap against the loss of a serious incident."""
    cap = f"providers.{view.provider.id}.offer.liability_cap"
    loss = "customers.plausible_loss_p95"
    if view.provider.offer is None:
        return Level(view.constant(0.0), ())
    return Level(view.numbers(cap) / np.maximum(view.numbers(loss), 1.0), (cap, loss))


def _p1(view: View) -> Level:
    """A location at home is accepted by its nature; elsewhere what customers say."""
    if not abroad(view.case, view.provider.country_iso3):
        return Level(view.constant(0.95), ())
    return _field("location_accepted_share")(view)


def _p3(view: View) -> Level:
    """Pay against the going rate there: stated, or worked out from both wages."""
    stated = f"providers.{view.provider.id}.wage_against_going_rate"
    wage = f"providers.{view.provider.id}.wage_per_hour"
    if view.provider.kind == "in_house" and not view.numbers.is_known(wage):
        wage = "service.agent_wage_per_hour"
    going = {c.iso3: c.agent_wage_per_hour for c in view.case.countries}.get(view.provider.country_iso3)
    if not view.numbers.is_known(stated) and view.numbers.is_known(wage) and going:
        return Level(view.numbers(wage) / going, (wage,))
    return Level(view.numbers(stated), (stated,))


MEASURES: dict[str, Measure] = {
    "C3": _field("offer.price_transparency"),
    "C4": _c4,
    "Q1": _field("first_contact_resolution"),
    "Q2": _field("satisfaction"),
    "Q3": _q3,
    "Q4": _field("turnover_per_year"),
    "Q5": _q5,
    "Q6": _field("process_maturity"),
    "L1": _field("agents_at_language_level_share"),
    "L2": _field("understood_share"),
    "L3": _field("overlap_hours_per_day"),
    "L4": _field("cultural_familiarity"),
    "T1": _field("security_assurance"),
    "T2": _t2,
    "T3": _t3,
    "T4": _t4,
    "T5": _field("dedicated_agents_share"),
    "T6": _t6,
    "G1": _g1,
    "G2": _g2,
    "G3": _g3,
    "G4": _field("rule_of_law"),
    "G5": _g5,
    "P1": _p1,
    "P3": _p3,
    "P5": _field("incident_rubric"),
}
