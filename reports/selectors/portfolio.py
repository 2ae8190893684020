"""Everything that a person works on: one line per client and assessment, with its latest decision.

Looks across clients, and therefore only ever starts from the clients of the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, FilteredRelation, FloatField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from assessments.choices import Verdict
from assessments.models import Assessment, Decision
from clients.models import User
from clients.selectors import clients_of
from reports.models import DealPlan, Report
from reports.selectors.currencies import Rates

PAGE_SIZE: Final = 50
LONGEST_SEARCH: Final = 120
UNDECIDED: Final = "none"
VERDICTS: Final = (*(verdict.value for verdict in Verdict), UNDECIDED)
SORTS: Final = ("name", "verdict", "saving", "gates", "age")
OF_CLIENT: Final = ("slug", "name", "currency", "is_demo")
COLUMNS: Final = {
    "role": F("memberships__role"),
    "work_id": F("work__pk"),
    "assessment": F("work__slug"),
    "title": F("work__title"),
    "status": F("work__status"),
    "changed": F("work__changed"),
}
OF_PLANS: Final = ("review", "reasons")
Lines = Any  # a QuerySet of dicts; what annotations add is not followed by types
OF_DECISION: Final = (
    "verdict",
    "leading_option",
    "saving",
    "p_saves",
    "open_gates",
    "failed_gates",
    "created",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed down to and sorted by; a word that is not known counts as none."""

    search: str = ""
    verdict: str = ""
    due: bool = False
    sort: str = SORTS[0]

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        verdict, sort = query.get("verdict", ""), query.get("sort", "")
        return cls(
            search=query.get("q", "").strip()[:LONGEST_SEARCH].replace("\x00", ""),
            verdict=verdict if verdict in VERDICTS else "",
            due=query.get("due") == "1",
            sort=sort if sort in SORTS else SORTS[0],
        )

    @property
    def narrows(self) -> bool:
        return bool(self.search or self.verdict or self.due)


def portfolio(user: User, wanted: Wanted, rates: Rates, page: str | int = 1) -> "Page[dict[str, Any]]":
    """A page of lines; with its columns and `decision`, None where nothing was computed."""
    lines = _sorted(_narrowed(_lines(user), wanted), wanted.sort, rates)
    found = Paginator(lines, PAGE_SIZE).get_page(page)
    rows = list(found.object_list)
    works = _works([row["work_id"] for row in rows])
    decisions = _decisions([work["decision_id"] for work in works.values()])
    found.object_list = [_with_decision(row, works, decisions) for row in rows]
    return found


def _with_decision(row: dict[str, Any], works: dict[int, Any], decisions: dict[int, Any]) -> dict[str, Any]:
    work: dict[str, Any] = works.get(row["work_id"], dict.fromkeys(("decision_id", *OF_PLANS)))
    return row | work | {"decision": decisions.get(work["decision_id"])}


def _lines(user: User) -> Lines:
    """A client without an assessment is a line, too."""
    work = FilteredRelation("assessments", condition=Q(assessments__archived=None))
    return clients_of(user).annotate(work=work).values(*OF_CLIENT, **COLUMNS)


def _works(numbers: list[int | None]) -> dict[int, dict[str, Any]]:
    """What is looked up for the lines of one page alone: it would cost most where there are many lines."""
    rows = Assessment.objects.with_scopes_disabled().filter(pk__in=[pk for pk in numbers if pk])
    of_plans = {"review": _review_due("pk"), "reasons": _reasons_to_leave("pk")}
    found = rows.values("pk", decision_id=_of_latest("pk", "pk"), **of_plans)
    return {row["pk"]: {name: value for name, value in row.items() if name != "pk"} for row in found}


def _narrowed(lines: Lines, wanted: Wanted) -> Lines:
    for word in wanted.search.split():
        lines = lines.filter(
            Q(name__icontains=word) | Q(sector__icontains=word) | Q(work__title__icontains=word)
        )
    if wanted.verdict == UNDECIDED:
        lines = lines.alias(decision_id=_of_latest("pk")).filter(decision_id=None)
    elif wanted.verdict:
        lines = lines.alias(kind=_of_latest("verdict")).filter(kind=wanted.verdict)
    if wanted.due:
        lines = (
            lines.alias(latest_id=_of_latest("pk"))
            .exclude(latest_id=None)
            .exclude(_has_report(OuterRef("latest_id")))
        )
    return lines


def _sorted(lines: Lines, sort: str, rates: Rates) -> Lines:
    last = (F("name").asc(), F("pk").asc(), F("work__created").desc(nulls_last=True), F("work__pk").desc())
    if sort == "name":
        return lines.order_by(*last)
    if sort == "age":
        return lines.order_by(F("work__changed").asc(nulls_last=True), *last)
    if sort == "verdict":
        kinds = [When(kind=verdict.value, then=Value(place)) for place, verdict in enumerate(Verdict)]
        placed = lines.alias(kind=_of_latest("verdict")).alias(place=Case(*kinds, default=Value(len(kinds))))
        return placed.order_by("place", *last)
    if sort == "gates":
        return lines.alias(key=_of_latest("open_gates")).order_by(F("key").desc(nulls_last=True), *last)
    amounts = lines.alias(amount=_of_latest("saving"), per_dollar=_per_dollar(rates))
    return amounts.order_by((F("amount") / F("per_dollar")).desc(nulls_last=True), *last)


def _per_dollar(rates: Rates) -> Any:
    """Of the client's currency; nothing where no rate is published, so that such lines come last."""
    if not rates.several:
        return Value(1.0)
    known = [When(currency=code, then=Value(rate)) for code, rate in rates.per_dollar.items()]
    return Case(*known, default=None, output_field=FloatField())


def _of_latest(field: str, work: str = "work__pk") -> Subquery:
    """A column of the latest decision on the assessment itself, scenarios left aside."""
    everywhere = Decision.objects.with_scopes_disabled()
    own = everywhere.filter(assessment=OuterRef(work), scenario=None)
    return Subquery(own.order_by("-created", "-pk").values(field)[:1])


def _review_due(work: str) -> Subquery:
    """The day on which exit and contingency were to be looked at again, where it has come."""
    plans = DealPlan.objects.with_scopes_disabled().filter(assessment=OuterRef(work))
    due = plans.filter(review_on__lte=timezone.localdate())
    return Subquery(due.order_by("review_on").values("review_on")[:1])


def _reasons_to_leave(work: str) -> Subquery:
    """How many the newest results of a deal meet, where they meet any."""
    plans = DealPlan.objects.with_scopes_disabled().filter(assessment=OuterRef(work), reasons_to_leave__gt=0)
    return Subquery(plans.order_by("-reasons_to_leave").values("reasons_to_leave")[:1])


def _has_report(decision: Any) -> Exists:
    return Exists(Report.objects.with_scopes_disabled().filter(decision_id=decision))


def _decisions(numbers: list[int | None]) -> dict[int, dict[str, Any]]:
    """Without the documents, which are large."""
    rows = Decision.objects.with_scopes_disabled().filter(pk__in=[pk for pk in numbers if pk])
    return {row["pk"]: row for row in rows.values("pk", *OF_DECISION, reported=_has_report(OuterRef("pk")))}
