"""What all guided pages have around them: where one is, the list of tasks, the decision so far."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from assessments.journey.progress import Given, SectionProgress, minutes_left, progress
from assessments.journey.questions import Page, Section, questionnaire
from assessments.models import Assessment
from assessments.selectors.answered import Answered, answered, assessment_of, row_values
from clients.choices import Role
from clients.models import Client
from clients.permissions import person
from clients.selectors.drafts import as_typed, draft_of
from clients.services.drafts import drop_draft, keep_draft
from clients.views.drafts import note_opened


@dataclass(frozen=True, slots=True)
class Journey:
    """An assessment with all that was answered in it, read once for a page."""

    assessment: Assessment
    answered: Answered
    given: Given
    sections: tuple[SectionProgress, ...]

    @property
    def currency(self) -> str:
        return self.assessment.client.currency

    def link(self, name: str, **more: Any) -> str:
        return link(self.assessment, name, **more)


def journey_of(client: Client, slug: str) -> Journey:
    return journey(find_assessment(client, slug))


def find_assessment(client: Client, slug: str) -> Assessment:
    """Not found means the same for what is not there and for what belongs to somebody else."""
    assessment = assessment_of(client, slug)
    if assessment is None:
        raise Http404
    return assessment


def journey(assessment: Assessment) -> Journey:
    found = answered(assessment)
    given = Given(
        contents=found.contents,
        streams=[row_values(row) for row in found.streams],
        cost_lines=[row_values(row) for row in found.cost_lines],
    )
    return Journey(assessment, found, given, progress(given))


def link(assessment: Assessment, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"client": assessment.client.slug, "assessment": assessment.slug, **more})


def page_link(assessment: Assessment, page: Page) -> str:
    return link(assessment, "answer_page", section=page.section, page=page.id)


def find_page(section: str, page: str) -> Page:
    for found in questionnaire().pages():
        if found.key == (section, page):
            return found
    raise Http404


def frame(
    request: HttpRequest, journey: Journey, *, page: Page | None = None, here: str = ""
) -> dict[str, Any]:
    """Context of every guided page. here: words for the last crumb."""
    note_opened(request)
    section = questionnaire().section(page.section) if page else None
    return {
        "client": journey.assessment.client,
        "assessment": journey.assessment,
        "currency": journey.currency,
        "groups": task_groups(journey, section),
        "breadcrumbs": crumbs(journey.assessment, here or (section.title if section else "")),
        "minutes_left": minutes_left(journey.sections),
        "panel_url": journey.link("decision_so_far"),
        "tasks_url": journey.link("list_tasks"),
        "may_edit": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
    }


def crumbs(assessment: Assessment, here: str) -> list[dict[str, str]]:
    items = [
        {"label": assessment.client.name, "url": reverse("list_clients")},
        {"label": assessment.title, "url": link(assessment, "show_assessment")},
    ]
    if not here:
        return items
    tasks = {"label": "Questions", "url": link(assessment, "list_tasks")}
    return [*items, tasks, {"label": here, "url": ""}] if here != tasks["label"] else [*items, tasks]


def task_groups(journey: Journey, current: Section | None = None) -> list[dict[str, Any]]:
    """Sections by group, each with its state and, once begun, how much of it is there."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for done in journey.sections:
        section = done.section
        groups.setdefault(section.group, []).append(
            {
                "label": section.title,
                "url": section_link(journey, done),
                "state": done.state,
                "note": note_of(journey, done),
                "current": section == current,
            }
        )
    return [{"title": title, "tasks": tasks} for title, tasks in groups.items()]


def section_link(journey: Journey, done: SectionProgress) -> str:
    """The first page of the section with something left, else its first."""
    missing = (page for page, count in done.pages if count.state != "done")
    return page_link(journey.assessment, next(missing, done.section.pages[0]))


def note_of(journey: Journey, done: SectionProgress) -> str:
    streams = len(journey.answered.streams)
    if done.section.id == "streams" and done.state == "done" and streams:
        return f"{streams} stream{'s' if streams > 1 else ''}"
    return f"{done.count.answered} of {done.count.asked}" if done.state == "started" else ""


def typed_before(journey: Journey, request: HttpRequest) -> QueryDict | None:
    """What this person typed on the page and could not be kept as an answer yet."""
    found = draft_of(journey.assessment.client, person(request), request.path)
    request.draft = found  # type: ignore[attr-defined]
    return as_typed(found) if found else None


def keep_typed(journey: Journey, request: HttpRequest, data: QueryDict, *, saved: bool) -> None:
    """Until all of it is an answer, what was typed on the page stays with the person who typed it."""
    client, user, page = journey.assessment.client, person(request), request.path
    if saved:
        drop_draft(client=client, user=user, page=page)
    else:
        keep_draft(client=client, user=user, page=page, data=data)
