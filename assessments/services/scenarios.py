"""Named sets of changed assumptions: make, change, copy, lock, archive."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Scenario
from assessments.selectors.scenarios import target_of
from assessments.snapshots import build_case, with_changes
from clients.models import User
from clients.services import free_slug, record, update_if_unchanged
from scoring.case import Case
from scoring.case.canonical import canonical
from scoring.case.validation import validate

LONGEST_NAME = 120


class Locked(Exception):
    """A locked scenario is not changed; a copy can be."""


@transaction.atomic
def create_scenario(
    *,
    assessment: Assessment,
    name: str,
    note: str,
    actor: User,
    changes: Mapping[str, Any] | None = None,
    parent: Scenario | None = None,
) -> Scenario:
    taken = Scenario.objects.filter(assessment=assessment)
    slug = free_slug(name, lambda slug: slug == "new" or taken.filter(slug=slug).exists(), 60, "scenario")
    scenario = Scenario(
        assessment=assessment,
        slug=slug,
        name=name,
        note=note,
        changes=dict(changes or {}),
        parent=parent,
        created_by=actor,
    )
    scenario.full_clean(validate_unique=False, validate_constraints=False)
    scenario.save()
    after = {"name": name, "from": parent.slug if parent else "", "changes": dict(changes or {})}
    _told(scenario, actor, "create", None, after)
    return scenario


@transaction.atomic
def change_scenario(
    *,
    scenario: Scenario,
    version: int,
    name: str,
    note: str,
    changes: Mapping[str, Any],
    actor: User,
) -> Scenario:
    """ValueError names the input that cannot be used; Conflict when a colleague changed it meanwhile."""
    if scenario.locked:
        raise Locked
    assumed_case(build_case(scenario.assessment), changes)
    before = {"name": scenario.name, "note": scenario.note, "changes": scenario.changes}
    after = {"name": name, "note": note, "changes": dict(changes)}
    if before == after:
        return scenario
    update_if_unchanged(scenario, version=version, **after)
    _told(scenario, actor, "change", before, after)
    return scenario


def copy_scenario(*, scenario: Scenario, actor: User) -> Scenario:
    name = f"{scenario.name[: LONGEST_NAME - 7]} (copy)"
    return create_scenario(
        assessment=scenario.assessment,
        name=name,
        note=scenario.note,
        actor=actor,
        changes=scenario.changes,
        parent=scenario,
    )


@transaction.atomic
def set_locked(*, scenario: Scenario, locked: bool, actor: User) -> None:
    if bool(scenario.locked) != locked:
        _stamp(scenario, "locked", locked, actor, "lock" if locked else "unlock")


@transaction.atomic
def set_archived(*, scenario: Scenario, archived: bool, actor: User) -> None:
    if bool(scenario.archived) != archived:
        _stamp(scenario, "archived", archived, actor, "archive" if archived else "restore")


def assumed_case(base: Case, changes: Mapping[str, Any], name: str = "") -> Case:
    """The base with the changes, checked as a whole; ValueError says what cannot be."""
    case = canonical(with_changes(base, changes, scenario=name))
    validate(case)
    return case


def _stamp(scenario: Scenario, field: str, on: bool, actor: User, action: str) -> None:
    scenario = Scenario.objects.select_for_update().get(pk=scenario.pk)
    setattr(scenario, field, timezone.now() if on else None)
    scenario.version += 1
    scenario.save(update_fields=[field, "version"])
    _told(scenario, actor, action, None, None)


def _told(scenario: Scenario, actor: User, action: str, before: Any, after: Any) -> None:
    record(
        client=scenario.assessment.client,
        actor=actor,
        action=f"scenario.{action}",
        target=target_of(scenario.assessment, scenario.slug),
        before=before,
        after=after,
    )
