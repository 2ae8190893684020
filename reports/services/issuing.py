"""Issue reports and store what was drawn."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.choices import AssessmentStatus
from assessments.models import Assessment
from assessments.models import Decision as StoredDecision
from clients.models import Client, User
from clients.services.audit import record
from jobs.services import enqueue
from reports.models import ComparisonReport, DealPlan, Issued, Paper, Parts, Report, ReportFile, ReportState
from reports.presenters import read, versions
from reports.presenters.edition import PARTS
from reports.selectors import case_and_decision
from reports.selectors.plan import plan_for_report, printed_plan
from reports.services.conditions import carry_over
from scoring.case import Case
from scoring.decision import Decision

KIND = "render_report"


@transaction.atomic
def issue_report(
    *,
    decision: StoredDecision,
    user: User | None,
    parts: str = Parts.FULL,
    paper: str = Paper.A4,
    mark: str = "Confidential",
    colour: str = "",
    logo: str = "",
    idempotency_key: str = "",
    plan: DealPlan | None = None,
) -> Report:
    """Number and freeze a report with its plan and have it drawn. The same key gives the one that exists."""
    assessment = decision.assessment
    client = Client.objects.select_for_update().get(pk=assessment.client_id)
    if idempotency_key and (known := _asked_for(client, idempotency_key)):
        return known
    before = _newest(client, decision, parts)
    report = Report(
        client=client,
        assessment=assessment,
        decision=decision,
        **_numbered(client, before),
        issued=timezone.localdate(),
        parts=parts,
        paper=paper,
        mark=mark,
        colour=colour,
        logo=logo,
        changes=_changes(before, decision),
        plan=_frozen_plan(plan or _plan_of(decision, parts)),
        idempotency_key=idempotency_key or None,
        created_by=user,
    )
    report.full_clean(exclude=["file"])
    report.save()
    if before:
        carry_over(before, report)
    _mark_reported(report)
    return _queue(report, client, user)


def issue_plan(*, plan: DealPlan, user: User | None, idempotency_key: str = "", **looks: str) -> Report:
    """The deal plan alone, numbered on its own, so that it supersedes no report."""
    return issue_report(
        decision=plan.decision,
        user=user,
        parts=Parts.PLAN,
        idempotency_key=idempotency_key,
        plan=plan,
        **looks,
    )


def draw_again(*, report: Report, user: User | None) -> Report:
    """Another try for a report that could not be drawn."""
    with transaction.atomic():
        set_state(report, ReportState.FAILED, ReportState.WAITING)
        return _queue(report, report.client, user)


def next_number(client: Client) -> int:
    """Reports and comparisons of a client share one row of numbers. Call with the client locked."""
    rows: tuple[type[Issued], ...] = (Report, ComparisonReport)
    last = (row.objects.filter(client=client).aggregate(last=Max("number"))["last"] for row in rows)
    return max(number or 0 for number in last) + 1


def set_state(report: Issued, before: str, after: str) -> None:
    type(report).objects.filter(pk=report.pk, state=before).update(state=after)


def store_file(report: Issued, content_hash: str, path: str, sha256: str, size: int) -> dict[str, Any]:
    """Called in the transaction that ends the job: neither file row nor finished job without the other."""
    file, _ = ReportFile.objects.get_or_create(
        client_id=report.client_id,
        content_hash=content_hash,
        defaults={"path": path, "sha256": sha256, "size": size},
    )
    type(report).objects.filter(pk=report.pk).update(state=ReportState.READY, file=file)
    return {"report": report.pk, "sha256": file.sha256, "size": file.size}


def mark_failed(report: Issued) -> None:
    set_state(report, ReportState.WAITING, ReportState.FAILED)


def _queue(report: Report, client: Client, user: User | None) -> Report:
    job = enqueue(kind=KIND, params={"report": report.pk}, client=client, user=user)
    Report.objects.filter(pk=report.pk).update(job_id=job.pk)
    report.job_id = job.pk
    record(
        client=client,
        actor=user,
        action="issue_report",
        target=f"report {report.number}, version {report.version}",
        after={"decision": report.decision_id, "parts": report.parts, "paper": report.paper},
    )
    return report


def _asked_for(client: Client, key: str) -> Report | None:
    return Report.objects.filter(client=client, idempotency_key=key).first()


def _numbered(client: Client, before: Report | None) -> dict[str, int]:
    if before is None:
        return {"number": next_number(client), "version": 1}
    return {"number": before.number, "version": before.version + 1}


def _newest(client: Client, decision: StoredDecision, parts: str) -> Report | None:
    """The last issue for the same assessment and scenario with the same parts: a memo supersedes no annex."""
    same = Report.objects.filter(
        client=client,
        assessment=decision.assessment_id,
        decision__scenario=decision.scenario_id,
        parts=parts,
    )
    return same.select_related("decision").order_by("-version").first()


def _mark_reported(report: Report) -> None:
    """What was approved or refused stays so until a version of its own follows."""
    if report.parts == Parts.PLAN or report.decision.scenario_id:
        return
    waiting = Assessment.objects.filter(pk=report.assessment_id)
    if report.version == 1:
        waiting = waiting.filter(status__in=[AssessmentStatus.DRAFT, AssessmentStatus.DECIDED])
    waiting.update(status=AssessmentStatus.REPORTED)


def _plan_of(decision: StoredDecision, parts: str) -> DealPlan | None:
    return plan_for_report(decision) if "plan" in PARTS.get(parts, ()) else None


def _frozen_plan(plan: DealPlan | None) -> list[dict[str, Any]]:
    return [asdict(part) for part in printed_plan(plan)] if plan else []


def _changes(before: Report | None, decision: StoredDecision) -> list[str]:
    if before is None:
        return []
    old_case, old = case_and_decision(before)
    new = read(Decision.from_dict(decision.decision), Case.from_dict(decision.case))
    return list(versions.changes(read(old, old_case), new))
