"""Today's service as the case holds it, from answers and rows."""

from dataclasses import fields
from typing import Any

from assessments.models import Answer, Assessment, ContactStream, CostLine
from scoring.case import Service

Answers = dict[str, Any]
STREAM_FIELDS = (
    "name", "channels", "first_contact_resolution", "complexity_1_to_5", "documentation_1_to_5",
    "sensitivity_1_to_5", "brand_critical", "data_categories", "face_to_face_share",
    "required_country_iso3", "languages", "concurrency", "arrival_profile", "note",
)  # fmt: skip


def answers_of(assessment: Assessment) -> Answers:
    """Content by question; None where it was asked and nobody knows."""
    return {answer.key: answer.content for answer in Answer.objects.filter(assessment=assessment)}


def answered(prefix: str, holder: type, answers: Answers) -> dict[str, Any]:
    """What was answered of one part of the case; the rest keeps what the case says for unanswered."""
    given = ((field.name, answers.get(f"{prefix}.{field.name}")) for field in fields(holder))
    return {name: content for name, content in given if content is not None}


def service_of(assessment: Assessment, answers: Answers) -> dict[str, Any]:
    plain = answered("service", Service, answers)
    streams = ContactStream.objects.filter(assessment=assessment).order_by("slug")
    lines = CostLine.objects.filter(assessment=assessment).order_by("slug")
    return {
        "timezone": "",
        **plain,
        "country_iso3": plain.get("country_iso3") or assessment.client.country_iso3,
        "streams": [_stream(row) for row in streams],
        "cost_lines": [_cost_line(row) for row in lines],
    }


def _stream(row: ContactStream) -> dict[str, Any]:
    """A volume or a handling time that was not given is unknown; other fields may be null."""
    plain = {name: getattr(row, name) for name in STREAM_FIELDS}
    needed = {name: getattr(row, name) for name in ("contacts_per_month", "handle_seconds")}
    return {"id": row.slug, **plain, **_known(needed)}


def _cost_line(row: CostLine) -> dict[str, Any]:
    needed = {"amount_per_year": row.amount_per_year, "avoidable_share": row.avoidable_share}
    return {"id": row.slug, "name": row.name, "kind": row.kind, **_known(needed)}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
