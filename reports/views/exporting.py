"""Take a decision, an issued report or comparison elsewhere: Word, spreadsheet, tables, case."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from assessments.models import Assessment
from assessments.selectors.decisions import latest_decision
from clients.choices import Role
from clients.models import Client
from clients.permissions import client_view
from reports import exports, selectors
from reports.models import ReportState
from reports.pdf.comparison import causes_of
from reports.presenters.edition import Edition
from reports.presenters.plan import plan_from
from reports.selectors.causes import causes_between
from reports.selectors.comparing import columns_of, edition_of_comparison
from reports.views.comparing import find_comparison
from reports.views.issued import find_report
from scoring.case import Case
from scoring.decision import Decision as Result

_EVERYTHING = Edition(version=0, parts="whole")


@require_GET
@client_view(Role.VIEWER)
def export_decision(request: HttpRequest, client: Client, assessment: str, file: str) -> HttpResponse:
    subject = get_object_or_404(Assessment, slug=assessment, client=client)
    stored = latest_decision(subject)
    if stored is None or file not in exports.FILES:
        raise Http404
    case, decision = Case.from_dict(stored.case), Result.from_dict(stored.decision)
    made = exports.make(file, case, decision, _EVERYTHING)
    return _download(made, f"{client.slug}-{subject.slug}")


@require_GET
@client_view(Role.VIEWER)
def export_report(request: HttpRequest, client: Client, number: int, version: int, file: str) -> HttpResponse:
    report = find_report(client, number, version)
    if file not in exports.FILES:
        raise Http404
    case, decision = selectors.case_and_decision(report)
    made = exports.make(file, case, decision, selectors.edition_of(report), plan_from(report.plan))
    return _download(made, f"{client.slug}-report-{number}-v{version}")


@require_GET
@client_view(Role.VIEWER)
def export_comparison(request: HttpRequest, client: Client, comparison: int, file: str) -> HttpResponse:
    """Once it is drawn: by then it is known what caused the differences, which takes seconds to find."""
    report = find_comparison(client, comparison)
    items = columns_of(report)
    if file not in exports.COMPARISON_FILES or not items or report.state == ReportState.WAITING:
        raise Http404
    causes = partial(causes_of, items, causes_between)
    told = exports.ToldCompared(items, edition_of_comparison(report), causes)
    return _download(exports.make_comparison(file, told), f"{client.slug}-report-{comparison}")


def _download(made: exports.File, name: str) -> HttpResponse:
    """Names are made of slugs and numbers alone."""
    response = HttpResponse(made.data, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{made.ending}"'
    response["Cache-Control"] = "no-store"
    return response
