"""Look at issued comparisons. Call inside the client's scope."""

from django.db.models import QuerySet

from clients.models import Client
from reports.models import ComparedDecision, ComparisonReport
from reports.presenters import read
from reports.presenters.comparison import Compared
from reports.presenters.edition import Edition
from reports.presenters.reading import Reading
from scoring.case import Case
from scoring.decision import Decision


def comparisons_of(client: Client) -> QuerySet[ComparisonReport]:
    """The newest first."""
    found = ComparisonReport.objects.filter(client=client)
    return found.select_related("assessment", "created_by", "client", "file").prefetch_related("compared")


def comparison_of(client: Client, number: int) -> ComparisonReport:
    """Raises ComparisonReport.DoesNotExist."""
    return comparisons_of(client).get(number=number)


def columns_of(report: ComparisonReport) -> list[Compared]:
    rows = ComparedDecision.objects.filter(report=report).select_related("decision")
    return [Compared(row.name, row.group, _reading(row)) for row in rows]


def edition_of_comparison(report: ComparisonReport) -> Edition:
    return Edition(
        number=str(report.number),
        version=0,
        date=report.issued.isoformat(),
        mark=report.mark,
        paper=report.paper,  # type: ignore[arg-type]  # the database allows no other
        colour=report.colour,
        logo=report.logo,
    )


def _reading(row: ComparedDecision) -> Reading:
    return read(Decision.from_dict(row.decision.decision), Case.from_dict(row.decision.case))
