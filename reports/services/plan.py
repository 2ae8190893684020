"""Write deal plans: draft, edit, review."""

import calendar
import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from assessments.models import Decision
from clients.models import User
from clients.services import update_if_unchanged
from clients.services.audit import record
from reports.models import DealPlan, PlanTerm, TermPart, TermStatus
from reports.presenters.plan.drafting import Draft
from reports.presenters.plan.working_out import exit_terms, first_scheme
from reports.selectors.plan import drafted, drawn_of, reading_of


@transaction.atomic
def draft_plan(*, decision: Decision, option: str, user: User) -> DealPlan:
    """The plan of the option, drafted where there is none and brought up to the decision where there is.

    Texts that a person changed stay; the others say what the decision says now. ValueError for an option
    that the decision does not have.
    """
    reading = reading_of(decision)
    if option not in reading.results:
        raise ValueError(f"there is no option {option!r}")
    drawn = drawn_of(decision, option)
    first = {
        "decision": decision,
        "option_name": reading.option_name(option, 160),
        "scheme": first_scheme(drawn),
        "exit_terms": exit_terms(drawn),
        "review_on": later(timezone.localdate(), reading.case.readiness.contingency_review_months),
        "client_signs": reading.client,
        "provider_signs": ", ".join(reading.provider_name(p) for p in reading.results[option].providers)[
            :160
        ],
        "created_by": user,
    }
    plan, made = DealPlan.objects.get_or_create(assessment=decision.assessment, option=option, defaults=first)
    if not made:
        plan = update_if_unchanged(
            plan,
            version=plan.version,
            decision=decision,
            option_name=first["option_name"],
            changed=timezone.now(),
        )
    for place, item in enumerate(drafted(decision, option, plan.exit_terms)):
        _keep(plan, item, place)
    _record(plan, user, "plan.draft", after={"decision": decision.pk, "option": option})
    return plan


@transaction.atomic
def save_term(*, term: PlanTerm, version: int, user: User, **changes: Any) -> PlanTerm:
    """Raises Conflict when somebody else saved first."""
    before = {name: getattr(term, name) for name in changes}
    term = update_if_unchanged(term, version=version, **changes)
    _touch(term.plan)
    after = {name: getattr(term, name) for name in changes}
    _record(term.plan, user, "plan.term", about=term.title, before=before, after=after)
    return term


@transaction.atomic
def add_term(*, plan: DealPlan, part: str, user: User, key: str, **values: Any) -> PlanTerm:
    """A term of the client's own. The same key gives the one that exists already."""
    own = {"provider": "", "key": f"own-{key or get_random_string(12).lower()}"}
    last = PlanTerm.objects.filter(plan=plan).order_by("-place").first()
    term, made = PlanTerm.objects.get_or_create(
        plan=plan,
        part=TermPart(part),
        **own,
        defaults={**values, "why": "Added by hand.", "place": last.place + 1 if last else 0},
    )
    if made:
        _touch(plan)
        _record(plan, user, "plan.add_term", about=term.title, after=values)
    return term


@transaction.atomic
def save_plan(*, plan: DealPlan, version: int, user: User, **changes: Any) -> DealPlan:
    """Scheme, exit, people and review. Raises Conflict when somebody else saved first."""
    before = {name: getattr(plan, name) for name in changes}
    plan = update_if_unchanged(plan, version=version, changed=timezone.now(), **changes)
    _record(plan, user, "plan.edit", before=before, after={name: getattr(plan, name) for name in changes})
    if "exit_terms" in changes:  # terms speak of notice and exit help
        return draft_plan(decision=plan.decision, option=plan.option, user=user)
    return plan


def later(day: dt.date, months: float) -> dt.date:
    """So many months later, at the latest the last of the month."""
    count = day.month - 1 + max(round(months), 1)
    year, month = day.year + count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _keep(plan: DealPlan, item: Draft, place: int) -> None:
    drafted_now = {
        "group": item.group,
        "title": item.title,
        "why": item.why,
        "traces": [{"kind": t.kind, "ref": t.ref, "text": t.text} for t in item.traces],
        "place": place,
        "drafted_proposal": item.proposal,
        "drafted_fallback": item.fallback,
    }
    texts = {"proposal": item.proposal, "fallback": item.fallback}
    first = {
        "status": TermStatus.OPEN if item.urgent else TermStatus.DRAFT,
        "who": item.who,
        "rhythm": item.rhythm,
    }
    term, made = PlanTerm.objects.get_or_create(
        plan=plan,
        part=item.part,
        key=item.key,
        provider=item.provider,
        defaults={**drafted_now, **texts, **first},
    )
    if not made:
        changes = drafted_now if term.is_edited else {**drafted_now, **texts}
        update_if_unchanged(term, version=term.version, **changes)


def _touch(plan: DealPlan) -> None:
    DealPlan.objects.filter(pk=plan.pk).update(changed=timezone.now())


def _record(plan: DealPlan, user: User, action: str, about: str = "", **told: Any) -> None:
    target = f"{plan}, {about}" if about else str(plan)
    record(client=plan.assessment.client, actor=user, action=action, target=target, **told)
