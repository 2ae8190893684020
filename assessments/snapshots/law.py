"""The rules that bear on a case: from the kinds of data, the people released, and where the client sits."""

from collections.abc import Iterable
from typing import Any

from assessments.models import Assessment
from vendors.models import DataCategory, LegalRule
from vendors.selectors.us_states import state_of

STAFF = {"USA": "staff_us", "GBR": "staff_uk"}
STAFF_EU = "staff_eu"
EU_STAFF_RULE = "eu_ard"


def laws_of(assessment: Assessment, service: dict[str, Any], work_moves: bool) -> list[dict[str, Any]]:
    """Rules that the data bring in, those on staff if work moves, and those that a person added."""
    rules = {rule.id: rule for rule in LegalRule.objects.prefetch_related("categories").order_by("id")}
    data = {category for stream in service["streams"] for category in stream["data_categories"] or ()}
    staff = _staff(service["country_iso3"], rules) if work_moves else set()
    brings = _brought_by(data | staff)
    found = []
    for rule in rules.values():
        added = rule.id in assessment.law_ids
        categories = brings.get(rule.id, set())
        if added and not categories:
            categories = _about_staff(rule) or data
        if binding := _binding(rule, categories, service, added):
            found.append(_plain(rule, binding, service["country_iso3"]))
    return found


def _about_staff(rule: LegalRule) -> set[str]:
    """A rule on the people released says nothing about data."""
    return {category.id for category in rule.categories.all() if category.id.startswith("staff_")}


def _staff(home: str, rules: dict[str, LegalRule]) -> set[str]:
    in_eu = home in rules[EU_STAFF_RULE].home_countries if EU_STAFF_RULE in rules else False
    return {STAFF_EU} if in_eu else {STAFF[home]} if home in STAFF else set()


def _brought_by(categories: Iterable[str]) -> dict[str, set[str]]:
    """Kinds of data by rule."""
    found: dict[str, set[str]] = {}
    for category in DataCategory.objects.filter(pk__in=categories).prefetch_related("rules"):
        for rule in category.rules.all():
            found.setdefault(rule.id, set()).add(category.id)
    return found


def _binding(rule: LegalRule, categories: set[str], service: dict[str, Any], added: bool) -> set[str]:
    """The categories through which the rule binds this client; all of them where a person added the rule."""
    if added or (_is_home(rule, service["country_iso3"]) and _is_state(rule, service.get("place") or "")):
        return categories
    return categories & set(rule.follows_persons)


def _is_home(rule: LegalRule, country: str) -> bool:
    return not rule.home_countries or country in rule.home_countries


def _is_state(rule: LegalRule, place: str) -> bool:
    """A rule of some states binds elsewhere only as long as it is not known in which state the client is."""
    state = state_of(place)
    return not rule.home_states or not state or state in rule.home_states


def _plain(rule: LegalRule, categories: set[str], home: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "regime": rule.regime,
        "requirement": rule.requirement,
        "effect": rule.effect,
        "citation": rule.citation,
        "status": rule.status,
        "categories": sorted(categories),
        "text_read": rule.text_read,
        "allowed_countries": rule.allowed_countries,
        "forbidden_countries": rule.forbidden_countries,
        "home_countries": rule.home_countries if home in rule.home_countries else [],
        "closes_with": rule.closes_with,
    }
