"""One assessment, frozen as the case that the engine reads."""

from typing import Any

from django.utils import timezone

from assessments.models import Assessment, Scenario, WeightSet
from assessments.snapshots.changes import with_changes
from assessments.snapshots.countries import countries_of
from assessments.snapshots.law import laws_of
from assessments.snapshots.offers import Home, provider_of, used_offers, zones_of
from assessments.snapshots.options import option_rows, plain_option
from assessments.snapshots.published import references_of
from assessments.snapshots.service import answered, answers_of, service_of
from assessments.snapshots.weights import weights_of
from scoring.case import SCHEMA, Case, Customers, Readiness
from scoring.case.canonical import canonical
from vendors.selectors.overlap import opening_of


def build_case(assessment: Assessment, scenario: Scenario | None = None) -> Case:
    """The case as it stands now. Same rows and reference data, same case, to the byte.

    ValueError names the input that cannot be used.
    """
    case = canonical(Case.from_dict(_plain_case(assessment)))
    if scenario is None:
        return case
    return canonical(with_changes(case, scenario.changes, scenario=scenario.name))


def _plain_case(assessment: Assessment) -> dict[str, Any]:
    client = assessment.client
    answers = answers_of(assessment)
    service = service_of(assessment, answers)
    rows = option_rows(assessment)
    options = [plain_option(option) for option in rows]
    offers = used_offers(assessment, rows)
    zones = zones_of(offers, service["country_iso3"])
    home = Home(
        zone=service["timezone"] or zones.get(service["country_iso3"], ""),
        opening=opening_of(service.get("hours", ""), service.get("hours_per_week")),
    )
    providers = [provider_of(offer, client.currency, home, zones) for offer in offers]
    places = {service["country_iso3"], *(provider["country_iso3"] for provider in providers)}
    moves = any(option["allocations"] for option in options)
    plain = {
        "schema": SCHEMA,
        "id": assessment.case_id,
        "client": client.name,
        "title": assessment.title,
        "currency": client.currency,
        "as_of": (assessment.as_of or timezone.localdate()).isoformat(),
        "sector": client.sector,
        "service": service,
        "customers": answered("customers", Customers, answers),
        "readiness": answered("readiness", Readiness, answers),
        "providers": providers,
        "options": options,
        "weights": weights_of(WeightSet.objects.filter(assessment=assessment)),
        "method": assessment.method,
        "countries": countries_of(client, places),
        "laws": laws_of(assessment, service, moves),
    }
    return {**plain, "references": references_of(plain)}
