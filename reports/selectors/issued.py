"""Look at reports. Call inside the client's scope."""

from django.db.models import QuerySet

from assessments.models import Assessment
from clients.models import Client
from jobs.models import Job
from reports.models import Issued, Parts, Report
from reports.presenters.edition import Edition
from scoring.case import Case
from scoring.decision import Decision


def reports_of(assessment: Assessment) -> QuerySet[Report]:
    """All versions, the newest first."""
    return Report.objects.filter(assessment=assessment).select_related(
        "file", "client", "created_by", "assessment", "decision"
    )


def newest_by_parts(assessment: Assessment, scenario: int | None = None) -> list[Report]:
    """The last report of each kind, of the assessment or a scenario; deal plans have a page of their own."""
    newest: dict[str, Report] = {}
    for report in Report.objects.filter(assessment=assessment, decision__scenario=scenario):
        if report.parts != Parts.PLAN and newest.get(report.parts, report).version <= report.version:
            newest[report.parts] = report
    return list(newest.values())


def report_of(client: Client, number: int, version: int) -> Report:
    """Raises Report.DoesNotExist for another client's report as for one that never was."""
    reports = Report.objects.filter(client=client).select_related("file", "client", "assessment", "decision")
    return reports.get(number=number, version=version)


def job_of(report: Issued) -> Job | None:
    if report.job_id is None:
        return None
    return Job.objects.filter(pk=report.job_id, client_id=report.client_id).first()


def version_before(report: Report) -> Report | None:
    return (
        Report.objects.filter(client=report.client_id, number=report.number, version__lt=report.version)
        .select_related("decision")
        .order_by("-version")
        .first()
    )


def case_and_decision(report: Report) -> tuple[Case, Decision]:
    stored = report.decision
    return Case.from_dict(stored.case), Decision.from_dict(stored.decision)


def edition_of(report: Report) -> Edition:
    return Edition(
        number=str(report.number),
        version=report.version,
        date=report.issued.isoformat(),
        mark=report.mark,
        paper=report.paper,  # type: ignore[arg-type]  # the database allows no other
        parts=report.parts,  # type: ignore[arg-type]
        colour=report.colour,
        logo=report.logo,
        changes=tuple(report.changes),
    )
