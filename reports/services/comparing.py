"""Issue a comparison of scenarios: numbered, dated, frozen, and drawn by a job."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment
from assessments.models import Decision as StoredDecision
from clients.models import Client, User
from clients.services.audit import record
from jobs.services import enqueue
from reports.models import ComparedDecision, ComparisonReport, Paper, ReportState
from reports.services.issuing import next_number, set_state

RENDER_COMPARISON = "render_comparison"


class AnotherClient(ValueError):
    """A report belongs to one client: what another client decided does not go into it."""


@dataclass(frozen=True)
class Column:
    name: str
    group: str
    decision: StoredDecision


@transaction.atomic
def issue_comparison(
    *,
    assessment: Assessment,
    columns: Sequence[Column],
    user: User | None,
    paper: str = Paper.A4,
    mark: str = "Confidential",
    colour: str = "",
    logo: str = "",
    idempotency_key: str = "",
) -> ComparisonReport:
    """The same key gives the comparison that exists already. Raises AnotherClient."""
    client = Client.objects.select_for_update().get(pk=assessment.client_id)
    if any(column.decision.assessment.client_id != client.pk for column in columns):
        raise AnotherClient
    known = ComparisonReport.objects.filter(client=client, idempotency_key=idempotency_key).first()
    if idempotency_key and known:
        return known
    report = ComparisonReport(
        client=client,
        assessment=assessment,
        number=next_number(client),
        issued=timezone.localdate(),
        paper=paper,
        mark=mark,
        colour=colour,
        logo=logo,
        idempotency_key=idempotency_key or None,
        created_by=user,
    )
    report.full_clean(exclude=["file"])
    report.save()
    _freeze(report, columns)
    return _queue(report, user)


@transaction.atomic
def draw_comparison_again(*, report: ComparisonReport, user: User | None) -> ComparisonReport:
    set_state(report, ReportState.FAILED, ReportState.WAITING)
    return _queue(report, user)


def _freeze(report: ComparisonReport, columns: Sequence[Column]) -> None:
    for position, column in enumerate(columns, 1):
        ComparedDecision.objects.create(
            report=report,
            position=position,
            decision=column.decision,
            name=column.name[:400],
            group=column.group[:400],
        )


def _queue(report: ComparisonReport, user: User | None) -> ComparisonReport:
    job = enqueue(kind=RENDER_COMPARISON, params={"report": report.pk}, client=report.client, user=user)
    ComparisonReport.objects.filter(pk=report.pk).update(job_id=job.pk)
    report.job_id = job.pk
    names = [column.name for column in report.compared.all()]
    after = {"scenarios": names, "paper": report.paper}
    record(client=report.client, actor=user, action="issue_comparison", target=str(report), after=after)
    return report
