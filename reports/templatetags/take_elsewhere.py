"""The files that a page offers of its decision or report."""

from typing import Any

from django import template
from django.urls import reverse

from assessments.models import Assessment
from reports.exports import COMPARISON_TITLES, TITLES
from reports.models import ComparisonReport, Report

register = template.Library()


@register.inclusion_tag("reports/exports/take_elsewhere.html")
def take_elsewhere(subject: Assessment | Report | ComparisonReport) -> dict[str, Any]:
    """Links to every file, for the last decision of an assessment, an issued report or comparison."""
    titles, place = TITLES, [str(subject.client.slug)]
    if isinstance(subject, Report):
        route, place = "export_report", [*place, str(subject.number), str(subject.version)]
    elif isinstance(subject, ComparisonReport):
        route, titles, place = "export_comparison", COMPARISON_TITLES, [*place, str(subject.number)]
    else:
        route, place = "export_decision", [*place, subject.slug]
    links = [(title, words, reverse(route, args=[*place, name])) for name, (title, words) in titles.items()]
    return {"files": [{"title": title, "words": words, "url": url} for title, words, url in links]}
