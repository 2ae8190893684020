"""Living with a deal: its months, and what they are held against. Call inside the client's scope."""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from reports.models import Answer, DealPlan, MonthResult, Parts, PlanTerm, Report, ReportState, TermPart
from reports.presenters import Reading
from reports.presenters.plan.figures import UNIT_WORDS
from reports.presenters.plan.subject import Subject, contacts_a_month
from reports.presenters.plan.working_out import WEEKS_A_MONTH
from reports.presenters.results.entered import months_after, months_between, terms_now
from reports.presenters.results.expected import Expected
from reports.presenters.results.watch import Ground, Trigger, Watched, watched
from reports.selectors.plan import drawn_of, reading_of
from reports.selectors.standing import standing_of
from scoring.deal import course_of, interval

SERVICE_LEVEL_MISSED: Final = 0.10  # as the drafted termination clause says


@dataclass(frozen=True)
class Life:
    """A deal that began, with all that its months are held against."""

    plan: DealPlan
    began: dt.date
    rows: tuple[MonthResult, ...]
    reading: Reading
    expected: Expected
    ground: Ground
    watched: tuple[Watched, ...]

    def place(self, month: dt.date) -> int:
        """Months since the first one, from 0."""
        return months_between(self.began, month)


def is_approved(plan: DealPlan) -> bool:
    """Whether a report on the assessment, or the plan alone, was approved and not taken back since."""
    reports = Report.objects.filter(assessment=plan.assessment, decision__scenario=None)
    about = reports.filter(~Q(decision__verdict="no_go") | Q(parts=Parts.PLAN))
    found = standing_of(about.exclude(state=ReportState.FAILED))
    return any(standing.answer == Answer.APPROVED for standing in found.values())


def results_of(plan: DealPlan) -> QuerySet[MonthResult]:
    return MonthResult.objects.filter(plan=plan)


def months_of(plan: DealPlan) -> tuple[dt.date, ...]:
    """From the first month to the present one; empty before the deal begins."""
    if plan.began is None:
        return ()
    first, today = plan.began.replace(day=1), timezone.localdate()
    return tuple(months_after(first, place) for place in range(months_between(first, today) + 1))


def life_of(plan: DealPlan) -> Life:
    """ValueError for a plan whose deal has not begun."""
    if plan.began is None:
        raise ValueError("this deal has not begun")
    began, reading = plan.began.replace(day=1), reading_of(plan.decision)
    rows, ground = tuple(results_of(plan)), ground_of(plan, reading)
    return Life(
        plan=plan,
        began=began,
        rows=rows,
        reading=reading,
        expected=expected_of(plan),
        ground=ground,
        watched=watched(triggers_of(plan), rows, ground),
    )


def triggers_of(plan: DealPlan) -> tuple[Trigger, ...]:
    terms = PlanTerm.objects.filter(plan=plan, part=TermPart.TRIGGERS, left_out=False)
    return tuple(Trigger(t.key, t.title, t.proposal, t.is_edited) for t in terms)


def present_terms(plan: DealPlan, reading: Reading) -> dict[str, Any]:
    """What a month is settled by that is entered today: nothing is paid for where nobody invoices a price."""
    basics = PlanTerm.objects.filter(plan=plan, part=TermPart.BASICS, left_out=False)
    scheme = plan.scheme if is_paid(plan, reading) else {**plan.scheme, "metrics": []}
    satisfaction = reading.case.service.satisfaction.likely
    return terms_now(scheme, satisfaction, [(t.key, t.title, t.proposal) for t in basics])


def is_paid(plan: DealPlan, reading: Reading) -> bool:
    """Whether a provider of the deal is paid a price: an own centre is not."""
    return any(reading.providers[key].offer for key in reading.results[plan.option].providers)


def ground_of(plan: DealPlan, reading: Reading) -> Ground:
    option, case = reading.results[plan.option], reading.case
    providers = [reading.providers[key] for key in option.providers]
    offers = [provider.offer for provider in providers if provider.offer]
    planned = sum(contacts_a_month(Subject(reading, option, provider)) for provider in providers)
    weeks = max((offer.transition_weeks.likely or 0.0 for offer in offers), default=0.0)
    return Ground(
        began=(plan.began or timezone.localdate()).replace(day=1),
        floors=_floors(case),
        planned=planned or None,
        settled_in=math.ceil(weeks / WEEKS_A_MONTH),
        most_price=_most_price(option.money.break_even_price, offers, len(providers)),
        basis=UNIT_WORDS[offers[0].price_basis] if offers else "",
        currency=(offers[0].currency if offers else "") or case.currency,
        numbers=reading.numbers,
    )


def expected_of(plan: DealPlan) -> Expected:
    """Fees and contacts in the futures of the plan's decision, by month of the deal."""
    drawn = drawn_of(plan.decision, plan.option)
    course = course_of(drawn, (plan.began or timezone.localdate()).month)
    fees = tuple(interval(month) for month in course.fees) if drawn.vendors else ()
    return Expected(fees=fees, contacts=tuple(interval(month) for month in course.contacts))


def _floors(case: Any) -> dict[str, float]:
    """As the drafted trigger says: today's figures less the tolerance, of the service level ten points."""
    service, tolerance = case.service, case.method.quality_tolerance
    less = {
        "service_level": SERVICE_LEVEL_MISSED,
        "satisfaction": tolerance,
        "first_contact_resolution": tolerance,
    }
    today = {name: getattr(service, name).likely for name in less}
    return {name: value - less[name] for name, value in today.items() if value is not None}


def _most_price(price: float | None, offers: list[Any], providers: int) -> float | None:
    """The price above which the option no longer pays, where it is one provider's."""
    return price if price and price > 0 and len(offers) == 1 == providers else None
