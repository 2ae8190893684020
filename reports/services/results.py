"""Write what a deal brings: that it began, and month by month its results."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import User
from clients.services import Conflict, update_if_unchanged
from clients.services.audit import record
from reports.models import DealPlan, MonthResult
from reports.presenters.results.watch import watched
from reports.selectors.plan import reading_of
from reports.selectors.results import ground_of, results_of, triggers_of


@transaction.atomic
def begin_deal(*, plan: DealPlan, version: int, user: User, began: dt.date) -> DealPlan:
    """Raises Conflict when somebody else saved first."""
    before = {"began": plan.began}
    plan = update_if_unchanged(plan, version=version, began=began, changed=timezone.now())
    _record(plan, user, "deal.begin", str(plan), before=before, after={"began": began})
    _count_reasons(plan)
    return plan


@transaction.atomic
def save_month(*, plan: DealPlan, month: dt.date, version: int, user: User, **values: Any) -> MonthResult:
    """One row per month. `version` 0 for a new one: sent twice it is written once, with other figures it is
    a Conflict, as it is when somebody else changed the month meanwhile."""
    row = MonthResult(plan=plan, month=month, created_by=user, **values)
    row.clean_fields(exclude=["plan", "created_by"])
    if version:
        return _change(results_of(plan).get(month=month), version, user, values)
    found, made = MonthResult.objects.get_or_create(
        plan=plan, month=month, defaults={**values, "created_by": user}
    )
    if made:
        _record(plan, user, "deal.month", f"{plan}, {found}", after=_plain(values))
        _count_reasons(plan)
    elif any(getattr(found, name) != value for name, value in values.items()):
        raise Conflict(found)
    return found


@transaction.atomic
def remove_month(*, row: MonthResult, version: int, user: User) -> None:
    """Raises Conflict when it was changed since it was shown."""
    before = {name: getattr(row, name) for name in ("contacts", "fee", "measured", "missed", "asked")}
    if not MonthResult.objects.filter(pk=row.pk, version=version).delete()[0]:
        raise Conflict(MonthResult.objects.filter(pk=row.pk).first())
    _record(row.plan, user, "deal.remove_month", f"{row.plan}, {row}", before=before)
    _count_reasons(row.plan)


def _change(row: MonthResult, version: int, user: User, values: dict[str, Any]) -> MonthResult:
    before = {name: getattr(row, name) for name in values}
    row = update_if_unchanged(row, version=version, changed=timezone.now(), **values)
    _record(row.plan, user, "deal.month", f"{row.plan}, {row}", before=_plain(before), after=_plain(values))
    _count_reasons(row.plan)
    return row


def _count_reasons(plan: DealPlan) -> None:
    """For the list of clients, which cannot work out every deal."""
    ground = ground_of(plan, reading_of(plan.decision))
    found = watched(triggers_of(plan), tuple(results_of(plan)), ground)
    met = sum(one.state == "met" for one in found)
    DealPlan.objects.filter(pk=plan.pk).update(reasons_to_leave=met)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "terms"}


def _record(plan: DealPlan, user: User, action: str, target: str, **told: Any) -> None:
    record(client=plan.assessment.client, actor=user, action=action, target=target, **told)
