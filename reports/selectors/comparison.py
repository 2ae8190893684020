"""Scenarios to set side by side: of one assessment, of several, of several clients of the same person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django_scopes import scope

from assessments.models import Assessment, Decision, Scenario
from assessments.selectors.scenarios import is_outdated, last_changes, scenarios_of
from clients.models import Client, User
from clients.selectors import membership_of
from reports.presenters.reading import Reading
from reports.selectors.readings import reading_of

FEWEST: Final = 2
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Item:
    """scenario None: the answers as they are. decision None: not computed yet."""

    assessment: Assessment
    scenario: Scenario | None
    decision: Decision | None
    outdated: bool

    @property
    def key(self) -> str:
        parts = [self.assessment.client.slug, self.assessment.slug]
        return "/".join([*parts, self.scenario.slug] if self.scenario else parts)

    @property
    def reading(self) -> Reading:
        if self.decision is None:
            raise ValueError(self.key)
        return reading_of(self.decision)


def items_of(user: User, keys: Sequence[str]) -> list[Item]:
    """client/assessment or client/assessment/scenario, each once. Http404 for what the person may not see."""
    return [_item(user, key) for key in dict.fromkeys(keys)]


def usual_keys(assessment: Assessment) -> list[str]:
    """The answers as they are and the scenarios that are not archived, as many as fit."""
    base = f"{assessment.client.slug}/{assessment.slug}"
    scenarios = scenarios_of(assessment)[: MOST - 1]
    return [base, *(f"{base}/{scenario.slug}" for scenario in scenarios)]


def _item(user: User, key: str) -> Item:
    parts = key.split("/")
    if len(parts) not in (2, 3):
        raise Http404
    membership = membership_of(user, parts[0])
    if membership is None:
        raise Http404
    with scope(client=membership.client):
        return _inside(membership.client, parts[1], parts[2] if len(parts) == 3 else "")


def _inside(client: Client, slug: str, scenario_slug: str) -> Item:
    assessment = Assessment.objects.select_related("client").filter(client=client, slug=slug).first()
    if assessment is None:
        raise Http404
    scenario = None
    if scenario_slug:
        rows = Scenario.objects.filter(assessment=assessment, slug=scenario_slug)
        scenario = rows.select_related("assessment").first()
        if scenario is None:
            raise Http404
    decisions = Decision.objects.filter(assessment=assessment, scenario=scenario)
    latest = decisions.order_by("-created", "-pk").first()
    return Item(assessment, scenario, latest, _outdated(assessment, scenario, latest))


def _outdated(assessment: Assessment, scenario: Scenario | None, decision: Decision | None) -> bool:
    if decision is None:
        return False
    if scenario is None:
        return assessment.changed > decision.created
    return is_outdated(scenario, {"created": decision.created}, last_changes(assessment))
