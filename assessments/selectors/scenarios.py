"""Scenarios with what was decided on them. Inside the client's scope."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Max, Q, QuerySet

from assessments.models import Assessment, Decision, Scenario
from clients.models import AuditEvent

SHOWN = (
    *("scenario_id", "verdict", "leading_option", "saving", "p_saves", "open_gates", "failed_gates"),
    *("created", "pk"),
)


def scenarios_of(assessment: Assessment, *, archived: bool = False) -> QuerySet[Scenario]:
    rows = Scenario.objects.filter(assessment=assessment, archived__isnull=not archived)
    return rows.select_related("assessment__client", "created_by", "parent").order_by("created", "pk")


def scenario_of(assessment: Assessment, slug: str) -> Scenario | None:
    rows = Scenario.objects.filter(assessment=assessment, slug=slug)
    return rows.select_related("assessment__client", "parent", "created_by").first()


def latest_by_scenario(
    assessment: Assessment, scenarios: Collection[Scenario]
) -> dict[int | None, dict[str, Any]]:
    """What lists show of the newest decision, by scenario; None is the assessment itself."""
    wanted = Q(scenario=None) | Q(scenario__in=[scenario.pk for scenario in scenarios])
    rows = Decision.objects.filter(wanted, assessment=assessment).order_by("created", "pk")
    return {row["scenario_id"]: row for row in rows.values(*SHOWN)}


def last_changes(assessment: Assessment) -> dict[str, Any]:
    """When each scenario was last changed, by its target in the audit trail."""
    rows = AuditEvent.objects.filter(client=assessment.client, action="scenario.change")
    rows = rows.filter(target__startswith=target_of(assessment, ""))
    return dict(rows.values_list("target").annotate(last=Max("at")))


def is_outdated(scenario: Scenario, decision: Mapping[str, Any], changes: Mapping[str, Any]) -> bool:
    """Whether an answer or the scenario changed after the decision."""
    last = changes.get(target_of(scenario.assessment, scenario.slug))
    changed = scenario.assessment.changed
    return bool(max(changed, last) > decision["created"] if last else changed > decision["created"])


def target_of(assessment: Assessment, slug: str) -> str:
    """The name of a scenario in the audit trail."""
    return f"assessment {assessment.slug} scenario {slug}"
