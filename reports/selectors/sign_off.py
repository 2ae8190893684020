"""What was said to a report, and how its conditions stand. Call inside the client's scope."""

from django.db.models import QuerySet

from reports.models import ConditionTask, Report, SignOff


def sign_offs_of(report: Report) -> QuerySet[SignOff]:
    """The newest first; the first one holds."""
    return SignOff.objects.filter(report=report)


def condition_tasks(report: Report) -> dict[int, ConditionTask]:
    return {
        task.number: task for task in ConditionTask.objects.filter(report=report).select_related("met_by")
    }


def newer_version(report: Report) -> Report | None:
    """The newest issue that supersedes this one."""
    later = Report.objects.filter(client=report.client_id, number=report.number, version__gt=report.version)
    return later.order_by("-version").first()
