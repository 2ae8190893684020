"""Baseline, customers and readiness as answers; processes as contact streams; overheads as cost lines."""

from typing import Any, Final

from django.utils.text import slugify

from assessments.models import ContactStream, CostLine
from assessments.services.client_import import phrases
from assessments.services.client_import.assumed import of_service
from assessments.services.client_import.document import Document, ImportRefused
from assessments.services.client_import.figures import (
    MEASURED,
    OWN_ASSUMPTION,
    OWN_ESTIMATE,
    estimate,
    from_benchmark,
)
from clients.services import free_slug
from scoring.case import CostLine as CaseLine
from scoring.case import Customers, Service, Stream
from vendors.models import Country
from vendors.selectors.us_states import state_of

Answers = dict[str, Any]
HOME_OF_US_STATES: Final = "USA"
LOAD_SHOWN_AS_EQUAL: Final = 0.0005
COST_LINES: Final = {
    "supervisors": ("Supervisors", "supervision", "supervisors"),
    "quality_training_planning": ("Quality, training and planning", "quality_training", "quality/training"),
    "technology": ("Telephony and help-desk software", "technology", "technology"),
    "facilities": ("Space and facilities", "facilities", "facilities"),
}
PLAIN_READINESS: Final = {
    "service_owner": "service_owner",
    "owner_can_judge_quality": "owner_can_judge_quality",
    "metrics_measured": "metrics_measured",
    "governance_budget_usd_per_year": "governance_budget_per_year",
    "nucleus_agents_kept": "nucleus_agents_kept",
    "contingency_plan_reviewed": "contingency_plan_reviewed",
    "budget_one_off_and_first_year_usd": "budget_one_off_and_first_year",
    "layoff_notice_planned": "layoff_notice_planned",
}
CUSTOMER_GRADES: Final = {"count": "A", "contacting_share_per_year": "B", "yearly_margin_usd": "C",
                          "churn_per_year": "B", "would_leave_if_abroad_share": "D"}  # fmt: skip


def home_country(document: Document) -> str:
    """The company's own word, else where it stays in-house, else that its seat is in a US state."""
    company = document["company"]
    in_house = [row["country_iso3"] for row in document["options"] if row["model"] == "in_house"]
    seat = HOME_OF_US_STATES if state_of(str(company.get("hq", ""))) else ""
    found = company.get("country_iso3") or next(iter(in_house), "") or seat
    if not found:
        raise ImportRefused(["company.country_iso3: say in which country the service is today."])
    return str(found)


def answers_of(document: Document) -> Answers:
    """Content by question id."""
    found = {**_about(document), **_service(document), **_customers(document), **_readiness(document)}
    return {key: content for key, content in found.items() if content not in (None, [], "")}


def _about(document: Document) -> Answers:
    channels = {name for row in document["processes"] for name in row["channel"].split("+")}
    return {
        "about.channels": sorted(channels),
        "about.not_negotiable": document.get("non_negotiable"),
        "readiness.goals": document.get("goals"),
    }


def _service(document: Document) -> Answers:
    company, baseline = document["company"], document["baseline"]
    hours, place = str(company.get("hours", "")), str(company.get("hq", ""))
    level = phrases.service_level(baseline.get("service_level"))
    languages = company.get("languages") or {}
    plain = {
        "country_iso3": home_country(document),
        "place": place,
        "timezone": phrases.timezone_of(hours, place),
        "hours": hours,
        "hours_per_week": phrases.hours_per_week(hours),
        "languages": [{"code": code, "share": float(share)} for code, share in languages.items()],
        "monthly_volume_factors": phrases.monthly_factors([hours, *document.get("goals", [])]),
        "paid_hours_per_fte_year": phrases.paid_hours(document.get("assumptions", [])),
        "service_level_target_seconds": level[1] if level else None,
    }
    assumed = of_service(Country.objects.filter(pk=plain["country_iso3"]).first())
    found = {**plain, **assumed, **_service_figures(document)}
    return {f"service.{name}": value for name, value in found.items()}


def _service_figures(document: Document) -> Answers:
    baseline, avoidable = document["baseline"], phrases.avoidable_shares(document.get("assumptions", []))

    def figure(name: str, key: str, grade: str, source: str = MEASURED, scale: float = 1.0) -> Any:
        raw = baseline.get(key)
        at = f"baseline.{key}"
        return None if raw is None else estimate(Service, name, raw, grade, source, at=at, scale=scale)

    def share_that_stops(name: str, word: str) -> Any:
        raw = avoidable.get(word)
        return None if raw is None else estimate(Service, name, raw, "D", OWN_ASSUMPTION, at="assumptions")

    agents = baseline.get("agents_fte")
    level = phrases.service_level(baseline.get("service_level"))
    return {
        "agents_fte": None
        if agents is None
        else {**figure("agents_fte", "agents_fte", "A"), **_exact(agents)},
        "agent_wage_per_hour": figure("agent_wage_per_hour", "agent_wage_usd_hour", "A", "client's payroll"),
        "benefit_load": _benefit_load(baseline),
        "agent_pay_avoidable_share": share_that_stops("agent_pay_avoidable_share", "agents"),
        "shrinkage": figure("shrinkage", "shrinkage", "B"),
        "occupancy": figure("occupancy", "occupancy", "B"),
        "turnover_per_year": figure("turnover_per_year", "attrition_per_year", "B"),
        "turnover_avoidable_share": share_that_stops("turnover_avoidable_share", "attrition"),
        "replacement_cost_per_leaver": from_benchmark("replacement_cost", "C"),
        "training_weeks": from_benchmark("training_days", "C", scale=1 / 5),
        "first_contact_resolution": figure(
            "first_contact_resolution", "fcr_pct", _grade(document, "fcr"), scale=0.01
        ),
        "satisfaction": figure("satisfaction", "csat_pct", _grade(document, "csat"), scale=0.01),
        "service_level": level
        and estimate(Service, "service_level", level[0], _grade(document, "service_level"), MEASURED),
    }


def _exact(agents: float) -> Answers:
    """Heads are counted, not measured."""
    return {name: float(agents) for name in ("low", "likely", "high")}


def _benefit_load(baseline: Document) -> Any:
    """The published load where the document uses it, else the client's own."""
    raw = baseline.get("benefit_load")
    published = from_benchmark("us_benefit_load", "B", scale=0.01)
    same = published["likely"] is not None and isinstance(raw, int | float)
    if same and abs(published["likely"] - raw) <= LOAD_SHOWN_AS_EQUAL:  # type: ignore[operator]
        return estimate(Service, "benefit_load", raw, "B", published["source"], at="baseline.benefit_load")
    return (
        None
        if raw is None
        else estimate(Service, "benefit_load", raw, "B", MEASURED, at="baseline.benefit_load")
    )


def _grade(document: Document, metric: str) -> str:
    """A where the client says that it measures it."""
    measured = document.get("readiness", {}).get("metrics_measured") or ()
    return "A" if metric in measured else "D"


def _customers(document: Document) -> Answers:
    given = document.get("customers", {})
    found = {
        f"customers.{key.removesuffix('_usd')}": estimate(
            Customers, key.removesuffix("_usd"), given[key], grade, OWN_ESTIMATE, at=f"customers.{key}"
        )
        for key, grade in CUSTOMER_GRADES.items()
        if key in given
    }
    breach = "breach_us" if home_country(document) == HOME_OF_US_STATES else "breach_global"
    return {**found, "customers.plausible_loss_p95": from_benchmark(breach, "D", scale=1_000_000)}


def _readiness(document: Document) -> Answers:
    given = document.get("readiness", {})
    return {f"readiness.{name}": given[key] for key, name in PLAIN_READINESS.items() if key in given}


def streams_of(document: Document) -> list[ContactStream]:
    baseline = document["baseline"]
    yearly = estimate(Stream, "contacts_per_month", baseline.get("contacts_per_year"), "A", MEASURED,
                      at="baseline.contacts_per_year")  # fmt: skip
    if yearly["likely"] is None:
        raise ImportRefused(["baseline.contacts_per_year: missing."])
    slugs: set[str] = set()
    rows = []
    for order, process in enumerate(document["processes"]):
        slug = free_slug(str(process["process"]), slugs.__contains__, longest=60, otherwise="stream")
        slugs.add(slug)
        rows.append(_stream(document, process, order, slug, yearly["likely"]))
    return rows


def _stream(document: Document, process: Document, order: int, slug: str, yearly: float) -> ContactStream:
    at = f"processes[{order}]"
    monthly = yearly * float(process["share_of_contacts"]) / 12
    return ContactStream(
        slug=slug,
        name=process["process"],
        order=order,
        channels=process["channel"].split("+"),
        contacts_per_month=estimate(
            Stream, "contacts_per_month", monthly, _grade(document, "volume"), MEASURED, at=at
        ),
        handle_seconds=estimate(
            Stream, "handle_seconds", process["aht_seconds"], _grade(document, "aht"), MEASURED,
            at=f"{at}.aht_seconds",
        ),
        complexity_1_to_5=process.get("complexity_1_5"),
        documentation_1_to_5=process.get("documentation_1_5"),
        sensitivity_1_to_5=process.get("customer_sensitivity_1_5"),
        data_categories=process.get("data_categories"),
        face_to_face_share=_face_to_face(process.get("needs_face_to_face")),
        required_country_iso3=HOME_OF_US_STATES if process.get("must_stay_in_us") else "",
        note=process.get("note") or "",
    )  # fmt: skip


def _face_to_face(needed: bool | None) -> float | None:
    return None if needed is None else float(needed)


def cost_lines_of(document: Document) -> list[CostLine]:
    """Pay and turnover are worked out from headcount; what remains of the yearly cost becomes lines."""
    given = document["baseline"].get("annual_cost_usd", {})
    shares = phrases.avoidable_shares(document.get("assumptions", []))
    grade = _grade(document, "cost")
    lines = []
    for order, (key, (name, kind, word)) in enumerate(COST_LINES.items()):
        if key in given:
            at = f"baseline.annual_cost_usd.{key}"
            amount = estimate(CaseLine, "amount_per_year", given[key], grade, "client's accounts", at=at)
            stops = estimate(CaseLine, "avoidable_share", shares.get(word), "D", OWN_ASSUMPTION)
            lines.append(CostLine(slug=slugify(key.replace("_", "-")), name=name, kind=kind, order=order,
                                  amount_per_year=amount, avoidable_share=stops))  # fmt: skip
    return lines
