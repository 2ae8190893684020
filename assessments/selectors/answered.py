"""All that was answered in an assessment, in the shapes that the guided pages need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from assessments.models import (
    Answer,
    AnswerComment,
    AnswerHistory,
    Assessment,
    ContactStream,
    CostLine,
    SectionAssignment,
)
from clients.models import Client, Membership, User

UNKNOWN = {"unknown": True}


@dataclass(frozen=True, slots=True)
class Answered:
    """contents: question id to content · versions likewise · rows of the two tables as they stand."""

    contents: Mapping[str, Any]
    versions: Mapping[str, int]
    answers: Mapping[str, Answer]
    streams: tuple[ContactStream, ...]
    cost_lines: tuple[CostLine, ...]


def assessment_of(client: Client, slug: str) -> Assessment | None:
    return Assessment.objects.select_related("client").filter(client=client, slug=slug).first()


def answered(assessment: Assessment) -> Answered:
    answers = Answer.objects.filter(assessment=assessment).select_related("answered_by")
    rows = {answer.key: answer for answer in answers}
    return Answered(
        contents={key: UNKNOWN if row.content is None else row.content for key, row in rows.items()},
        versions={key: row.version for key, row in rows.items()},
        answers=rows,
        streams=tuple(ContactStream.objects.filter(assessment=assessment).select_related("answered_by")),
        cost_lines=tuple(CostLine.objects.filter(assessment=assessment).select_related("answered_by")),
    )


def row_values(row: ContactStream | CostLine) -> dict[str, Any]:
    """What was said in a row, by field. What nobody has said yet is None."""
    fields = (field.name for field in row._meta.concrete_fields if not field.is_relation)
    values = {name: getattr(row, name) for name in fields}
    values = {name: None if value == "" else value for name, value in values.items()}
    if isinstance(row, ContactStream):
        values["channels"] = row.channels or None
        values |= dict.fromkeys(row.not_known, UNKNOWN)
    return values


def assignments(assessment: Assessment) -> dict[str, User]:
    rows = SectionAssignment.objects.filter(assessment=assessment).select_related("user")
    return {row.section: row.user for row in rows}


def members(client: Client) -> list[User]:
    rows = Membership.objects.filter(client=client).select_related("user").order_by("user__name")
    return [row.user for row in rows]


def history(assessment: Assessment, key: str, row: str = "") -> QuerySet[AnswerHistory]:
    past = AnswerHistory.objects.filter(assessment=assessment, key=key, row=row)
    return past.select_related("answered_by").order_by("-version", "-pk")


def comments(assessment: Assessment, key: str, row: str = "") -> QuerySet[AnswerComment]:
    return AnswerComment.objects.filter(assessment=assessment, key=key, row=row).select_related("by")


def open_comments(assessment: Assessment) -> dict[str, int]:
    """Number of comments that are not settled, by question."""
    rows = AnswerComment.objects.filter(assessment=assessment, settled=None)
    return {row["key"]: row["count"] for row in rows.values("key").annotate(count=Count("pk"))}
