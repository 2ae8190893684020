"""Compute a decision and keep it. A stored decision is never edited: the same case gives the same row."""

from typing import Any, Final

from django.db import IntegrityError, transaction

from assessments.choices import AssessmentStatus
from assessments.models import Assessment, Decision, Scenario
from assessments.snapshots import build_case
from clients.models import User
from clients.services import record
from scoring import Case, decide
from scoring.case import case_sha256
from scoring.decision import Decision as Computed
from scoring.decision import OptionResult
from scoring.engine import ENGINE_VERSION

FUTURES: Final = 8192
SEED: Final = 1


def decide_assessment(
    assessment: Assessment,
    user: User | None = None,
    *,
    scenario: Scenario | None = None,
    futures: int = FUTURES,
    seed: int = SEED,
) -> Decision:
    """The decision on the assessment as it stands now: stored before, or computed and stored.

    ValueError names the input that cannot be used. Call it inside the client's scope.
    """
    case = build_case(assessment, scenario)
    same = {
        "assessment": assessment,
        "scenario": scenario,
        "case_sha256": case_sha256(case),
        "seed": seed,
        "futures": futures,
        "engine_version": ENGINE_VERSION,
    }
    stored = Decision.objects.filter(**same).first()
    if stored:
        return stored
    row = Decision(**same, **_contents(case, decide(case, futures=futures, seed=seed)), created_by=user)
    try:
        return _store(row, user)
    except IntegrityError:  # somebody else computed the same decision in the meantime
        return Decision.objects.get(**same)


@transaction.atomic
def _store(row: Decision, user: User | None) -> Decision:
    row.save()
    assessment = row.assessment
    if row.scenario is None:
        drafts = Assessment.objects.filter(pk=assessment.pk, status=AssessmentStatus.DRAFT)
        if drafts.update(status=AssessmentStatus.DECIDED):
            assessment.status = AssessmentStatus.DECIDED
    after = {"verdict": row.verdict, "option": row.leading_option_slug, "case": row.case_sha256}
    target = f"assessment {assessment.slug}"
    record(client=assessment.client, actor=user, action="decision.compute", target=target, after=after)
    return row


def _contents(case: Case, computed: Computed) -> dict[str, Any]:
    """Both documents, and what lists show of them."""
    leading = leading_option(computed)
    gates = [gate.state for gate in leading.gates] if leading else []
    return {
        "case": case.to_dict(),
        "decision": computed.to_dict(),
        "verdict": computed.verdict.kind,
        "leading_option": leading.name[:160] if leading else "",
        "leading_option_slug": leading.option_id if leading else "",
        "saving": leading.money.net_benefit.mean if leading else None,
        "p_saves": leading.p_saves.share if leading else None,
        "open_gates": gates.count("open"),
        "failed_gates": gates.count("fail"),
    }


def leading_option(computed: Computed) -> OptionResult | None:
    """The option that the verdict is about; None where nothing would be outsourced."""
    wanted = computed.verdict.option_id
    return next((option for option in computed.options if option.option_id == wanted), None)
