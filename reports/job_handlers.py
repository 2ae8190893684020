"""Background work of this room."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django_scopes import scope

from jobs.handlers import JobRefused, Progress, handler, when_given_up
from jobs.models import Job
from reports import pdf, services
from reports.models import ComparisonReport, Issued, Report, ReportFile
from reports.pdf.comparison import causes_of, prepare_comparison
from reports.pdf.whole import prepare
from reports.presenters.plan import plan_from
from reports.press.child import Stopped, draw_in_child
from reports.press.job import Job as Drawing
from reports.selectors import case_and_decision, edition_of
from reports.selectors.causes import causes_between
from reports.selectors.comparing import columns_of, edition_of_comparison
from reports.services.proving import PROVE, proved

NO_ENGINE = "This machine cannot write PDFs: Pango is missing. The report can be read as a page."
_USUAL_SECONDS = 4


@handler(services.KIND)
def render_report(job: Job, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Draw the report that the job names, unless the same content was drawn before."""
    with scope(client=job.client_id):
        report = _report(job)
        _refuse_without_engine(report)
        progress(5, "Reading the decision")
        case, decision = case_and_decision(report)
        drawing = prepare(case, decision, edition_of(report), plan_from(report.plan))
        return _drawn(job, report, drawing, progress)


@when_given_up(services.KIND)
def leave_undrawn(job: Job) -> None:
    """However the drawing ended: the report says so, and can be asked for again."""
    with scope(client=job.client_id):
        if report := Report.objects.filter(pk=job.params["report"]).first():
            services.mark_failed(report)


@handler(services.RENDER_COMPARISON)
def render_comparison(job: Job, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Draw the comparison that the job names."""
    with scope(client=job.client_id):
        report = ComparisonReport.objects.select_related("client").filter(pk=job.params["report"]).first()
        if report is None:
            raise JobRefused("The comparison no longer exists.")
        _refuse_without_engine(report)
        progress(5, "Reading the decisions")
        columns = columns_of(report)
        progress(15, "Finding what causes the differences")
        drawing = prepare_comparison(
            columns, causes_of(columns, causes_between), edition_of_comparison(report)
        )
        return _drawn(job, report, drawing, progress)


@handler(PROVE)
def prove_report(job: Job, progress: Progress) -> dict[str, Any]:
    """Compute a report again that somebody sent; what came out is kept apart, for an hour."""
    progress(10, "Computing the decision again")
    found = proved(job, lambda seconds: progress(10 + int(80 * seconds / (seconds + 4)), "Drawing it again"))
    return {"identical": found.get("differences") == []}


def _drawn(job: Job, report: Issued, drawing: Drawing, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Draw unless the same content was drawn before. What is returned stores the file."""
    path = f"reports/{report.client_id}/{drawing.content_hash}.pdf"
    target = Path(settings.MEDIA_ROOT) / path
    known = ReportFile.objects.filter(content_hash=drawing.content_hash).first()
    if known and known.location.exists():
        sha256 = known.sha256
    else:
        progress(20, "Drawing the pages")
        sha256 = _draw(job, report, drawing, target, progress)
    progress(95, "Storing the file")
    size = target.stat().st_size
    return partial(_store, report, drawing.content_hash, path, sha256, size)


def _report(job: Job) -> Report:
    found = Report.objects.select_related("client", "decision").filter(pk=job.params["report"]).first()
    if found is None:
        raise JobRefused("The report no longer exists.")
    return found


def _refuse_without_engine(report: Issued) -> None:
    if not pdf.is_available():
        services.mark_failed(report)
        raise JobRefused(NO_ENGINE)


def _draw(job: Job, report: Issued, drawing: Drawing, target: Path, progress: Progress) -> str:
    try:
        return draw_in_child(drawing, target, partial(_report_progress, progress))
    except Stopped:
        if job.attempt >= job.max_attempts:
            services.mark_failed(report)
        raise


def _report_progress(progress: Progress, seconds: float) -> None:
    """There is no way to ask how far a drawing is: the time it usually takes is the best measure."""
    progress(20 + int(70 * seconds / (seconds + _USUAL_SECONDS)), "Drawing the pages")


def _store(report: Issued, content_hash: str, path: str, sha256: str, size: int) -> dict[str, Any]:
    with scope(client=report.client_id):
        return services.store_file(report, content_hash, path, sha256, size)
