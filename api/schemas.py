"""What goes over the wire. Names are those of the product; money is in the client's currency."""

import datetime as dt
from typing import Annotated, Any

from ninja import Path, Query, Schema
from pydantic import Field

from api.problems import Problem

SLUG = r"^[-a-zA-Z0-9_]+$"
Slug = Annotated[str, Path(pattern=SLUG, max_length=80)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out from the start.")]


class ClientOut(Schema):
    slug: str
    name: str
    sector: str
    country_iso3: str
    currency: str
    created: dt.datetime


class AssessmentOut(Schema):
    slug: str
    title: str
    status: str
    as_of: dt.date | None
    created: dt.datetime
    changed: dt.datetime
    archived: dt.datetime | None


class AnswerOut(Schema):
    """content: an estimate (low, likely, high, evidence, source), a plain value, or {"unknown": true}."""

    key: str
    content: Any
    version: int
    answered_at: dt.datetime


class QuestionOut(Schema):
    key: str
    section: str
    text: str
    kind: str
    unit: str
    minimum: float | None
    maximum: float | None
    choices: list[str]


class DecisionOut(Schema):
    id: int
    scenario: str | None
    verdict: str
    leading_option: str
    saving: float | None
    p_saves: float | None
    open_gates: int
    failed_gates: int
    case_sha256: str
    engine_version: str
    seed: int
    futures: int
    created: dt.datetime


class DecisionInFull(DecisionOut):
    """case: what was decided on · decision: everything that was computed from it."""

    case: dict[str, Any]
    decision: dict[str, Any]


class ReportOut(Schema):
    number: int
    version: int
    assessment: str
    decision: int
    parts: str
    paper: str
    state: str
    issued: dt.date
    sha256: str


class MonthOut(Schema):
    """month: its first day · measured: shares by figure, one per month or per week, null where not measured ·
    bonus, malus: of the fee, by the scheme as it stood when the month was first entered."""

    option: str
    month: dt.date
    contacts: int
    fee: float
    price: float | None
    measured: dict[str, list[float | None]]
    incidents: int
    complaints: int | None
    stories: int
    rating: float | None
    reasons: str
    events: str
    bonus: float
    malus: float
    version: int


class Page(Schema):
    total: int


class Clients(Page):
    items: list[ClientOut]


class Assessments(Page):
    items: list[AssessmentOut]


class Answers(Page):
    items: list[AnswerOut]


class Questions(Page):
    items: list[QuestionOut]


class Decisions(Page):
    items: list[DecisionOut]


class Reports(Page):
    items: list[ReportOut]


class Months(Page):
    items: list[MonthOut]


class Made(Schema):
    """notices: parts of the document that were not read."""

    slug: str
    notices: list[str]


class AnswerIn(Schema):
    """version: the one you read, 0 where there was none · content: null takes the answer away."""

    key: str = Field(max_length=80)
    content: Any
    version: int = Field(ge=0, le=2**31 - 1)
    confirmed: bool = Field(False, description="Yes, this number is far from what is usual, and right.")


class AnswersIn(Schema):
    answers: list[AnswerIn] = Field(min_length=1, max_length=200)


class AnswersSaved(Schema):
    changed: list[str]


def refusals(*more: int) -> dict[int, Any]:
    """The problems that an operation may answer with."""
    return dict.fromkeys((401, 403, 404, 422, 429, *more), Problem)
