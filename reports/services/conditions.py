"""See to the conditions of a report."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import User
from clients.services import record, update_if_unchanged
from reports.models import ConditionTask, Report


@transaction.atomic
def take_condition(
    *,
    report: Report,
    number: int,
    user: User,
    owner: str,
    due: dt.date | None,
    met: bool,
    version: int,
) -> ConditionTask:
    """Say who sees to a condition by when and whether it is met. Conflict: somebody else saved first."""
    task, _ = ConditionTask.objects.get_or_create(report=report, number=number)
    before = {"owner": task.owner, "due": task.due, "met": task.met}
    changes = {
        "owner": owner.strip(),
        "due": due,
        "met": (task.met or timezone.now()) if met else None,
        "met_by": (task.met_by or user) if met else None,
    }
    task = update_if_unchanged(task, version=version, **changes)
    after = {"owner": task.owner, "due": task.due, "met": task.met}
    target = f"{report}, condition {number}"
    record(
        client=report.client, actor=user, action="report.condition", target=target, before=before, after=after
    )
    return task


def carry_over(before: Report, report: Report) -> None:
    """A new version begins with the owners and days of the one before; ticks stay where the words do."""
    known = {_subject(one): (number, one) for number, one in _conditions(before)}
    tasks = {task.number: task for task in ConditionTask.objects.filter(report=before)}
    for number, condition in _conditions(report):
        old_number, old = known.get(_subject(condition), (0, {}))
        if task := tasks.get(old_number):
            same = old["text"] == condition["text"]
            ConditionTask.objects.create(
                report=report,
                number=number,
                owner=task.owner,
                due=task.due,
                met=task.met if same else None,
                met_by=task.met_by if same else None,
            )


def _conditions(report: Report) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(report.decision.decision["verdict"]["conditions"], 1))


def _subject(condition: dict[str, Any]) -> tuple[str, str, str]:
    """What a condition is about, whatever its figures: a gate, an input, the price, the pilot."""
    return condition["kind"], condition.get("gate", ""), condition.get("input", "")
