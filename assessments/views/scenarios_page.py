"""What the pages of scenarios show."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from assessments.forms.scenarios import ChangesForm
from assessments.journey.levers import PENDING, PEOPLE, Lever, levers_of
from assessments.models import Assessment, Scenario
from assessments.selectors import scenarios as selectors
from assessments.snapshots import build_case
from assessments.views.journey_frame import crumbs, link
from clients.choices import Role
from ui.formats import NOTHING, money_compact, percent_text

MOST_COMPARED = 8
PAGE_SIZE = 25


def frame(request: HttpRequest, assessment: Assessment, here: str) -> dict[str, Any]:
    trail = [*crumbs(assessment, ""), {"label": "Scenarios", "url": link(assessment, "list_scenarios")}]
    if here != "Scenarios":
        trail.append({"label": here, "url": ""})
    return {
        "assessment": assessment,
        "client": assessment.client,
        "breadcrumbs": trail,
        "may_edit": Role(request.membership.role).includes(Role.EDITOR),  # type: ignore[attr-defined]
        "list_url": link(assessment, "list_scenarios"),
        "new_url": link(assessment, "create_scenario"),
        "compare_url": _compare_url(assessment),
    }


def list_context(request: HttpRequest, assessment: Assessment, archived: bool) -> dict[str, Any]:
    found = Paginator(selectors.scenarios_of(assessment, archived=archived), PAGE_SIZE)
    page = found.get_page(request.GET.get("page", 1))
    scenarios = list(page.object_list)
    decisions = selectors.latest_by_scenario(assessment, scenarios)
    changes = selectors.last_changes(assessment)
    currency = assessment.client.currency
    return frame(request, assessment, "Scenarios") | {
        "page": page,
        "rows": [row_of(scenario, decisions.get(scenario.pk), changes, currency) for scenario in scenarios],
        "base": _decided(decisions.get(None), currency),
        "base_item": f"{assessment.client.slug}/{assessment.slug}",
        "archived": archived,
        "page_query": "archived=1" if archived else "",
        "most": MOST_COMPARED,
    }


def row_of(
    scenario: Scenario, decision: Mapping[str, Any] | None, changes: Mapping[str, Any], currency: str
) -> dict[str, Any]:
    assessment = scenario.assessment
    count = len([path for path in scenario.changes if path != PEOPLE])
    return {
        "name": scenario.name,
        "note": scenario.note,
        "url": reverse("show_scenario", args=[assessment.client.slug, assessment.slug, scenario.slug]),
        "item": f"{assessment.client.slug}/{assessment.slug}/{scenario.slug}",
        "changes": f"{count} change{'' if count == 1 else 's'}",
        "locked": bool(scenario.locked),
        "decision": _decided(decision, currency),
        "outdated": bool(decision and selectors.is_outdated(scenario, decision, changes)),
    }


def view_context(request: HttpRequest, scenario: Scenario) -> dict[str, Any]:
    assessment = scenario.assessment
    decisions = selectors.latest_by_scenario(assessment, [scenario])
    place = [assessment.client.slug, assessment.slug, scenario.slug]
    names = ("edit_scenario", "copy_scenario", "lock_scenario", "archive_scenario", "compute_scenario")
    changes = selectors.last_changes(assessment)
    return frame(request, assessment, scenario.name) | {
        "scenario": scenario,
        "row": row_of(scenario, decisions.get(scenario.pk), changes, assessment.client.currency),
        "base": _decided(decisions.get(None), assessment.client.currency),
        "changes": _changes(assessment, scenario.changes),
        "urls": {name: reverse(name, args=place) for name in names},
        "key": secrets.token_urlsafe(24),
    }


def edit_context(
    request: HttpRequest, scenario: Scenario, form: ChangesForm, theirs: Scenario | None
) -> dict[str, Any]:
    return frame(request, scenario.assessment, scenario.name) | {
        "scenario": scenario,
        "form": form,
        "groups": form.groups(),
        "version": theirs.version if theirs else scenario.version,
        "theirs": theirs
        and {
            "name": theirs.name,
            "changes": [
                _change(lever, theirs.changes[lever.path])
                for lever in form.levers
                if lever.path in theirs.changes
            ],
        },
        "back_url": reverse("show_scenario", args=_place(scenario)),
    }


def _place(scenario: Scenario) -> list[str]:
    return [scenario.assessment.client.slug, scenario.assessment.slug, scenario.slug]


def _changes(assessment: Assessment, changes: Mapping[str, Any]) -> list[dict[str, str]]:
    """Base and changed value of everything that the scenario changes."""
    try:
        case = build_case(assessment)
    except ValueError:
        return []
    found = [_change(lever, changes[lever.path]) for lever in levers_of(case) if lever.path in changes]
    if PENDING in changes:
        laws = {law.id: law.regime for law in case.laws}
        names = [laws.get(law, law) for law in changes[PENDING]]
        found.append(
            {
                "label": "Rules supposed to be in force",
                "group": "Law",
                "base": NOTHING,
                "now": ", ".join(names),
            }
        )
    return found


def _change(lever: Lever, value: Any) -> dict[str, str]:
    return {
        "label": lever.label,
        "group": lever.group,
        "base": lever.written(lever.base),
        "now": lever.written(value),
    }


def _decided(decision: Mapping[str, Any] | None, currency: str) -> dict[str, Any] | None:
    if decision is None:
        return None
    saving, chance = decision["saving"], decision["p_saves"]
    return {
        "verdict": decision["verdict"],
        "option": decision["leading_option"],
        "saving": NOTHING if saving is None else money_compact(saving, currency),
        "chance": NOTHING if chance is None else percent_text(chance),
        "open_gates": decision["open_gates"],
        "failed_gates": decision["failed_gates"],
        "created": decision["created"],
    }


def _compare_url(assessment: Assessment) -> str:
    """Comparing belongs to the reports, which this room does not know; without them there is no link."""
    try:
        return reverse("compare_scenarios", args=[assessment.client.slug, assessment.slug])
    except NoReverseMatch:
        return ""
