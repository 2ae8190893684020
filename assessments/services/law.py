"""Rules that count beyond those that the data bring in, and duties that a vendor has shown to meet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import Assessment
from clients.models import User
from clients.services import record, update_if_unchanged
from vendors.models import LegalRule, Vendor
from vendors.services.facts import UNKNOWN, Saved, contents_of, save_facts
from vendors.services.offers import mark_changed
from vendors.services.vendors import holder_of

PENDING, EVIDENCED = "pending_laws_in_force", "duties_evidenced"


@transaction.atomic
def switch_pending_law(
    assessment: Assessment, *, rule: LegalRule, in_force: bool, version: int, actor: User
) -> None:
    """Count a proposed rule as if it were in force, or no longer. Raises Conflict."""
    if not rule.is_pending:
        raise ValidationError("Only a rule that is proposed can be switched.", code="pending")
    current = list(assessment.method.get(PENDING, []))
    wanted = sorted({*current, rule.id} if in_force else {*current} - {rule.id})
    if wanted == sorted(current):
        return
    method = {**assessment.method, PENDING: wanted}
    update_if_unchanged(assessment, version=version, method=method)
    _told(assessment, actor, "law.switch", current, wanted)


@transaction.atomic
def add_rule(assessment: Assessment, *, rule: LegalRule, add: bool, version: int, actor: User) -> None:
    """Let a rule bear on the assessment although its data do not bring it in. Raises Conflict."""
    current = list(assessment.law_ids)
    wanted = sorted({*current, rule.id} if add else {*current} - {rule.id})
    if wanted == sorted(current):
        return
    update_if_unchanged(assessment, version=version, law_ids=wanted)
    _told(assessment, actor, "law.add" if add else "law.remove", current, wanted)


@transaction.atomic
def show_duties(
    assessment: Assessment, *, vendor: Vendor, shown: set[str], listed: set[str], version: int, actor: User
) -> Saved:
    """shown: rules of those listed that the vendor has shown to meet; what is not listed stays as it is."""
    known = contents_of(vendor).get(EVIDENCED)
    current = set() if known in (None, UNKNOWN) else set(known)
    wanted = sorted((current - listed) | (shown & listed))
    if wanted == sorted(current) and known is not None:
        return Saved()
    versions = {EVIDENCED: version}
    saved = save_facts(holder_of(vendor), contents={EVIDENCED: wanted}, versions=versions, actor=actor)
    if saved.changed:
        mark_changed(assessment)
    return saved


def _told(assessment: Assessment, actor: User, action: str, before: Any, after: Any) -> None:
    mark_changed(assessment)
    target = f"assessment {assessment.slug}"
    record(client=assessment.client, actor=actor, action=action, target=target, before=before, after=after)
