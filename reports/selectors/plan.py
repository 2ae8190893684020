"""Deal plans and what is worked out for them. Call inside the client's scope."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet

from assessments.models import Assessment, Decision
from reports.models import DealPlan, PlanTerm
from reports.presenters import Reading, read
from reports.presenters.plan import Plan
from reports.presenters.plan.drafting import Draft, Trace, draft
from reports.presenters.plan.printed import present
from reports.presenters.plan.subject import Subject, contacts_a_month
from reports.presenters.plan.told import Facts, Item
from reports.presenters.plan.working_out import Back, VendorPay, back_of, scheme_of, vendor_pay
from scoring import deal
from scoring.case import Case
from scoring.decision import Decision as Result
from scoring.decision import OptionResult
from scoring.incentives import sample_size

KEPT: Final = 2
MARGIN: Final = 0.05


@dataclass(frozen=True)
class Worked:
    """A plan with its decision and all that is computed for it."""

    reading: Reading
    option: OptionResult
    back: Back
    pays: tuple[VendorPay, ...]


def plans_of(assessment: Assessment) -> QuerySet[DealPlan]:
    """Of options that the assessment still has, the last changed first."""
    return DealPlan.objects.filter(assessment=assessment).select_related("decision", "assessment__client")


def plan_of(assessment: Assessment, option: str = "") -> DealPlan | None:
    """That of the option, or the one changed last."""
    plans = plans_of(assessment)
    return (plans.filter(option=option) if option else plans).first()


def terms_of(plan: DealPlan) -> QuerySet[PlanTerm]:
    return PlanTerm.objects.filter(plan=plan)


def reading_of(decision: Decision) -> Reading:
    return read(Result.from_dict(decision.decision), Case.from_dict(decision.case))


def plannable(reading: Reading) -> tuple[OptionResult, ...]:
    """Options that give work to somebody, the leading one first."""
    moved = [option for option in reading.decision.options if option.is_outsourcing and option.providers]
    return tuple(sorted(moved, key=lambda option: option is not reading.leader))


def drawn_of(decision: Decision, option: str) -> deal.Drawn:
    """The option in the futures of its decision; the last few are kept in memory."""
    return _drawn(json.dumps(decision.case, sort_keys=True), option, decision.futures, decision.seed)


def worked_out(plan: DealPlan) -> Worked:
    drawn, reading = drawn_of(plan.decision, plan.option), reading_of(plan.decision)
    scheme = scheme_of(plan.scheme, drawn.case.service.satisfaction.likely)
    pays = tuple(vendor_pay(drawn, vendor, scheme) for vendor in drawn.vendors) if scheme.metrics else ()
    return Worked(reading, reading.results[plan.option], back_of(drawn, plan.exit_terms), pays)


def drafted(decision: Decision, option: str, exit_terms: dict[str, float]) -> tuple[Draft, ...]:
    """What a plan of the option says when it is drafted today."""
    reading, back = reading_of(decision), back_of(drawn_of(decision, option), exit_terms)
    result = reading.results[option]
    subjects = [Subject(reading, result, reading.providers[p], back) for p in result.providers]
    return draft(_with_sample(subject) for subject in subjects)


def facts_of(plan: DealPlan, terms: Iterable[PlanTerm]) -> Facts:
    return Facts(
        option=plan.option_name,
        decided=plan.decision.created.date().isoformat(),
        review_on=plan.review_on.isoformat() if plan.review_on else "",
        client_signs=plan.client_signs,
        provider_signs=plan.provider_signs,
        scheme=plan.scheme,
        items=tuple(_item(term) for term in terms if not term.left_out),
    )


def printed_plan(plan: DealPlan) -> Plan:
    worked = worked_out(plan)
    return present(worked.reading, facts_of(plan, terms_of(plan)), worked.back, worked.pays)


def plan_for_report(decision: Decision) -> DealPlan | None:
    """The plan of the option that a report on the decision is about, else the one changed last."""
    if decision.scenario_id is not None:
        return None
    subject = reading_of(decision).subject
    own = plan_of(decision.assessment, subject.option_id) if subject else None
    return own or plan_of(decision.assessment)


def _item(term: PlanTerm) -> Item:
    return Item(
        part=term.part,
        provider=term.provider,
        group=term.group,
        title=term.title,
        why=term.why,
        traces=tuple(Trace(**trace) for trace in term.traces),
        proposal=term.proposal,
        fallback=term.fallback,
        status=term.get_status_display(),
        who=term.who,
        rhythm=term.rhythm,
    )


def _with_sample(subject: Subject) -> Subject:
    expected: Any = subject.reading.case.service.satisfaction.likely
    contacts = contacts_a_month(subject)
    if expected is None or contacts < 2:
        return subject
    size = sample_size(expected, MARGIN, contacts)
    return Subject(subject.reading, subject.option, subject.provider, subject.back, size)


@lru_cache(maxsize=KEPT)
def _drawn(case: str, option: str, futures: int, seed: int) -> deal.Drawn:
    return deal.draw(Case.from_dict(json.loads(case)), option, futures, seed)
