"""Stored decisions. Call inside the client's scope."""

from assessments.models import Assessment, Decision


def latest_decision(assessment: Assessment) -> Decision | None:
    """The last one that was computed for the assessment itself, scenarios left aside."""
    return Decision.objects.filter(assessment=assessment, scenario=None).order_by("-created", "-pk").first()


def is_stale(assessment: Assessment, decision: Decision) -> bool:
    """Whether an input was changed after the decision was computed."""
    return assessment.changed > decision.created
