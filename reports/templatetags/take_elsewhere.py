"""The files that a page offers of its decision or report."""

from typing import Any

from django import template
from django.urls import reverse

from assessments.models import Assessment
from reports.exports import TITLES
from reports.models import Report

register = template.Library()


@register.inclusion_tag("reports/exports/take_elsewhere.html")
def take_elsewhere(subject: Assessment | Report) -> dict[str, Any]:
    """Links to every file, for the last decision of an assessment or for an issued report."""
    if isinstance(subject, Report):
        route, place = "export_report", [subject.client.slug, subject.number, subject.version]
    else:
        route, place = "export_decision", [subject.client.slug, subject.slug]
    links = [(title, words, reverse(route, args=[*place, name])) for name, (title, words) in TITLES.items()]
    return {"files": [{"title": title, "words": words, "url": url} for title, words, url in links]}
